package io.entrepot.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client with a repository of its own, pushing this and that until the registry is gone; keeps what was confirmed. */
final class Pusher {
    private static final int SMALL = 40_000;
    private static final int LARGE = 3_000_000;
    private static final String MOVING = "moving";

    private final OciClient client;
    private final String repository;
    private final Random random;
    private final AtomicInteger answers;
    private final List<Pushed> pushed = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int images;
    private @Nullable OpenUpload open;
    private @Nullable String movingTo;
    private @Nullable String movingConfirmed;

    Pusher(OciClient client, String repository, Random random, AtomicInteger answers) {
        this.client = client;
        this.repository = repository;
        this.random = random;
        this.answers = answers;
    }

    /** Ends when the registry does. */
    void pushUntilKilled() {
        try {
            while (wrong.isEmpty()) {
                switch (random.nextInt(4)) {
                    case 0 -> pushBlob(1 + random.nextInt(SMALL), SMALL);
                    case 1 -> pushBlob(SMALL + random.nextInt(LARGE), 1 + random.nextInt(LARGE));
                    case 2 -> pushImage();
                    default -> moveTag();
                }
            }
        } catch (UncheckedIOException killed) {
            // what was under way is judged after the restart
        }
    }

    private void pushBlob(int size, int chunk) {
        var blob = Blob.of("application/octet-stream", Blob.random(random.nextLong(), size));
        var upload = new OpenUpload(repository, OciClient.location(client.startUpload(repository)), blob);
        open = upload;
        if (size > SMALL) {
            while (!upload.isComplete() && random.nextInt(4) > 0) {
                expect("append", upload.append(client, chunk), 202);
            }
        }
        expect("close", upload.close(client), 201);
        pushed.add(upload.pushed());
        open = null;
    }

    private void pushImage() {
        var image = image();
        var tag = "image-" + images;
        expect("push of an image", client.push(repository, tag, image).statusCode(), 201);
        image.blobs().forEach(blob -> pushed.add(new Pushed.OneBlob(repository, blob.digest())));
        if (random.nextInt(4) > 0) {
            pushed.add(new Pushed.Tagged(repository, tag, image.root().digest()));
        } else {
            expect(
                    "deletion",
                    client.delete("/v2/" + repository + "/manifests/" + tag).statusCode(),
                    202);
            pushed.add(new Pushed.Deleted(repository, tag));
        }
    }

    private void moveTag() {
        var image = image();
        image.blobs().forEach(blob -> client.pushBlob(repository, blob));
        movingTo = image.root().digest();
        expect(
                "move of a tag",
                client.pushManifest(repository, MOVING, image.root()).statusCode(),
                201);
        movingConfirmed = movingTo;
    }

    private TestImage image() {
        images++;
        return TestImage.of(random.nextLong(), 1, 1_000, Packing.TAR);
    }

    private void expect(String what, int status, int expected) {
        if (status != expected) {
            wrong.add(what + " in " + repository + ": " + status);
        }
        answers.incrementAndGet();
    }

    /** What no request got although nobody had killed the registry. */
    List<String> wrong() {
        return wrong;
    }

    /** What was confirmed since this was asked last. */
    List<Pushed> takePushed() {
        var taken = List.copyOf(pushed);
        pushed.clear();
        return taken;
    }

    /** After the restart: the upload that was under way, and the tag that was on the move. */
    void assertConsistent() {
        if (open != null) {
            open.assertNotStuck(client);
            open = null;
        }
        if (movingConfirmed != null) {
            var now = client.manifest(repository, MOVING).headers().firstValue("Docker-Content-Digest");
            assertThat(now.orElse("none")).as(repository + ":" + MOVING).isIn(movingConfirmed, movingTo);
            movingConfirmed = now.orElseThrow();
        }
    }
}
