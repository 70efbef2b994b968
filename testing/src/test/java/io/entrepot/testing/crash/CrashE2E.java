package io.entrepot.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.wire.OciClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kills the registry under clients that push, 5 times or, with {@code -Dentrepot.long=true}, 20 times; at other moments with
 * {@code -Dentrepot.crash.seed=…}.
 */
@ExtendWith(StartedRegistries.class)
@Tag("standalone") // the services have a chaos of their own
class CrashE2E {
    private static final int KILLS = Boolean.getBoolean("entrepot.long") ? 20 : 5;
    private static final int CLIENTS = 6;
    private static final int MOST_ANSWERS = 300;
    private static final int MOST_MICROS_LATER = 20_000;
    private static final long SEED = Long.getLong("entrepot.crash.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void whatWasConfirmedIsThereAfterTheRegistryWasKilled(OwnRegistries registries) throws Exception {
        System.out.println("Crash test, seed " + SEED);
        var registry = registries.start(Map.of());
        var client = new OciClient(registry);
        var pushers = IntStream.range(0, CLIENTS)
                .mapToObj(
                        number -> new Pusher(client, "crash/client-" + number, new Random(random.nextLong()), answers))
                .toList();
        var confirmed = new ArrayList<Pushed>();

        for (var kill = 1; kill <= KILLS; kill++) {
            pushAndKill(registry, pushers);
            registry.start();

            assertThat(pushers)
                    .as("seed " + SEED)
                    .allSatisfy(pusher -> assertThat(pusher.wrong()).isEmpty());
            pushers.forEach(Pusher::assertConsistent);
            var recent = pushers.stream()
                    .flatMap(pusher -> pusher.takePushed().stream())
                    .toList();
            recent.forEach(one -> one.assertThere(client));
            confirmed.addAll(recent);
        }

        confirmed.forEach(one -> one.assertThere(client));
        System.out.println("Crash test: " + confirmed.size() + " confirmed pushes survived " + KILLS + " kills");
    }

    private void pushAndKill(RunningRegistry registry, List<Pusher> pushers) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var until = answers.get() + 1 + random.nextInt(MOST_ANSWERS);
            var pushing = pushers.stream()
                    .map(pusher -> threads.submit(pusher::pushUntilKilled))
                    .toList();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> answers.get() >= until || pushing.stream().anyMatch(Future::isDone));
            // Not always just after an answer.
            LockSupport.parkNanos(1_000L * random.nextInt(MOST_MICROS_LATER));
            kill(registry);
            for (var one : pushing) {
                one.get();
            }
        }
    }

    /** Half of the times together with what would stop PostgreSQL, so that this is left running by itself. */
    private void kill(RunningRegistry registry) throws Exception {
        if (random.nextBoolean()) {
            var jvm = registry.jvm();
            // Halted, it can't notice.
            new ProcessBuilder("kill", "-STOP", Long.toString(jvm.pid()))
                    .start()
                    .waitFor();
            jvm.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        registry.kill();
    }
}
