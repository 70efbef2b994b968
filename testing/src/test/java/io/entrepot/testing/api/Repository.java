package io.entrepot.testing.api;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpResponse;
import java.util.List;

/** One repository as a test uses it: pushes small things into it and asks for them by short names. */
record Repository(OciClient client, String name) {
    static final Blob EMPTY = Blob.json("application/vnd.oci.empty.v1+json", "{}");

    /** An image manifest without layers that is different for each annotation; its config is pushed. */
    Blob image(String annotation) {
        client.pushBlob(name, EMPTY);
        return Blob.json(TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[],"annotations":{"which":"%s"}}""".formatted(TestImage.MANIFEST, EMPTY.descriptor(), annotation));
    }

    /** An artifact of a type that refers to a subject. */
    Blob referrer(String artifactType, Blob subject) {
        client.pushBlob(name, EMPTY);
        return Blob.json(TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s],"subject":%s}""".formatted(
                TestImage.MANIFEST, artifactType, EMPTY.descriptor(), EMPTY.descriptor(), subject.descriptor()));
    }

    static Blob index(Blob... entries) {
        var descriptors = List.of(entries).stream().map(Blob::descriptor).toList();
        return Blob.json(
                TestImage.INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(TestImage.INDEX, String.join(",", descriptors)));
    }

    HttpResponse<byte[]> push(String reference, Blob manifest, String... headers) {
        return client.pushManifest(name, reference, manifest, headers);
    }

    HttpResponse<byte[]> get(String reference, String... headers) {
        return client.get(manifest(reference), headers);
    }

    HttpResponse<byte[]> delete(String reference, String... headers) {
        return client.delete(manifest(reference), headers);
    }

    HttpResponse<byte[]> history(String tag) {
        return client.get("/api/v1/repositories/" + name + "/tags/" + tag + "/history");
    }

    String manifest(String reference) {
        return "/v2/" + name + "/manifests/" + reference;
    }

    String blob(String digest) {
        return "/v2/" + name + "/blobs/" + digest;
    }
}
