package io.entrepot.blob.store.s3;

import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Hands over an answer's body as a stream, and tells also of what breaks it later: the publisher that the SDK itself has
 * for this falls silent then.
 */
final class BodyStream implements AsyncResponseTransformer<GetObjectResponse, BodyStream> {
    private final Promise<Void> broken = Promise.promise();
    private CompletableFuture<BodyStream> begun = new CompletableFuture<>();
    private @Nullable GetObjectResponse response;
    private @Nullable SdkPublisher<ByteBuffer> body;

    @Override
    public CompletableFuture<BodyStream> prepare() {
        begun = new CompletableFuture<>(); // called again for each attempt
        return begun;
    }

    @Override
    public void onResponse(GetObjectResponse answer) {
        response = answer;
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
        body = publisher;
        begun.complete(this);
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        if (!begun.completeExceptionally(failure)) {
            broken.tryFail(failure);
        }
    }

    GetObjectResponse response() {
        return Objects.requireNonNull(response);
    }

    /** Begins; the subscriber may hear of a failure more than once. */
    void subscribe(Subscriber<ByteBuffer> subscriber) {
        Objects.requireNonNull(body).subscribe(subscriber);
        broken.future().onFailure(subscriber::onError);
    }

    /** Lets go of a body nobody wants, and of its connection. */
    void cancel() {
        Objects.requireNonNull(body).subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.cancel();
            }

            @Override
            public void onNext(ByteBuffer bytes) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });
    }
}
