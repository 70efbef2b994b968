package io.entrepot.kit.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.kit.identity.BearerToken;
import io.entrepot.kit.jws.Jws;
import io.entrepot.kit.upstream.ServiceName;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The private key of this service and the public ones of all, as they were mounted at one moment. A service proves which
 * one it is by a token (RFC 7519) for one other service, good for minutes; which service a key belongs to is told by the
 * name of its file, so nobody has to be told its own name.
 */
final class ServiceKeys {
    private static final String ENDING = ".pem";
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(3);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MOST_SEEN = 1_000;

    private record Peer(ServiceName service, PublicKey key) {}

    private record Shown(String authorization, Instant renewedAt) {}

    private record Seen(ServiceName service, Instant expires) {}

    private final Map<String, Peer> peers;
    private final PrivateKey key;
    private final String keyId;
    private final ServiceName self;
    private final Map<ServiceName, Shown> shown = new ConcurrentHashMap<>();
    private final Cache<String, Seen> seen =
            Caffeine.newBuilder().maximumSize(MOST_SEEN).executor(Runnable::run).build();

    private ServiceKeys(Map<String, Peer> peers, PrivateKey key, String keyId) {
        this.peers = peers;
        this.key = key;
        this.keyId = keyId;
        this.self = Objects.requireNonNull(peers.get(keyId)).service();
    }

    /** Reads the mounted files; an {@link IllegalArgumentException} says which one will not do, and why. */
    static ServiceKeys read(Path keyFile, Path publicKeys) throws IOException {
        var peers = new HashMap<String, Peer>();
        try (var files = Files.newDirectoryStream(publicKeys, "*" + ENDING)) {
            for (var file : files) {
                add(file, peers);
            }
        }
        PrivateKey key;
        try {
            key = Pem.privateKey(Files.readString(keyFile));
        } catch (IllegalArgumentException malformed) {
            throw refused(keyFile, malformed.getMessage());
        }
        return new ServiceKeys(Map.copyOf(peers), key, idOf(key, peers, keyFile, publicKeys));
    }

    private static void add(Path file, Map<String, Peer> peers) throws IOException {
        var name = file.getFileName().toString();
        var service = ServiceName.of(name.substring(0, name.length() - ENDING.length()));
        if (service == null) {
            throw refused(file, "is named after no service");
        }
        try {
            for (var key : Pem.publicKeys(Files.readString(file))) {
                var before = peers.put(id(key), new Peer(service, key));
                if (before != null && before.service() != service) {
                    throw new IllegalArgumentException("holds the key of " + before.service() + " too");
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw refused(file, malformed.getMessage());
        }
    }

    /** The public half is not in the file; it is the one that verifies what this half signs. */
    private static String idOf(PrivateKey key, Map<String, Peer> peers, Path keyFile, Path publicKeys) {
        var sample = Objects.requireNonNull(Jws.parse(Jws.sign(new JsonObject(), "", key)));
        return peers.entrySet().stream()
                .filter(peer -> sample.verifies(peer.getValue().key()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> refused(keyFile, "belongs to no public key in " + publicKeys));
    }

    private static String id(PublicKey key) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static IllegalArgumentException refused(Path file, @Nullable String why) {
        return new IllegalArgumentException(file + " " + why);
    }

    ServiceName self() {
        return self;
    }

    boolean isSameAs(ServiceKeys other) {
        return keyId.equals(other.keyId) && peers.equals(other.peers);
    }

    /** What proves to that service which one this is. */
    String authorization(ServiceName service, Instant now) {
        var current = shown.get(service);
        if (current == null || !now.isBefore(current.renewedAt())) {
            current = new Shown("Bearer " + token(service, now), now.plus(RENEWED_AFTER));
            shown.put(service, current);
        }
        return current.authorization();
    }

    private String token(ServiceName service, Instant now) {
        var claims = new JsonObject()
                .put("aud", service.toString())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
        return Jws.sign(claims, keyId, key);
    }

    /** Which service shows this; null for whoever is none. */
    @Nullable
    ServiceName caller(String authorization, Instant now) {
        var known = seen.getIfPresent(authorization);
        if (known == null) {
            known = verified(authorization, now);
        }
        return known != null && now.isBefore(known.expires().plus(SKEW)) ? known.service() : null;
    }

    private @Nullable Seen verified(String authorization, Instant now) {
        var token = BearerToken.in(authorization);
        var jws = token == null ? null : Jws.parse(token);
        var peer = jws == null ? null : peers.get(jws.keyId());
        if (jws == null
                || peer == null
                || !self.toString().equals(jws.claims().getValue("aud"))
                || !(jws.claims().getValue("exp") instanceof Number seconds)
                || !jws.verifies(peer.key())) {
            return null;
        }
        var expires = Instant.ofEpochSecond(seconds.longValue());
        if (expires.isAfter(now.plus(LIFETIME).plus(SKEW))) {
            return null; // nobody proves for longer who they are
        }
        var verified = new Seen(peer.service(), expires);
        seen.put(authorization, verified);
        return verified;
    }
}
