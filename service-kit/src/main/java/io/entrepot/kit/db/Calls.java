package io.entrepot.kit.db;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Calls to the database that wait for their answers, so that they can be given up where none will come. */
final class Calls {
    private record Call(Promise<?> answer, @Nullable Context caller) {
        void giveUp(Throwable why) {
            if (caller == null) {
                answer.tryFail(why);
            } else {
                caller.runOnContext(here -> answer.tryFail(why));
            }
        }
    }

    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private final LongAdder answered = new LongAdder();

    /** The same future, but it fails when all calls are given up. */
    <T> Future<T> track(Future<T> result) {
        Promise<T> answer = Promise.promise();
        var call = new Call(answer, Vertx.currentContext());
        underWay.add(call);
        result.onComplete(done -> {
            underWay.remove(call);
            answered.increment();
            if (done.succeeded()) {
                answer.tryComplete(done.result());
            } else {
                answer.tryFail(done.cause());
            }
        });
        return answer.future();
    }

    void giveUp(Throwable why) {
        underWay.removeIf(call -> {
            call.giveUp(why);
            return true;
        });
    }

    int underWay() {
        return underWay.size();
    }

    /** How many were answered so far. */
    long answered() {
        return answered.sum();
    }
}
