package io.entrepot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.auth.first.FirstAdmin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A registry with an administrator, for tests to fill. */
@ApplicationScoped
class Site {
    static final String PASSWORD = "a password of the tests";

    private final FirstAdmin firstAdmin;
    private final AtomicInteger names = new AtomicInteger();
    private @Nullable Wire admin;

    Site(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    /** The administrator of the first start. */
    synchronized Wire admin() {
        if (admin == null) {
            var password =
                    firstAdmin.make().toCompletionStage().toCompletableFuture().join();
            admin = Wire.as(FirstAdmin.NAME, Objects.requireNonNull(password));
        }
        return admin;
    }

    /** A name that nothing else has. */
    String name() {
        return "name-" + names.incrementAndGet();
    }

    /** Makes a user, whose password is that of the tests. */
    String user() {
        var name = name();
        var made =
                admin().post("/api/v1/users", new JsonObject().put("name", name).put("password", PASSWORD));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return name;
    }

    void allow(String subject, String pattern, String... actions) {
        var made = admin().post(
                        "/api/v1/policies",
                        new JsonObject()
                                .put("subject", subject)
                                .put("pattern", pattern)
                                .put("actions", new JsonArray(List.of(actions))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
}
