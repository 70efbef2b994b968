package io.entrepot.kit.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Runs many small writes as few statements: while one statement is on its way, the writes that come queue, and the next
 * statement takes them all. A statement never holds two writes with a key in common. Where a statement fails as a whole,
 * its writes are tried one by one, so that a bad one fails alone.
 *
 * @param <Q> a write
 * @param <A> its answer
 */
public final class Batching<Q, A> {
    private record Waiting<Q, A>(Q write, Promise<A> answer) {}

    private final int limit;
    private final long weightLimit;
    private final ToLongFunction<Q> weight;
    private final Function<Q, ? extends Set<?>> keys;
    private final Function<List<Q>, Future<List<A>>> statement;
    private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
    private boolean running;

    /**
     * @param limit how many writes a statement takes at the most
     * @param keys what two writes of one statement must not have in common
     * @param statement runs the writes as one statement; answers in their order
     */
    public Batching(int limit, Function<Q, ? extends Set<?>> keys, Function<List<Q>, Future<List<A>>> statement) {
        this(limit, Long.MAX_VALUE, write -> 0, keys, statement);
    }

    /**
     * The same for writes that can be large.
     *
     * @param weightLimit what the writes of a statement weigh at the most, unless it is a single one
     */
    public Batching(
            int limit,
            long weightLimit,
            ToLongFunction<Q> weight,
            Function<Q, ? extends Set<?>> keys,
            Function<List<Q>, Future<List<A>>> statement) {
        this.limit = limit;
        this.weightLimit = weightLimit;
        this.weight = weight;
        this.keys = keys;
        this.statement = statement;
    }

    public Future<A> add(Q write) {
        Promise<A> answer = Promise.promise();
        synchronized (this) {
            queue.add(new Waiting<>(write, answer));
            if (running) {
                return answer.future();
            }
            running = true;
        }
        next();
        return answer.future();
    }

    private void next() {
        var batch = take();
        if (!batch.isEmpty()) {
            run(batch).onComplete(done -> next());
        }
    }

    private synchronized List<Waiting<Q, A>> take() {
        var batch = new ArrayList<Waiting<Q, A>>();
        var taken = new HashSet<Object>();
        var room = weightLimit;
        for (var waiting = queue.iterator(); waiting.hasNext() && batch.size() < limit; ) {
            var candidate = waiting.next();
            var own = keys.apply(candidate.write());
            var heft = weight.applyAsLong(candidate.write());
            if ((heft <= room || batch.isEmpty()) && own.stream().noneMatch(taken::contains)) {
                room -= heft;
                batch.add(candidate);
                waiting.remove();
            }
            // A write that has to wait holds back later ones of its keys: they stay in order.
            taken.addAll(own);
        }
        running = !batch.isEmpty();
        return batch;
    }

    private Future<Void> run(List<Waiting<Q, A>> batch) {
        return send(batch).transform(result -> {
            if (result.succeeded()) {
                answer(batch, result.result());
            } else if (batch.size() == 1) {
                batch.get(0).answer().fail(result.cause());
            } else if (Outage.of(result.cause()) != null) {
                batch.forEach(waiting -> waiting.answer().fail(result.cause()));
            } else {
                return oneByOne(batch);
            }
            return Future.succeededFuture();
        });
    }

    /** A write that can't even be sent fails like one that the database refused; the queue must go on. */
    private Future<List<A>> send(List<Waiting<Q, A>> batch) {
        try {
            return statement.apply(batch.stream().map(Waiting::write).toList());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void answer(List<Waiting<Q, A>> batch, List<A> answers) {
        if (answers.size() != batch.size()) {
            // Not tried again: the statement happened, we only can't tell whose answer is whose.
            var mixedUp = new IllegalStateException(answers.size() + " answers to " + batch.size() + " writes");
            batch.forEach(waiting -> waiting.answer().fail(mixedUp));
            return;
        }
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
        }
    }

    private Future<Void> oneByOne(List<Waiting<Q, A>> batch) {
        Future<Void> chain = Future.succeededFuture();
        for (var single : batch) {
            chain = chain.compose(done -> run(List.of(single)));
        }
        return chain;
    }
}
