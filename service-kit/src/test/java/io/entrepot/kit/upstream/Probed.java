package io.entrepot.kit.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/** A probe that answers when the test says so. */
final class Probed implements Probe {
    private final Queue<Promise<Boolean>> waiting = new ArrayDeque<>();

    @Override
    public Future<Boolean> ready(Replica replica) {
        var promise = Promise.<Boolean>promise();
        waiting.add(promise);
        return promise.future();
    }

    int underWay() {
        return waiting.size();
    }

    void answer(boolean ready) {
        waiting.remove().complete(ready);
    }

    void staySilent() {
        waiting.remove().fail("no answer in time");
    }
}
