package io.entrepot.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.entrepot.bench.Connection.BodySink;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;

/** The calls of the OCI Distribution API that the benchmark makes; each fails on any but the right answer. */
final class Registry {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String ACCEPT = MANIFEST + ", " + INDEX;
    private static final byte[] NOTHING = {};

    private final Target target;
    private final String repositories;
    private final Authorization authorization;

    /** Every repository that is written to begins with the given name, which should be new to the registry. */
    Registry(Target target, String repositories) {
        this.target = target;
        this.repositories = repositories;
        this.authorization = new Authorization(target);
    }

    Target target() {
        return target;
    }

    Authorization authorization() {
        return authorization;
    }

    Connection connect() {
        return new Connection(target);
    }

    String path(String repository, String kind, String reference) {
        return "/v2/" + repositories + "/" + repository + "/" + kind + "/" + reference;
    }

    byte[] get(String path) {
        return request("GET", path, "Accept: " + ACCEPT + "\r\n", NOTHING);
    }

    /** POST, then PUT with all the bytes. */
    void push(Connection connection, String repository, Blob blob) throws IOException {
        String upload = beginUpload(connection, repository);
        var put = request("PUT", withDigest(upload, blob.digest()), octets(blob.bytes().length), blob.bytes());
        connection.exchange(put, BodySink.DISCARD).expect(201, "PUT of a blob");
    }

    /** POST, one PATCH of unknown length, PUT. */
    void push(Connection connection, String repository, StreamedBlob blob) throws IOException {
        String upload = beginUpload(connection, repository);
        String headers = "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n";
        connection.send(ByteBuffer.wrap(request("PATCH", upload, headers, NOTHING)));
        blob.send(connection);
        var patched = connection.receive(BodySink.DISCARD).expect(202, "PATCH of a blob");
        var put = request("PUT", withDigest(location(patched), blob.digest()), octets(0), NOTHING);
        connection.exchange(put, BodySink.DISCARD).expect(201, "closing PUT of a blob");
    }

    void pushManifest(Connection connection, String repository, String reference, byte[] manifest) throws IOException {
        String headers = "Content-Type: " + MANIFEST + "\r\nContent-Length: " + manifest.length + "\r\n";
        var put = request("PUT", path(repository, "manifests", reference), headers, manifest);
        connection.exchange(put, BodySink.DISCARD).expect(201, "PUT of a manifest");
    }

    /** Pulls, and checks that the bytes have the digest; returns the answer. */
    Response verify(Connection connection, String path, String digest) throws IOException {
        var hash = Blob.sha256();
        var response = connection.exchange(get(path), hash::update).expect(200, "GET " + path);
        if (!Blob.digest(hash.digest()).equals(digest)) {
            throw new WrongAnswer("GET " + path + ": the bytes do not have the digest " + digest);
        }
        return response;
    }

    private String beginUpload(Connection connection, String repository) throws IOException {
        var post = request("POST", path(repository, "blobs", "uploads/"), "Content-Length: 0\r\n", NOTHING);
        return location(connection.exchange(post, BodySink.DISCARD).expect(202, "POST of an upload"));
    }

    private static String location(Response response) throws IOException {
        var location = response.header("Location");
        if (location.isEmpty()) {
            throw new WrongAnswer("an upload was begun or continued without a Location");
        }
        return localPart(location.get());
    }

    /** Path and query of a link, which may be absolute. */
    static String localPart(String link) {
        if (link.startsWith("/")) {
            return link;
        }
        var uri = URI.create(link);
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String withDigest(String upload, String digest) {
        return upload + (upload.indexOf('?') < 0 ? "?" : "&") + "digest=" + digest;
    }

    private static String octets(int length) {
        return "Content-Type: application/octet-stream\r\nContent-Length: " + length + "\r\n";
    }

    private byte[] request(String method, String path, String headers, byte[] body) {
        var shown = authorization
                .of(path)
                .map(value -> "Authorization: " + value + "\r\n")
                .orElse("");
        var head = (method + " " + path + " HTTP/1.1\r\nHost: " + target.authority() + "\r\n" + shown + headers
                        + "\r\n")
                .getBytes(ISO_8859_1);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }
}
