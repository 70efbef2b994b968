package io.entrepot.kit.db;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices a database that answers nothing and breaks no connection either: a process that hangs, a network that swallows
 * packets. Calls that wait without a single one being answered raise a suspicion, a question on a new connection decides.
 * Looked at once a second by one timer.
 */
final class Pulse {
    private static final long BEAT_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 2_000;

    /** Beyond the time-out of any statement: connections that are silent this long are dead, whatever new ones say. */
    private static final long DEAD_NANOS = Duration.ofSeconds(30).toNanos();

    /** Who has to do something about it; called on one event loop. */
    interface Listener {
        void silent();

        void backAgain();
    }

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Calls calls;
    private final Listener listener;
    private final long timer;
    private long answeredBefore;
    private long lastAnswer = System.nanoTime();
    private boolean asking;
    private boolean silent;

    Pulse(Vertx vertx, PgConnectOptions options, Calls calls, Listener listener) {
        this.vertx = vertx;
        this.options = options;
        this.calls = calls;
        this.listener = listener;
        this.timer = vertx.setPeriodic(BEAT_MILLIS, beat -> look());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        var answered = calls.answered();
        var suspicious = calls.underWay() > 0 && answered == answeredBefore;
        answeredBefore = answered;
        if (!suspicious) {
            lastAnswer = System.nanoTime();
        }
        if ((suspicious || silent) && !asking) {
            asking = true;
            ask().onComplete(this::conclude);
        }
    }

    private Future<?> ask() {
        return PgConnection.connect(vertx, options)
                .compose(connection -> connection.query("SELECT 1").execute().eventually(() -> connection.close()))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void conclude(AsyncResult<?> asked) {
        asking = false;
        // One that refuses, because it is full or starting up, is not silent: it will refuse the calls as well.
        var answers = asked.succeeded() || asked.cause() instanceof PgException;
        if (answers && silent) {
            silent = false;
            lastAnswer = System.nanoTime();
            listener.backAgain();
        } else if (!silent && (!answers || System.nanoTime() - lastAnswer > DEAD_NANOS)) {
            silent = !answers;
            lastAnswer = System.nanoTime();
            listener.silent();
            if (answers) {
                listener.backAgain();
            }
        }
    }
}
