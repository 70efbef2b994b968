package io.entrepot.testing.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Gives its jobs tokens by RS256, and publishes where and what its key is, as CI servers do. */
final class CiServer implements AutoCloseable {
    static final String AUDIENCE = "a-registry";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String KEY_ID = "of-today";

    private final HttpServer server;
    private final KeyPair key;

    CiServer() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        publish(
                "/.well-known/openid-configuration",
                JSON.createObjectNode().put("issuer", url()).put("jwks_uri", url() + "/keys"));
        publish("/keys", keys());
        server.start();
    }

    private void publish(String path, ObjectNode document) {
        var body = document.toString().getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private ObjectNode keys() {
        var published = (RSAPublicKey) key.getPublic();
        var set = JSON.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("kid", KEY_ID)
                .put("n", unsigned(published.getModulus()))
                .put("e", unsigned(published.getPublicExponent()));
        return set;
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        var sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The token of a job with these claims. */
    String token(Map<String, String> claims) {
        var all = JSON.createObjectNode()
                .put("iss", url())
                .put("aud", AUDIENCE)
                .put("sub", "job:17")
                .put("exp", Instant.now().plusSeconds(300).getEpochSecond());
        claims.forEach(all::put);
        var signed = encoded(JSON.createObjectNode().put("alg", "RS256").put("kid", KEY_ID)) + "." + encoded(all);
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(ObjectNode part) {
        return BASE64.encodeToString(part.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
