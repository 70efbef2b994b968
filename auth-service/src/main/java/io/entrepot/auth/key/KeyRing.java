package io.entrepot.auth.key;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All keys at one moment, those that sign first before those that sign later. */
record KeyRing(List<SigningKey> keys) {
    static final KeyRing EMPTY = new KeyRing(List.of());

    KeyRing {
        keys = keys.stream().sorted(Comparator.comparing(SigningKey::signsFrom)).toList();
    }

    /** The key to sign with: the newest whose time has come; null where there is none. */
    @Nullable
    SigningKey signing(Instant now) {
        for (var key : keys.reversed()) {
            if (key.canSign() && !key.signsFrom().isAfter(now)) {
                return key;
            }
        }
        return null;
    }

    /** Whether a key that replaces the newest is due. */
    boolean isDue(Instant now, Duration age) {
        return keys.isEmpty() || !keys.getLast().signsFrom().plus(age).isAfter(now);
    }

    /** Keys that nothing valid is signed by: another has signed for longer than a token lives. */
    List<SigningKey> spent(Instant now, Duration tokenLifetime) {
        var spent = new ArrayList<SigningKey>();
        for (var i = 0; i + 1 < keys.size(); i++) {
            if (keys.get(i + 1).signsFrom().plus(tokenLifetime).isBefore(now)) {
                spent.add(keys.get(i));
            }
        }
        return spent;
    }

    JsonObject toJwks() {
        var jwks = new JsonArray();
        keys.forEach(key -> jwks.add(key.toJwk()));
        return new JsonObject().put("keys", jwks);
    }
}
