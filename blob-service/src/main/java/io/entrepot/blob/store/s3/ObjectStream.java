package io.entrepot.blob.store.s3;

import io.entrepot.kit.db.UnavailableException;
import io.entrepot.kit.http.StallTimer;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Sends a part of an object to a client, as fast as the client takes it. A connection to the store that breaks, or that
 * the store closes because the client is slow, is replaced by a request for the rest. Lives on the client's event loop.
 */
final class ObjectStream {
    /** Pieces of a few kilobytes each that may be on their way to us. */
    private static final int AHEAD = 16;

    private static final int ATTEMPTS_WITHOUT_PROGRESS = 4;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final Bucket bucket;
    private final S3Blob blob;
    private final HttpServerResponse response;
    private final Promise<Void> done = Promise.promise();
    private long offset;
    private long rest;
    private int failures;
    private @Nullable Subscription source;
    private int owed;
    private @Nullable StallTimer stall;

    ObjectStream(Vertx vertx, Bucket bucket, S3Blob blob, HttpServerResponse response, long offset, long length) {
        this.vertx = vertx;
        this.context = Objects.requireNonNull(Vertx.currentContext());
        this.bucket = bucket;
        this.blob = blob;
        this.response = response;
        this.offset = offset;
        this.rest = length;
    }

    Future<Void> start() {
        response.closeHandler(closed -> done.tryFail("the client went away"));
        response.drainHandler(drained -> request());
        open();
        return done.future().onComplete(ended -> stopSource());
    }

    private void open() {
        bucket.stream(blob.key(), offset, rest, blob.size())
                .onSuccess(body -> body.subscribe(new Source()))
                .onFailure(done::tryFail); // the SDK has tried several times
    }

    @SuppressWarnings("deprecation") // the bytes as they are, without a copy
    private void receive(ByteBuffer bytes) {
        owed++;
        failures = 0;
        offset += bytes.remaining();
        rest -= bytes.remaining();
        var piece = Buffer.buffer(Unpooled.wrappedBuffer(bytes));
        if (rest == 0) {
            response.drainHandler(null);
            leaveSource();
            response.end(piece).onSuccess(done::tryComplete).onFailure(done::tryFail);
        } else {
            response.write(piece);
            request();
        }
    }

    private void request() {
        var subscription = source;
        var timer = stall;
        if (subscription == null || timer == null) {
            return;
        }
        timer.excuse(response.writeQueueFull());
        if (owed > 0 && !response.writeQueueFull()) {
            var count = owed;
            owed = 0;
            subscription.request(count);
        }
    }

    private void broken(Throwable failure) {
        stopSource();
        if (done.future().isComplete()) {
            return;
        }
        if (++failures > ATTEMPTS_WITHOUT_PROGRESS) {
            done.tryFail(new UnavailableException("object store breaks off: " + failure.getMessage(), failure));
        } else {
            vertx.setTimer(FIRST_PAUSE_MILLIS << failures, pause -> {
                if (!done.future().isComplete()) {
                    open();
                }
            });
        }
    }

    private void stopSource() {
        var subscription = takeSource();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** Nothing more will come; cancelling would cost the connection. */
    private void leaveSource() {
        var subscription = takeSource();
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private @Nullable Subscription takeSource() {
        var subscription = source;
        var timer = stall;
        source = null;
        stall = null;
        if (timer != null) {
            timer.stop();
        }
        return subscription;
    }

    private static Throwable silence() {
        return new TimeoutException("the object store stopped sending");
    }

    /** One answer of the store; what it signals is taken on the client's event loop, and only while it is the current one. */
    private final class Source implements Subscriber<ByteBuffer> {
        private @Nullable Subscription own;

        @Override
        public void onSubscribe(Subscription subscription) {
            own = subscription;
            context.runOnContext(here -> {
                if (done.future().isComplete()) {
                    subscription.cancel();
                } else {
                    source = subscription;
                    stall = new StallTimer(vertx, bucket.patience(), () -> broken(silence()));
                    owed = AHEAD;
                    request();
                }
            });
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            context.runOnContext(here -> {
                if (source == own) {
                    receive(bytes);
                }
            });
        }

        @Override
        public void onError(Throwable failure) {
            context.runOnContext(here -> {
                if (source == own) {
                    broken(failure);
                }
            });
        }

        @Override
        public void onComplete() {
            onError(new java.io.EOFException("the object store ended its answer early"));
        }
    }
}
