package io.entrepot.auth.first;

import io.vertx.core.Future;

/** Whether this registry has had its first administrator. */
public interface FirstAdminStore {
    Future<Boolean> wasMade();

    /** Makes the user, who may do everything; false where somebody else was quicker. One transaction. */
    Future<Boolean> make(String name, String passwordHash);

    /**
     * Makes the user, or the one that is there, somebody who may do everything by this password alone: what was given out
     * for the one before ends. Written down in the audit, all in one transaction.
     */
    Future<Void> reset(String name, String passwordHash);
}
