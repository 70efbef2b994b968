package io.entrepot.blob.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.blob.Sample;
import io.entrepot.blob.store.BlobSink;
import io.entrepot.blob.store.Draft;
import io.entrepot.blob.store.StorageKey;
import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int MEGABYTE = 1 << 20;

    /** Worker threads that do their work when told to. */
    private final Queue<Runnable> workers = new ArrayDeque<>();

    private final StorageKey key = Sample.key();
    private final UploadMemory memory = new UploadMemory();
    private final StreamingHash hash = new StreamingHash(Algorithm.SHA256);
    private final List<Intake.Progress> checkpoints = new ArrayList<>();
    private final Buffer stored = Buffer.buffer();
    private final AtomicInteger rooms = new AtomicInteger();
    private Function<Buffer, Future<Void>> write = bytes -> {
        stored.appendBuffer(bytes);
        return Future.succeededFuture();
    };
    private boolean goOn = true;

    private final BlobSink sink = new BlobSink() {
        @Override
        public Future<Void> write(Buffer bytes) {
            return write.apply(bytes);
        }

        @Override
        public Draft opened() {
            return Draft.empty(key);
        }

        @Override
        public Future<Draft> sync() {
            return Future.succeededFuture(new Draft(key, stored.length(), null));
        }

        @Override
        public Future<Draft> end() {
            return sync();
        }

        @Override
        public List<StorageKey> superseded(Draft recorded) {
            return List.of();
        }

        @Override
        public List<StorageKey> forsaken() {
            return List.of();
        }

        @Override
        public void close() {}
    };

    private Intake intake(Duration betweenCheckpoints) {
        var intake = new Intake(
                sink,
                hash,
                0,
                workers::add,
                memory,
                progress -> {
                    checkpoints.add(progress);
                    return Future.succeededFuture(goOn);
                },
                betweenCheckpoints);
        intake.onRoom(rooms::incrementAndGet);
        return intake;
    }

    private Intake intake() {
        return intake(Duration.ofHours(1));
    }

    private void work() {
        for (var task = workers.poll(); task != null; task = workers.poll()) {
            task.run();
        }
    }

    @Test
    void writesAndHashesInOrder() {
        var intake = intake();
        for (var part : List.of("one ", "two ", "three")) {
            intake.offer(Buffer.buffer(part));
        }
        var written = intake.written();
        assertThat(written.isComplete()).isFalse();
        work();
        assertThat(written.succeeded()).isTrue();
        assertThat(stored).hasToString("one two three");
        assertThat(intake.received()).isEqualTo(13);
        assertThat(hash.finish()).isEqualTo(Digest.of(Algorithm.SHA256, stored.getBytes(), 0, 13));
    }

    @Test
    void usesOneWorkerAtATimeAndNoneAtRest() {
        var intake = intake();
        intake.offer(Buffer.buffer("a"));
        intake.offer(Buffer.buffer("b"));
        assertThat(workers).hasSize(1);
        work();
        assertThat(workers).isEmpty();
        assertThat(intake.written().succeeded()).isTrue();
        intake.offer(Buffer.buffer("c"));
        assertThat(workers).hasSize(1);
        work();
        assertThat(stored).hasToString("abc");
    }

    @Test
    void isFullWhenTheWriterLagsAndTellsWhenThereIsRoom() {
        var intake = intake();
        for (var i = 0; i < 7; i++) {
            intake.offer(Buffer.buffer(new byte[MEGABYTE]));
        }
        assertThat(intake.isFull()).isFalse();
        intake.offer(Buffer.buffer(new byte[MEGABYTE]));
        assertThat(intake.isFull()).isTrue();
        assertThat(intake.hasRoom()).isFalse();
        assertThat(rooms).hasValue(0);
        work();
        assertThat(rooms.get()).isPositive();
        assertThat(intake.hasRoom()).isTrue();
    }

    @Test
    void isFullWithAnyByteWhileTheMemoryOfAllIsScarce() {
        var intake = intake();
        var others = Runtime.getRuntime().maxMemory() / 4;
        memory.take(others);
        assertThat(intake.isFull()).as("holds nothing").isFalse();
        intake.offer(Buffer.buffer("a"));
        assertThat(intake.isFull()).isTrue();
        work();
        assertThat(rooms).as("told to go on with nothing held").hasValue(1);
        memory.give(others);
    }

    @Test
    void waitsForASinkThatTakesItsTime() {
        Queue<Promise<Void>> slow = new ArrayDeque<>();
        write = bytes -> {
            stored.appendBuffer(bytes);
            Promise<Void> promise = Promise.promise();
            slow.add(promise);
            return promise.future();
        };
        var intake = intake();
        intake.offer(Buffer.buffer("a"));
        intake.offer(Buffer.buffer("b"));
        var written = intake.written();
        work();
        assertThat(stored).hasToString("a");
        slow.remove().complete();
        work();
        assertThat(stored).hasToString("ab");
        assertThat(written.isComplete()).isFalse();
        slow.remove().complete();
        work();
        assertThat(written.succeeded()).isTrue();
        assertThat(memory.isScarce()).isFalse();
    }

    private @Nullable Throwable failAtSecond(Intake intake, RuntimeException thrown, @Nullable IOException failure) {
        var writes = new AtomicInteger();
        var succeed = write;
        write = bytes -> {
            if (writes.incrementAndGet() != 2) {
                return succeed.apply(bytes);
            }
            if (failure == null) {
                throw thrown;
            }
            return Future.failedFuture(failure);
        };
        for (var part : List.of("a", "b", "c")) {
            intake.offer(Buffer.buffer(part));
        }
        var written = intake.written();
        work();
        assertThat(written.isComplete()).isTrue();
        return written.cause();
    }

    @Test
    void dropsEverythingAfterAFailureAndLetsItsMemoryGo() {
        var intake = intake();
        var full = new IOException("No space left on device");
        assertThat(failAtSecond(intake, new IllegalStateException(), full)).isSameAs(full);
        assertThat(intake.failure()).isSameAs(full);
        assertThat(stored).hasToString("a");
        assertThat(intake.received()).isEqualTo(1);
        assertThat(intake.hasRoom()).isTrue();
    }

    @Test
    void endsAlsoWhenTheSinkThrows() {
        var thrown = new IllegalStateException("closed");
        assertThat(failAtSecond(intake(), thrown, null)).isSameAs(thrown);
    }

    /** The hash has seen the bytes that weren't written; going on from its state would spoil the upload. */
    @Test
    void givesNoHashStateThatIsAheadOfTheBytes() {
        var intake = intake();
        assertThat(failAtSecond(intake, new IllegalStateException(), new IOException("full")))
                .isNotNull();
        var progress = intake.sync().result();
        assertThat(progress.draft().length()).isEqualTo(1);
        assertThat(progress.hashState()).isNull();
    }

    @Test
    void tellsOfProgressThatIsDurable() {
        var intake = intake(Duration.ZERO);
        intake.offer(Buffer.buffer("a"));
        intake.offer(Buffer.buffer("bc"));
        work();
        assertThat(checkpoints)
                .extracting(progress -> progress.draft().length())
                .containsExactly(1L, 3L);
        var hashState = checkpoints.get(0).hashState();
        assertThat(hashState).isNotNull();
    }

    @Test
    void writesNothingMoreOnceACheckpointWasRefused() {
        var intake = intake(Duration.ZERO);
        goOn = false;
        intake.offer(Buffer.buffer("a"));
        intake.offer(Buffer.buffer("b"));
        var written = intake.written();
        work();
        assertThat(written.cause()).isInstanceOf(Overtaken.class);
        assertThat(stored).hasToString("a");
        assertThat(checkpoints).hasSize(1);
    }
}
