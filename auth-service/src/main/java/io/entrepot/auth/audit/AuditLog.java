package io.entrepot.auth.audit;

import io.vertx.core.Future;

/** Remembers what happened. */
public interface AuditLog {
    /** Ends when it is written down. */
    Future<Void> record(Actor actor, String action, String target, boolean done);

    /** Forgets what is older than the owner wants to know. */
    Future<Void> forgetOld();
}
