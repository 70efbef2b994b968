package io.entrepot.auth.first;

import io.vertx.core.Future;

/** Whether this registry has had its first administrator. */
public interface FirstAdminStore {
    Future<Boolean> wasMade();

    /** Makes the user, who may do everything; false where somebody else was quicker. One transaction. */
    Future<Boolean> make(String name, String passwordHash);
}
