package io.entrepot.testing.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.BlobFiles;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StartedRegistries.class)
class SameBlobE2E {
    private static final int CLIENTS = 32;

    /** Sizes that nobody else's blobs have: one stored in a single write, one streamed. */
    @ParameterizedTest
    @ValueSource(ints = {5_309, 2_675_309})
    void aBlobPushedByManyAtOnceIsStoredOnce(int size, RunningRegistry registry) throws Exception {
        var client = new OciClient(registry);
        var blob = Blob.of("application/octet-stream", Blob.random(size, size));
        var pushes = IntStream.range(0, CLIENTS)
                .<Callable<Integer>>mapToObj(number -> () -> (number % 2 == 0
                                ? client.pushBlob(repository(number), blob)
                                : client.streamBlob(repository(number), blob))
                        .statusCode())
                .toList();

        List<Integer> statuses = AtOnce.run(pushes);

        assertThat(statuses).containsOnly(201);
        assertThat(BlobFiles.ofSize(registry, size)).hasSize(1);
        for (var number = 0; number < CLIENTS; number++) {
            assertThat(client.blob(repository(number), blob.digest()).body()).isEqualTo(blob.bytes());
        }
    }

    /** Some push to one repository, some to their own. */
    private static String repository(int number) {
        return "race/same-" + number % 5;
    }
}
