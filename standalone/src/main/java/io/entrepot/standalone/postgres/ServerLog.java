package io.entrepot.standalone.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows what the server writes. Its end is the server's end: every one of its processes holds the pipe, and nobody
 * else does.
 */
final class ServerLog {

    private static final int KEPT = 20;
    private static final String READY = "database system is ready to accept connections";

    private final Deque<String> last = new ArrayDeque<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final PostgresServer.Listener listener;
    private volatile boolean ready;
    private volatile boolean quiet;

    ServerLog(PostgresServer.Listener listener) {
        this.listener = listener;
    }

    void follow(BufferedReader output) {
        Thread.ofPlatform().name("postgresql-log").daemon().start(() -> {
            try (output) {
                for (var line = output.readLine(); line != null; line = output.readLine()) {
                    take(line);
                }
            } catch (IOException broken) {
                keep("its output can't be read: " + broken.getMessage());
            } finally {
                end();
            }
        });
    }

    private void end() {
        ended.countDown();
        settled.countDown();
        if (ready && !quiet) {
            listener.ended();
        }
    }

    private void take(String line) {
        if (line.contains(READY)) {
            ready = true;
            settled.countDown();
        } else if (ready && !quiet) {
            listener.logged(line);
        } else if (!ready) {
            keep(line);
        }
    }

    private synchronized void keep(String line) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    /** The last lines before the server was ready. */
    synchronized Collection<String> beforeReady() {
        return List.copyOf(last);
    }

    /** Whether the server came up; false once it has given up or the time has. */
    boolean awaitReady(long seconds) throws InterruptedException {
        return settled.await(seconds, TimeUnit.SECONDS) && ready;
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    /** From here on it only says goodbye. */
    void beQuiet() {
        quiet = true;
    }
}
