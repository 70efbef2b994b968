package io.entrepot.auth.key;

import io.vertx.core.Future;
import java.util.List;

/** Where keys are kept, the private parts unreadable to whoever has only this. */
public interface KeyStore {
    Future<List<SigningKey>> all();

    Future<Void> add(SigningKey key);

    /** Repeatable: it may be gone already. */
    Future<Void> remove(String kid);
}
