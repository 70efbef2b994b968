package io.entrepot.kit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.kit.cache.UnderWay;
import io.entrepot.kit.http.Caller;
import io.entrepot.kit.http.ClientAddress;
import io.entrepot.kit.http.TrustedProxies;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recognises who sends requests. What was proved is remembered for a while: no token is verified and no password hashed
 * for each request. Whatever is taken back, a key or a login, is good here for a minute more at the most.
 */
@Singleton
class Visitors {
    private static final int MOST = 10_000;
    private static final Duration KEYS_EVERY = Duration.ofSeconds(20);
    private static final Duration TOKEN_TIME = Duration.ofSeconds(30);
    private static final Duration LOGIN_TIME = Duration.ofMinutes(1);
    private static final Duration PERMISSIONS_TIME = Duration.ofSeconds(10);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);
    private static final int SALT_BYTES = 32;

    private record Since(Subject subject, Instant then) {}

    private final Vertx vertx;
    private final IdentityConfig config;
    private final TrustedProxies proxies;
    private final Authority authority;
    private final Certificates certificates;
    private final Keys keys;
    private final TokenReader tokens;
    private final byte[] salt = new byte[SALT_BYTES];
    private final Cache<String, Visitor.Holder> holders = Caffeine.newBuilder()
            .expireAfterWrite(TOKEN_TIME)
            .maximumSize(MOST)
            .executor(Runnable::run)
            .build();
    private final Remembered<Digest, Visitor.Known> logins = new Remembered<>(LOGIN_TIME, MOST);
    private final Remembered<Subject, Permissions> permissions = new Remembered<>(PERMISSIONS_TIME, MOST);

    private final UnderWay<Since, Permissions> asking = new UnderWay<>();

    Visitors(
            Vertx vertx,
            IdentityConfig config,
            TrustedProxies proxies,
            Authority authority,
            Certificates certificates) {
        this.vertx = vertx;
        this.config = config;
        this.proxies = proxies;
        this.authority = authority;
        this.certificates = certificates;
        this.keys = new Keys(vertx, authority::keys, BETWEEN_FETCHES);
        this.tokens = new TokenReader(keys, config.service());
        new SecureRandom().nextBytes(salt);
    }

    /** Keys come before the first token: by then there may be nobody to give them. */
    void start(@Observes StartupEvent start) {
        if (!config.open()) {
            vertx.runOnContext(here -> keys.fetch());
            vertx.setPeriodic(KEYS_EVERY.toMillis(), tick -> keys.fetch());
        }
    }

    /** Who sent this. Fails where that can't be told now. */
    Future<Visitor> of(HttpServerRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return certified(certificates.subject(request));
        }
        var holder = holders.getIfPresent(authorization);
        if (holder != null) {
            return Future.succeededFuture(holder);
        }
        var token = BearerToken.in(authorization);
        return token == null ? login(request, authorization) : read(authorization, token);
    }

    private Future<Visitor> certified(@Nullable Subject subject) {
        return subject == null
                ? Future.succeededFuture(new Visitor.Stranger())
                : permissions(subject).map(may -> new Visitor.Known(new Login(subject, may)));
    }

    private Future<Visitor> read(String authorization, String shown) {
        return Asker.here(tokens.read(shown))
                .map(token -> token == null ? new Visitor.Impostor(true) : remembered(authorization, token));
    }

    private Visitor remembered(String authorization, Token token) {
        var caller = new Caller(token.subject(), token.expires(), () -> permissions(token.subject()));
        var holder = new Visitor.Holder(token, caller);
        holders.put(authorization, holder);
        return holder;
    }

    private Future<Visitor> login(HttpServerRequest request, String authorization) {
        var shown = BasicCredentials.parse(authorization);
        return shown == null
                ? Future.succeededFuture(new Visitor.Impostor(false))
                : Asker.here(logins.get(fingerprint(authorization), () -> ask(request, shown)))
                        .map(known -> known == null ? new Visitor.Impostor(false) : known);
    }

    private Future<Visitor.@Nullable Known> ask(HttpServerRequest request, BasicCredentials shown) {
        var address = ClientAddress.of(request, proxies).address();
        return authority
                .login(shown.name(), shown.secret(), address)
                .map(login -> login == null ? null : new Visitor.Known(login));
    }

    /** No password stays in memory because of us, and nobody can tell by time how much of one was right. */
    private Digest fingerprint(String authorization) {
        var shown = authorization.getBytes(StandardCharsets.UTF_8);
        var salted = new byte[SALT_BYTES + shown.length];
        System.arraycopy(salt, 0, salted, 0, SALT_BYTES);
        System.arraycopy(shown, 0, salted, SALT_BYTES, shown.length);
        return Digest.of(Algorithm.SHA256, salted, 0, salted.length);
    }

    /** All that a subject may do, as of a few seconds ago. */
    Future<Permissions> permissions(Subject subject) {
        return Asker.here(permissions.get(subject, () -> authority.permissions(subject)))
                .map(Objects::requireNonNull);
    }

    /**
     * All that a subject may do at this moment, if it is the one of that name that was there {@code then}; those who ask
     * while somebody else does get the same answer.
     */
    Future<Permissions> permissionsNow(Subject subject, Instant then) {
        return Asker.here(asking.join(new Since(subject, then), () -> authority.permissions(subject, then)));
    }
}
