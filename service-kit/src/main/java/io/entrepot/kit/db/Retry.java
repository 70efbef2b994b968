package io.entrepot.kit.db;

import io.entrepot.model.OciError;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Tries a write again where concurrent ones got in its way; the client hears of that only when it keeps happening. */
public final class Retry {
    private static final int ATTEMPTS = 8;

    /** Deadlock, serialization failure, and a row that went away while one that needs it was written. */
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001", "23503");

    /** A write that found the database in a state that its own snapshot couldn't show, and changed nothing. */
    public static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Overtaken() {
            super("overtaken by a concurrent write", null, false, false);
        }
    }

    private Retry() {}

    /** Runs a write, which must be atomic, a bounded number of times. */
    public static <T> Future<T> onConflict(Supplier<Future<T>> write) {
        return attempt(write, ATTEMPTS);
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> write, int attempts) {
        return write.get().recover(failure -> {
            if (!isConflict(failure)) {
                return Future.failedFuture(failure);
            }
            if (attempts == 1) {
                return Future.failedFuture(OciError.TOOMANYREQUESTS
                        .because("others are changing the same; try again")
                        .with(Map.of("Retry-After", "1")));
            }
            return attempt(write, attempts - 1);
        });
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof Overtaken
                || (failure instanceof PgException refused && CONFLICTS.contains(refused.getSqlState()));
    }
}
