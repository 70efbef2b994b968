package io.entrepot.auth.secret;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.entrepot.model.OciError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes passwords, two at a time and off the event loops. One that was right is recognised for a while without being
 * hashed again; what is kept for that is worth nothing outside this process, and nothing once the password is another.
 */
@ApplicationScoped
public class Passwords {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 64;
    private static final int LONGEST = 1_024;
    private static final int REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
    private static final String MAC = "HmacSHA256";

    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private final SecretKeySpec key;
    private final Cache<ByteBuffer, Boolean> right = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /** What the password of nobody is compared with, so that it takes as long as that of somebody. */
    private final String nobodys = Argon2id.USUAL.hash(RandomText.ofLength(32));

    Passwords(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, MAC);
    }

    public Future<String> hash(String password) {
        return run(() -> Argon2id.USUAL.hash(password));
    }

    /** Whether this password was found right for this hash lately. */
    public boolean remembers(String password, String hash) {
        return right.getIfPresent(pair(password, hash)) != null;
    }

    public Future<Boolean> matches(String password, String hash) {
        if (password.length() > LONGEST) {
            return Future.succeededFuture(false);
        }
        return run(() -> Argon2id.matches(password, hash)).onSuccess(matches -> {
            if (matches) {
                right.put(pair(password, hash), true);
            }
        });
    }

    /** Takes as long as {@link #matches} and says no. */
    public Future<Boolean> matchesNobody(String password) {
        return matches(password, nobodys).map(false);
    }

    private <T> Future<T> run(Callable<T> hashing) {
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(OciError.TOOMANYREQUESTS
                    .because("too many log in at the same time")
                    .with(Map.of("Retry-After", "5")));
        }
        return workers.executeBlocking(hashing, false).onComplete(done -> waiting.decrementAndGet());
    }

    private ByteBuffer pair(String password, String hash) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
