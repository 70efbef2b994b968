package io.entrepot.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The own driver: so many threads, each with a connection of its own, each doing one operation after the other. */
record Clients(int count) {
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int TOLERATED_ERRORS = 10;

    /** One thing a client does; it throws when the answer is not right. Called by many threads at once. */
    interface Operation {
        void run(Connection connection) throws IOException;
    }

    /** Runs until the time is over or so many operations were begun; what was begun is finished and counted. */
    Window run(Supplier<Connection> connections, Operation operation, Duration length, long limit)
            throws InterruptedException {
        long start = System.nanoTime();
        long deadline = start + length.toNanos();
        var permits = new AtomicLong(limit);
        Callable<Tally> client = () -> work(connections, operation, permits, deadline);
        try (var threads = Executors.newFixedThreadPool(count)) {
            var clients = Collections.nCopies(count, client);
            var tallies = threads.invokeAll(clients, length.plus(STALL).toNanos(), TimeUnit.NANOSECONDS).stream()
                    .map(Clients::tally)
                    .toList();
            return window(tallies, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Tally work(Supplier<Connection> connections, Operation operation, AtomicLong permits, long deadline)
            throws IOException {
        var tally = new Tally();
        try (var connection = connections.get()) {
            while (System.nanoTime() < deadline && tally.errors < TOLERATED_ERRORS && permits.getAndDecrement() > 0) {
                long begin = System.nanoTime();
                try {
                    operation.run(connection);
                    tally.add(System.nanoTime() - begin);
                } catch (IOException e) {
                    tally.fail(e.toString());
                    connection.drop();
                }
            }
        }
        return tally;
    }

    private static Tally tally(Future<Tally> finished) {
        var failed = new Tally();
        try {
            return finished.get();
        } catch (CancellationException e) {
            failed.fail("no answer within " + STALL.toSeconds() + " s");
        } catch (ExecutionException e) {
            failed.fail(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.fail("interrupted");
        }
        return failed;
    }

    private static Window window(List<Tally> tallies, Duration elapsed) {
        var samples = new ArrayList<long[]>();
        long errors = 0;
        String complaint = null;
        for (var tally : tallies) {
            samples.add(tally.latencies());
            errors += tally.errors;
            complaint = complaint == null ? tally.complaint : complaint;
        }
        long operations = samples.stream().mapToLong(sample -> sample.length).sum();
        return new Window(operations, elapsed, Latency.of(samples), errors, complaint);
    }

    /** What one client saw. */
    private static final class Tally {
        private long[] nanos = new long[1024];
        private int size;
        private int errors;
        private @Nullable String complaint;

        void add(long latency) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, size * 2);
            }
            nanos[size++] = latency;
        }

        void fail(String what) {
            errors++;
            complaint = complaint == null ? what : complaint;
        }

        long[] latencies() {
            return Arrays.copyOf(nanos, size);
        }
    }
}
