package io.entrepot.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Short by default; 10,000 requests with {@code -Dentrepot.long=true}, other ones with {@code -Dentrepot.fuzz.seed=…}.
 */
@ExtendWith(StartedRegistries.class)
class FuzzE2E {
    private static final int REQUESTS = Boolean.getBoolean("entrepot.long") ? 10_000 : 2_000;
    private static final int CLOSED = 0;
    private static final long SEED = Long.getLong("entrepot.fuzz.seed", 20_260_901L);

    @Test
    void randomRequestsGetAnAnswerThatBlamesTheClient(RunningRegistry registry) {
        var requests = new RandomRequests(new Random(SEED), Target.push(registry, "fuzz/target"));
        var answers = new TreeMap<Integer, Integer>();
        var complaints = new ArrayList<String>();

        for (var i = 0; i < REQUESTS && complaints.size() < 5; i++) {
            var request = requests.next();
            try {
                var status = RawExchange.send(registry.port(), request).orElse(CLOSED);
                answers.merge(status, 1, Integer::sum);
                if (status >= 500 || (status == CLOSED && mustBeAnswered(request))) {
                    complaints.add("request %d, status %d: %s".formatted(i, status, request));
                }
            } catch (IOException e) {
                complaints.add("request %d, %s: %s".formatted(i, e, request));
            }
        }

        System.out.println("Random requests, seed " + SEED + ", answers by status (0: closed): " + answers);
        assertThat(complaints).as("seed " + SEED).isEmpty();
        assertThat(answers).containsKeys(200, 400, 404);
        assertStillWorks(registry);
    }

    /** A refusal before the body was read may be lost with the reset of the connection. */
    private static boolean mustBeAnswered(RandomRequest request) {
        return request.complete() && request.wire().endsWith("\r\n\r\n");
    }

    private static void assertStillWorks(RunningRegistry registry) {
        var client = new OciClient(registry);
        var image = TestImage.of(42, 2, 10_000, Packing.GZIP);

        var pushed = client.push("fuzz/after", "1", image);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(client.manifest("fuzz/after", "1").body())
                .isEqualTo(image.root().bytes());
    }
}
