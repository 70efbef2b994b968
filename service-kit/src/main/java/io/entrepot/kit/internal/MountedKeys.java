package io.entrepot.kit.internal;

import io.entrepot.kit.start.Refusal;
import io.entrepot.kit.upstream.ServiceName;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A key of its own for each service, from mounted files. They are looked at again every few seconds, so that keys are
 * replaced without a restart; while they don't fit together, those that did are used.
 */
@DefaultBean
@ApplicationScoped
class MountedKeys implements Credential {
    private static final Logger LOG = Logger.getLogger("io.entrepot.internal");
    private static final String KEY_FILE = "entrepot.internal.key-file";
    private static final String PUBLIC_KEYS = "entrepot.internal.public-keys";
    private static final long LOOK_MILLIS = 10_000;

    private final Path keyFile;
    private final Path publicKeys;
    private volatile ServiceKeys keys;
    private @Nullable String complaint;

    /** Where there are no other services nobody makes this, so it observes no start. */
    @Inject
    MountedKeys(InternalConfig config, Vertx vertx) {
        this(config);
        vertx.setPeriodic(
                LOOK_MILLIS,
                tick -> vertx.executeBlocking(() -> {
                    look();
                    return this;
                }));
    }

    MountedKeys(InternalConfig config) {
        keyFile = required(config.keyFile(), KEY_FILE, "the file with this one's private key");
        publicKeys = required(config.publicKeys(), PUBLIC_KEYS, "the folder with the public keys of all");
        try {
            keys = ServiceKeys.read(keyFile, publicKeys);
        } catch (IOException | IllegalArgumentException failure) {
            throw new Refusal("The keys of " + KEY_FILE + " and " + PUBLIC_KEYS + " will not do: " + why(failure));
        }
    }

    private static Path required(Optional<Path> path, String key, String what) {
        return path.orElseThrow(() -> new Refusal("Services know each other by their keys, so " + key
                + " (environment: " + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + ") must name " + what));
    }

    private static String why(Exception failure) {
        return failure instanceof IOException
                ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    synchronized void look() {
        try {
            var found = ServiceKeys.read(keyFile, publicKeys);
            if (!found.isSameAs(keys)) {
                keys = found;
                LOG.infof("keys between services taken over; this is %s", found.self());
            }
            complaint = null;
        } catch (IOException | IllegalArgumentException failure) {
            var why = why(failure);
            if (!why.equals(complaint)) {
                LOG.warnf("the keys between services stay as they were: %s", why);
                complaint = why;
            }
        }
    }

    @Override
    public boolean hasPeers() {
        return true;
    }

    @Override
    public String authorization(ServiceName service) {
        return keys.authorization(service, Instant.now());
    }

    @Override
    public @Nullable ServiceName caller(String authorization) {
        return keys.caller(authorization, Instant.now());
    }
}
