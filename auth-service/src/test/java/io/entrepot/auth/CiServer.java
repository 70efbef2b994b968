package io.entrepot.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Gives tokens to jobs and publishes its keys, as CI servers do. */
final class CiServer implements AutoCloseable {
    static final String AUDIENCE = "registry";

    private final HttpServer server;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile PublicJsonWebKey key;

    CiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        key = newKey();
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        new JsonObject()
                                .put("issuer", url())
                                .put("jwks_uri", url() + "/keys")
                                .encode()));
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            answer(exchange, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
        });
        server.start();
    }

    private PublicJsonWebKey newKey() {
        try {
            var fresh = RsaJwkGenerator.generateJwk(2048);
            fresh.setKeyId("key-" + made.incrementAndGet());
            return fresh;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How often its keys were asked for. */
    int asked() {
        return asked.get();
    }

    JwtClaims claims(Map<String, Object> more) {
        var claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience(AUDIENCE);
        claims.setSubject("job:17");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        more.forEach(claims::setClaim);
        return claims;
    }

    /** A token for a job with these claims. */
    String token(Map<String, Object> claims) {
        return sign(claims(claims), key);
    }

    /** A token that this server never made. */
    String forged(Map<String, Object> claims) {
        var other = newKey();
        other.setKeyId(key.getKeyId());
        return sign(claims(claims), other);
    }

    /** A token by a key of a name that nobody publishes. */
    String byUnknownKey(Map<String, Object> claims) {
        return sign(claims(claims), newKey());
    }

    private static String sign(JwtClaims claims, PublicJsonWebKey by) {
        try {
            var signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(by.getPrivateKey());
            signature.setKeyIdHeaderValue(by.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
