package io.entrepot.kit.identity;

import io.entrepot.model.Permission;
import io.entrepot.model.Permissions;
import io.entrepot.model.Subject;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An authority for tests: everybody's secret is {@code secret}. */
final class KnownPeople implements Authority {
    volatile Instant until = Instant.MAX;
    final AtomicInteger logins = new AtomicInteger();
    private final Map<Subject, Permissions> permissions = new ConcurrentHashMap<>();
    private volatile Instant made = Instant.EPOCH;
    private volatile JsonObject keys = Forge.set();

    KnownPeople publish(Forge... forges) {
        keys = Forge.set(forges);
        return this;
    }

    KnownPeople let(String subject, String... granted) {
        var may = new Permissions(Arrays.stream(granted).map(Permission::parse).toList());
        permissions.put(java.util.Objects.requireNonNull(Subject.parse(subject)), may);
        return this;
    }

    @Override
    public Future<JsonObject> keys() {
        return Future.succeededFuture(keys);
    }

    @Override
    public Future<@Nullable Login> login(String name, String secret, String clientAddress) {
        logins.incrementAndGet();
        var subject = Subject.user(name);
        var may = permissions.get(subject);
        return Future.succeededFuture(may == null || !secret.equals("secret") ? null : new Login(subject, may, until));
    }

    /** All names were given to others at that moment. */
    void replacedAt(Instant moment) {
        made = moment;
    }

    @Override
    public Future<Permissions> permissions(Subject subject, Instant then) {
        return Future.succeededFuture(
                made.isAfter(then) ? Permissions.NONE : permissions.getOrDefault(subject, Permissions.NONE));
    }
}
