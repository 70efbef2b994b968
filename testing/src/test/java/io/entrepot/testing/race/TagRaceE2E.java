package io.entrepot.testing.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartedRegistries.class)
class TagRaceE2E {
    private static final int WRITERS = 64;
    private static final int READERS = 8;
    private static final int DELETERS = 4;
    private static final int PUSHES_PER_WRITER = Boolean.getBoolean("entrepot.long") ? 50 : 5;

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @Test
    void ofManyWritersOfOneTagEachIsInItsHistory() throws Exception {
        var repository = "race/writers";
        var images = images(repository, 3_000);

        var answers = AtOnce.run(writers(images, image -> client.pushManifest(repository, "moving", image)));

        var history = TagHistory.of(client, repository, "moving");
        assertThat(answers).allSatisfy(statuses -> assertThat(statuses).containsOnly(201));
        history.assertUnbroken();
        assertThat(history.targets())
                .containsExactlyInAnyOrderElementsOf(
                        images.stream().map(Blob::digest).toList());
        assertThat(client.manifest(repository, "moving").headers().firstValue("Docker-Content-Digest"))
                .contains(history.targets().getLast());
    }

    @Test
    void noPullOfATagThatIsPushedAndDeletedSeesWhatIsOver() throws Exception {
        var repository = "race/tag";
        var images = images(repository, 4_000);
        var race = new TagRace(client, repository, "contended");
        var over = new AtomicBoolean();
        var tasks = new ArrayList<Callable<Void>>();
        for (var i = 0; i < READERS; i++) {
            tasks.add(() -> repeat(over, race::pull));
        }
        for (var i = 0; i < DELETERS; i++) {
            tasks.add(() -> repeat(over, race::delete));
        }
        tasks.add(() -> {
            try {
                AtOnce.run(writers(images, race::push));
            } finally {
                over.set(true);
            }
            return null;
        });

        AtOnce.run(tasks);

        race.assertNoWrongAnswer(TagHistory.of(client, repository, "contended"));
    }

    private static Void repeat(AtomicBoolean over, Runnable action) {
        while (!over.get()) {
            action.run();
        }
        return null;
    }

    private interface Push {
        HttpResponse<byte[]> of(Blob image);
    }

    private static List<Callable<List<Integer>>> writers(List<Blob> images, Push push) {
        return IntStream.range(0, WRITERS)
                .<Callable<List<Integer>>>mapToObj(writer ->
                        () -> images.subList(writer * PUSHES_PER_WRITER, (writer + 1) * PUSHES_PER_WRITER).stream()
                                .map(image -> push.of(image).statusCode())
                                .toList())
                .toList();
    }

    /** One manifest for each push, and no two alike; what they refer to is pushed. */
    private List<Blob> images(String repository, long seed) {
        var image = TestImage.of(seed, 1, 100, Packing.TAR);
        image.blobs().forEach(blob -> client.pushBlob(repository, blob));
        return IntStream.range(0, WRITERS * PUSHES_PER_WRITER)
                .mapToObj(number -> Blob.json(
                        TestImage.MANIFEST,
                        image.root().text().replaceFirst("}$", ",\"annotations\":{\"number\":\"" + number + "\"}}")))
                .toList();
    }
}
