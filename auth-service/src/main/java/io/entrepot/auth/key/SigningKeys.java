package io.entrepot.auth.key;

import io.entrepot.auth.AuthConfig;
import io.entrepot.kit.identity.IdentityConfig;
import io.entrepot.kit.start.Refusal;
import io.entrepot.model.OciError;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this registry. A new one is published well before it signs, and goes on being published for as long as
 * something signed by it is valid, so rotating fails no request. Each replica looks for the keys of the others.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger("io.entrepot.identity");
    private static final long LOOK_MILLIS = 5_000;
    private static final long PATIENCE_SECONDS = 10;

    /** Clocks differ. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private final KeyStore store;
    private final AuthConfig config;
    private final IdentityConfig identity;
    private final Vertx vertx;
    private volatile KeyRing ring = KeyRing.EMPTY;

    SigningKeys(KeyStore store, AuthConfig config, IdentityConfig identity, Vertx vertx) {
        this.store = store;
        this.config = config;
        this.identity = identity;
        this.vertx = vertx;
    }

    /** A database that can't be asked at this moment doesn't keep the process from starting. */
    void start(@Observes StartupEvent start) throws InterruptedException {
        if (identity.open()) {
            return;
        }
        var first = new CompletableFuture<Void>();
        vertx.runOnContext(here -> lookAfter().onComplete(done -> {
            if (done.succeeded()) {
                first.complete(null);
            } else {
                first.completeExceptionally(done.cause());
            }
        }));
        try {
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            LOG.warnf("no signing keys yet: %s", failure.getMessage());
        } catch (TimeoutException failure) {
            LOG.warn("no signing keys yet: the database does not answer");
        }
        vertx.setPeriodic(
                LOOK_MILLIS,
                timer -> lookAfter()
                        .onFailure(failure ->
                                LOG.warnf("the signing keys could not be looked after: %s", failure.getMessage())));
    }

    /** The key to sign with now. */
    public SigningKey signing() {
        var key = ring.signing(Instant.now());
        if (key == null) {
            throw OciError.UNAVAILABLE
                    .because("no token can be signed at the moment")
                    .with(Map.of("Retry-After", "5"));
        }
        return key;
    }

    /** The public keys as a JSON Web Key Set. */
    public JsonObject published() {
        return ring.toJwks();
    }

    /** The same as of this moment: another replica may have made or removed one just now. */
    public Future<JsonObject> current() {
        return look().map(looked -> published());
    }

    List<SigningKey> all() {
        return ring.keys();
    }

    /** The key of this id, be it one that another replica has just made; null where there is none. */
    Future<@Nullable SigningKey> find(String kid) {
        return look().map(looked -> ring.keys().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .orElse(null));
    }

    /** Makes a key that takes over once everybody has seen it. */
    Future<SigningKey> rotate() {
        var now = Instant.now();
        var key = SigningKey.make(now, now.plus(config.keyLead()));
        return store.add(key).compose(added -> look()).map(key);
    }

    /** Trusts a key no more. What it signed is refused as soon as those who verify look again. */
    Future<Void> remove(String kid) {
        return store.remove(kid).compose(removed -> lookAfter());
    }

    private Future<Void> look() {
        return store.all().map(keys -> {
            ring = new KeyRing(keys);
            return null;
        });
    }

    private Future<Void> lookAfter() {
        return look().compose(looked -> {
            var now = Instant.now();
            if (ring.signing(now) == null) {
                if (!ring.keys().isEmpty()) {
                    LOG.warn("the key file opens none of the signing keys in the database, so a new one is made");
                }
                return store.add(SigningKey.make(now, now)).compose(added -> look());
            }
            if (ring.isDue(now, config.keyRotation())) {
                return rotate().mapEmpty();
            }
            return removeSpent(now);
        });
    }

    private Future<Void> removeSpent(Instant now) {
        var spent = ring.spent(now, config.tokenLifetime().plus(LEEWAY));
        if (spent.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.all(spent.stream().map(key -> store.remove(key.kid())).toList())
                .compose(removed -> look());
    }
}
