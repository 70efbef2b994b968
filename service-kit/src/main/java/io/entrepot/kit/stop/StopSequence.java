package io.entrepot.kit.stop;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The order of stopping, whatever caused it: the process says that it isn't ready, then no new requests, those under way
 * finish, then what the application needed, then the process. It runs as a shutdown hook beside the framework's own and
 * ends the process itself, because a process ended by a signal would not exit with 0.
 */
public final class StopSequence implements Runnable {

    /** The framework bounds the requests under way; this only keeps a fault there from holding up the rest for ever. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int FAILED = 1;

    private final Runnable last;
    private volatile int exitCode;

    /** {@code last} runs when no request is under way any more. */
    public StopSequence(Runnable last) {
        this.last = last;
    }

    /** Whether the process is ending, seen from any moment on at which something may already fail for that reason. */
    private static boolean isUnderWay() {
        var probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    public void register() {
        Runtime.getRuntime().addShutdownHook(new Thread(this, "entrepot-stop"));
    }

    /**
     * Ends the process when the framework has ended, good or bad; it doesn't tell where a signal ended it. A failure is
     * explained, unless it comes from having been told to stop.
     */
    public void ended(int code, @Nullable Throwable failure, Consumer<Throwable> explain) {
        if (failure == null) {
            exit(code);
        } else if (!isUnderWay()) {
            explain.accept(failure);
            exit(FAILED);
        }
    }

    /** Ends the process in order. A failure once reported stays one. */
    public void exit(int code) {
        if (exitCode == 0) {
            exitCode = code;
        }
        System.exit(code);
    }

    @Override
    public void run() {
        try {
            awaitApplication();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        last.run();
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    private static void awaitApplication() throws InterruptedException {
        var application = ApplicationLifecycleManager.getCurrentApplication();
        var stopping = Stopping.current();
        if (stopping != null) {
            stopping.begin();
        }
        if (application == null) {
            return;
        }
        var stopped = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            application.awaitShutdown();
            stopped.countDown();
        });
        if (stopping != null && !stopped.await(stopping.notice().toMillis(), TimeUnit.MILLISECONDS)) {
            stopping.turnAway();
        }
        stopped.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
