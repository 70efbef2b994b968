package io.entrepot.standalone;

import io.entrepot.standalone.postgres.PostgresServer;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The order of stopping, whatever caused it: no new requests, those under way finish, then the database stops, then
 * the process. It runs as a shutdown hook beside the framework's own and ends the process itself, because a process
 * ended by a signal would not exit with 0.
 */
final class StopSequence implements Runnable {

    /** The framework bounds the requests under way; this only keeps a fault there from holding the database for ever. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private volatile @Nullable Thread databaseStarter;
    private volatile @Nullable PostgresServer database;
    private volatile int exitCode;

    void databaseStarter(Thread starter) {
        databaseStarter = starter;
    }

    void afterRequests(PostgresServer server) {
        database = server;
    }

    /** A failure once reported stays one. */
    void exitCode(int code) {
        if (exitCode == 0) {
            exitCode = code;
        }
    }

    @Override
    public void run() {
        Draining.begin();
        try {
            awaitApplication();
            awaitStarter();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        var server = database;
        if (server != null) {
            server.close();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    private static void awaitApplication() throws InterruptedException {
        var application = ApplicationLifecycleManager.getCurrentApplication();
        if (application == null) {
            return;
        }
        var stopped = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            application.awaitShutdown();
            stopped.countDown();
        });
        stopped.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** A database that is only just starting has to be there before it can be stopped. */
    private void awaitStarter() throws InterruptedException {
        var starter = databaseStarter;
        if (starter != null) {
            starter.join(PATIENCE);
        }
    }
}
