package io.entrepot.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.identity.ClosedRegistry;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever somebody shows or asks for in place of a login is refused as the client's mistake. */
@ExtendWith(StartedRegistries.class)
class LoginFuzzE2E {
    private static final int REQUESTS = Boolean.getBoolean("entrepot.long") ? 10_000 : 2_000;
    private static final int CLOSED = 0;
    private static final long SEED = Long.getLong("entrepot.fuzz.seed", 20_261_001L);

    @Test
    void nothingThatIsNoLoginLetsAnybodyInOrBreaksAnything(OwnRegistries registries) throws IOException {
        var closed = new ClosedRegistry(registries.start(Map.of("entrepot.identity.open", "false")));
        var image = TestImage.of(15, 1, 1_000, Packing.GZIP);
        closed.administrator().push("fuzz/tokens", "1", image);
        closed.user("fuzzed");
        closed.let("user:fuzzed", "fuzz/**", "pull", "push", "delete");
        var token = closed.token(
                ClosedRegistry.basic("fuzzed", ClosedRegistry.PASSWORD),
                "repository:fuzz/tokens:*",
                "registry:catalog:*");

        var requests = new RandomLogins(new Random(SEED), token);
        var answers = new TreeMap<Integer, Integer>();
        var complaints = new ArrayList<String>();
        for (var i = 0; i < REQUESTS && complaints.size() < 5; i++) {
            var request = requests.next();
            var status = RawExchange.send(closed.running().port(), request).orElse(CLOSED);
            answers.merge(status, 1, Integer::sum);
            if (status >= 500 || status < 400) {
                complaints.add("request %d, status %d: %s".formatted(i, status, request));
            }
        }

        System.out.println("Random logins, seed " + SEED + ", answers by status: " + answers);
        assertThat(complaints).as("seed " + SEED).isEmpty();
        assertThat(answers).containsKeys(400, 401);
        var holder = closed.client().showing("Bearer " + token);
        assertThat(holder.manifest("fuzz/tokens", "1").body())
                .isEqualTo(image.root().bytes());
    }
}
