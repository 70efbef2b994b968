package io.entrepot.testing.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.cluster.Cluster;
import io.entrepot.cluster.Replica;
import io.entrepot.cluster.Service;
import io.entrepot.testing.race.TagHistory;
import io.entrepot.testing.wire.OciClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three minutes with {@code -Dentrepot.long=true}, else short. */
@Tag("services")
@ExtendWith(StartedCluster.class)
class ChaosE2E {
    private static final boolean LONG = Boolean.getBoolean("entrepot.long");
    private static final Duration LENGTH = LONG ? Duration.ofMinutes(3) : Duration.ofSeconds(40);

    private static final Duration SWEPT = Duration.ofMinutes(2);

    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void nothingThatWasAnsweredIsLostWhileReplicasAreKilled(Cluster cluster) throws Exception {
        var traffic = Traffic.start(cluster.uri());
        try {
            killFor(LENGTH, cluster);
        } finally {
            traffic.finish();
        }
        for (var replica : cluster.replicas()) {
            replica.awaitReady();
        }
        traffic.pullEverything();

        System.out.printf(
                "Chaos: %d kills, %d blobs and %d manifests pushed, %d pulls, %d requests repeated, %d uploads resumed%n",
                kills.get(),
                traffic.blobs.size(),
                traffic.manifests.size(),
                traffic.pulls.get(),
                traffic.repeated.get(),
                traffic.resumed.get());
        assertThat(traffic.complaints).isEmpty();
        assertThat(traffic.resumed).hasPositiveValue();
        assertNoMoveIsLost(cluster, traffic);
        assertNothingIsLeftOver(cluster);
    }

    /**
     * Uploads that nobody went on with are swept as soon as they are idle for too long. What a kill left between an object
     * and its row waits for some days to pass.
     */
    private static void assertNothingIsLeftOver(Cluster cluster) throws Exception {
        try (var objects = new StoredObjects(cluster)) {
            await().atMost(SWEPT)
                    .untilAsserted(() -> assertThat(objects.openUploads()).isEmpty());
            objects.age(objects.orphans());
            cluster.replicas(Service.BLOB).getFirst().restart(); // which makes it look again, as does the next day
            await().atMost(SWEPT)
                    .untilAsserted(() -> assertThat(objects.orphans()).isEmpty());
        }
    }

    /** One replica of each service at a time: it is back before the next one of it goes. */
    private void killFor(Duration length, Cluster cluster) throws InterruptedException {
        var end = Instant.now().plus(length);
        var killers = new ArrayList<Thread>();
        for (var service : Service.values()) {
            var replicas = cluster.replicas(service);
            if (replicas.isEmpty()) {
                continue;
            }
            killers.add(Thread.ofPlatform().name("killer of " + service).start(() -> {
                while (Instant.now().isBefore(end)) {
                    kill(replicas.get(ThreadLocalRandom.current().nextInt(replicas.size())));
                }
            }));
        }
        for (var killer : killers) {
            killer.join();
        }
    }

    private void kill(Replica replica) {
        kills.incrementAndGet();
        replica.process().kill();
        await().until(() -> !replica.isReady());
        await().atMost(Duration.ofMinutes(2)).until(replica::isReady);
    }

    /** Every answered push of a tag is in its history, which has no gap and nothing that nobody pushed. */
    private static void assertNoMoveIsLost(Cluster cluster, Traffic traffic) {
        var client = new OciClient(cluster.uri());
        traffic.attempted.forEach((name, digests) -> {
            var repository = name.substring(0, name.indexOf(':'));
            var tag = name.substring(name.indexOf(':') + 1);
            var answered = traffic.manifests.stream()
                    .filter(manifest -> manifest.repository().equals(repository)
                            && manifest.tag().equals(tag))
                    .map(Traffic.PushedManifest::digest)
                    .toList();

            var history = TagHistory.of(client, repository, tag);

            history.assertUnbroken();
            assertThat(history.targets()).containsAll(answered);
            assertThat(digests).containsAll(history.targets());
        });
    }
}
