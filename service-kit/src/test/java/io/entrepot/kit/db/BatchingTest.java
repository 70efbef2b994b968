package io.entrepot.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchingTest {
    private record Statement(List<String> writes, Promise<List<String>> answer) {
        void succeed() {
            answer.complete(writes.stream().map(write -> "did " + write).toList());
        }
    }

    private final List<Statement> statements = new ArrayList<>();
    private final Batching<String, String> batching = new Batching<>(3, write -> Set.of(write.charAt(0)), this::run);

    private Future<List<String>> run(List<String> writes) {
        var statement = new Statement(writes, Promise.promise());
        statements.add(statement);
        return statement.answer().future();
    }

    private List<Future<String>> add(String... writes) {
        return List.of(writes).stream().map(batching::add).toList();
    }

    private List<List<String>> sent() {
        return statements.stream().map(Statement::writes).toList();
    }

    private void succeed(int statement) {
        statements.get(statement).succeed();
    }

    @Test
    void sendsTheFirstWriteAtOnceAndThoseThatComeMeanwhileTogether() {
        var answers = add("a", "b", "c");
        assertThat(sent()).containsExactly(List.of("a"));
        succeed(0);
        assertThat(sent()).containsExactly(List.of("a"), List.of("b", "c"));
        succeed(1);
        assertThat(answers).extracting(Future::result).containsExactly("did a", "did b", "did c");
    }

    @Test
    void beginsAnewAfterARest() {
        add("a");
        succeed(0);
        add("b");
        assertThat(sent()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void takesNoMoreThanItsLimit() {
        add("a", "b", "c", "d", "e");
        succeed(0);
        succeed(1);
        assertThat(sent()).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void keepsWritesOfOneKeyApartAndInOrder() {
        add("x", "a1", "a2", "b1", "a3");
        succeed(0);
        succeed(1);
        succeed(2);
        assertThat(sent()).containsExactly(List.of("x"), List.of("a1", "b1"), List.of("a2"), List.of("a3"));
    }

    @Test
    void holdsBackLaterWritesOfEveryKeyThatWaits() {
        List<List<String>> order = new ArrayList<>();
        List<Promise<List<String>>> pending = new ArrayList<>();
        var pairs = new Batching<String, String>(9, write -> Set.of(write.charAt(0), write.charAt(1)), writes -> {
            order.add(writes);
            Promise<List<String>> answer = Promise.promise();
            pending.add(answer);
            return answer.future();
        });
        for (var write : List.of("xy", "ab", "bc", "cd")) {
            pairs.add(write);
        }
        pending.get(0).complete(List.of(""));
        // "cd" has nothing in common with "ab", but "bc" was before it.
        assertThat(order).containsExactly(List.of("xy"), List.of("ab"));
    }

    @Test
    void sendsHeavyWritesInSmallerStatements() {
        List<List<String>> order = new ArrayList<>();
        List<Promise<List<String>>> pending = new ArrayList<>();
        var heavy = new Batching<String, String>(9, 10, String::length, Set::of, writes -> {
            order.add(writes);
            Promise<List<String>> answer = Promise.promise();
            pending.add(answer);
            return answer.future();
        });
        for (var write : List.of("first", "a".repeat(50), "bb", "cc")) {
            heavy.add(write);
        }
        pending.get(0).complete(List.of(""));
        pending.get(1).complete(List.of(""));
        assertThat(order).containsExactly(List.of("first"), List.of("a".repeat(50)), List.of("bb", "cc"));
    }

    @Test
    void letsABadWriteFailAlone() {
        var answers = add("x", "a", "bad", "c");
        succeed(0);
        var bad = new IllegalStateException("bad");
        statements.get(1).answer().fail(bad);
        assertThat(sent()).endsWith(List.of("a"));
        succeed(2);
        statements.get(3).answer().fail(bad);
        succeed(4);
        assertThat(answers.get(1).result()).isEqualTo("did a");
        assertThat(answers.get(2).cause()).isSameAs(bad);
        assertThat(answers.get(3).result()).isEqualTo("did c");
        assertThat(sent()).endsWith(List.of("a"), List.of("bad"), List.of("c"));
    }

    @Test
    void failsAllOfABatchInAnOutageAndGoesOn() {
        var answers = add("x", "a", "b");
        succeed(0);
        var away = new ConnectException("refused");
        statements.get(1).answer().fail(away);
        assertThat(answers.get(1).cause()).isSameAs(away);
        assertThat(answers.get(2).cause()).isSameAs(away);
        assertThat(statements).hasSize(2);
        add("d");
        assertThat(sent()).endsWith(List.of("d"));
    }

    @Test
    void goesOnAfterAStatementThatCouldNotEvenBeSent() {
        var fragile = new Batching<String, String>(9, Set::of, writes -> {
            if (writes.contains("bad")) {
                throw new IllegalArgumentException("not encodable");
            }
            return Future.succeededFuture(writes);
        });
        var bad = fragile.add("bad");
        var good = fragile.add("good");
        assertThat(bad.cause()).isInstanceOf(IllegalArgumentException.class);
        assertThat(good.result()).isEqualTo("good");
    }

    @Test
    void failsTheWritesThatAStatementDidNotAnswer() {
        var answers = add("x", "a", "b");
        succeed(0);
        statements.get(1).answer().complete(List.of("did a"));
        assertThat(answers.get(1).isComplete()).isTrue();
        assertThat(answers.get(2).failed()).isTrue();
    }
}
