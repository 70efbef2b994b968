package io.entrepot.blob.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that hash and touch files. More than cores, because most of their time is waiting for a disk to sync. */
@ApplicationScoped
public class BlobWorkers implements Executor {
    private static final int THREADS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("blob-", 0).daemon().factory());

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Runs blocking work here; the future ends on the caller's event loop. */
    public <T> Future<T> call(Callable<T> work) {
        Promise<T> promise = Promise.promise();
        var context = Vertx.currentContext();
        threads.execute(() -> {
            try {
                var result = work.call();
                onContext(context, () -> promise.complete(result));
            } catch (Exception e) {
                onContext(context, () -> promise.fail(e));
            }
        });
        return promise.future();
    }

    /** Runs on an event loop's context, or right here where there is none. */
    public static void onContext(io.vertx.core.@org.jspecify.annotations.Nullable Context context, Runnable task) {
        if (context == null) {
            task.run();
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
