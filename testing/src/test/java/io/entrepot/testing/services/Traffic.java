package io.entrepot.testing.services;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.Answers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Clients that push and pull until they are told to stop, and remember what they were answered. Contents are made from
 * seeds, so that only those have to be kept.
 */
final class Traffic {
    private static final int CLIENTS = 16;
    private static final int REPOSITORIES = 4;
    private static final int TAGS = 2;
    private static final long MOST_BYTES = 3_000_000_000L;
    /** Between two steps of a client: a replica that starts needs some of the machine too. */
    private static final Duration MOST_PAUSE = Duration.ofMillis(100);

    private static final String LAYER = "application/octet-stream";

    /** A blob whose push was answered. */
    record PushedBlob(String repository, long seed, int size, String digest) {}

    /** A manifest whose push was answered; the tag may have moved on since. */
    record PushedManifest(String repository, String tag, String digest) {}

    private final URI registry;
    /** Of this traffic only: tests share a registry, and a tag's history would tell of both. */
    private final String repositories = "traffic-" + Long.toHexString(System.nanoTime()) + "/";

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicLong seeds = new AtomicLong(System.nanoTime());
    private final AtomicLong bytes = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();

    final AtomicInteger repeated = new AtomicInteger();
    final AtomicInteger resumed = new AtomicInteger();
    final AtomicInteger pulls = new AtomicInteger();
    final List<PushedBlob> blobs = Collections.synchronizedList(new ArrayList<>());
    final List<PushedManifest> manifests = Collections.synchronizedList(new ArrayList<>());
    /** All that was ever sent for a tag, answered or not. */
    final Map<String, Set<String>> attempted = new ConcurrentHashMap<>();

    final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    private Traffic(URI registry) {
        this.registry = registry;
    }

    static Traffic start(URI registry) {
        var traffic = new Traffic(registry);
        for (var i = 0; i < CLIENTS; i++) {
            traffic.clients.add(Thread.ofPlatform().name("client-" + i).start(traffic::work));
        }
        return traffic;
    }

    /** Returns when the last answer is there. */
    void finish() throws InterruptedException {
        stopping.set(true);
        for (var client : clients) {
            client.join();
        }
    }

    private void work() {
        var client = new PatientClient(registry, repeated, resumed);
        while (!stopping.get()) {
            attempt(client, this::step);
        }
    }

    private void step(PatientClient client) {
        var random = ThreadLocalRandom.current();
        LockSupport.parkNanos(random.nextLong(MOST_PAUSE.toNanos()));
        var repository = repositories + random.nextInt(REPOSITORIES);
        var dice = random.nextInt(100);
        if (dice < 30) {
            push(client, repository, 100 + random.nextInt(200_000));
        } else if (dice < 40) {
            push(client, repository, 2_000_000 + random.nextInt(8_000_000));
        } else if (dice < 60) {
            pushImage(client, repository, "tag-" + random.nextInt(TAGS));
        } else if (dice < 80) {
            pullBlob(client);
        } else {
            pullManifest(client);
        }
    }

    private PushedBlob push(PatientClient client, String repository, int wanted) {
        var size = bytes.addAndGet(wanted) > MOST_BYTES ? Math.min(wanted, 100_000) : wanted;
        var seed = seeds.incrementAndGet();
        var blob = Blob.of(LAYER, Blob.random(seed, size));
        var answer = switch (new Random(seed).nextInt(3)) {
            case 0 -> client.pushWhole(repository, blob);
            case 1 -> client.pushStreamed(repository, blob);
            default -> client.pushInChunks(repository, blob, 1 + size / 3);
        };
        if (answer.statusCode() != 201) {
            throw new AssertionError("push of " + blob + ": " + answer.statusCode() + " " + Answers.text(answer));
        }
        var pushed = new PushedBlob(repository, seed, size, blob.digest());
        blobs.add(pushed);
        return pushed;
    }

    private void pushImage(PatientClient client, String repository, String tag) {
        var layer = push(client, repository, 100 + ThreadLocalRandom.current().nextInt(50_000));
        var manifest = Blob.json(
                TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":%d},"layers":[]}""".formatted(TestImage.MANIFEST, TestImage.CONFIG, layer.digest(), layer.size()));
        attempted
                .computeIfAbsent(repository + ":" + tag, key -> ConcurrentHashMap.newKeySet())
                .add(manifest.digest());
        var answer = client.pushManifest(repository, tag, manifest);
        if (answer.statusCode() != 201) {
            throw new AssertionError(
                    "push of " + repository + ":" + tag + ": " + answer.statusCode() + " " + Answers.text(answer));
        }
        manifests.add(new PushedManifest(repository, tag, manifest.digest()));
    }

    /** Pulls all that was answered once more; what isn't as it was pushed becomes a complaint. */
    void pullEverything() throws InterruptedException {
        var left = new ConcurrentLinkedQueue<Consumer<PatientClient>>();
        blobs.forEach(blob -> left.add(client -> pull(client, blob)));
        manifests.forEach(manifest -> left.add(client -> pull(client, manifest)));
        var readers = new ArrayList<Thread>();
        for (var i = 0; i < CLIENTS; i++) {
            readers.add(Thread.ofPlatform().name("reader-" + i).start(() -> {
                var client = new PatientClient(registry, repeated, resumed);
                for (var pull = left.poll(); pull != null; pull = left.poll()) {
                    attempt(client, pull);
                }
            }));
        }
        for (var reader : readers) {
            reader.join();
        }
    }

    private void attempt(PatientClient client, Consumer<PatientClient> what) {
        try {
            what.accept(client);
        } catch (RuntimeException | AssertionError e) {
            complaints.add(
                    Thread.currentThread().getName() + ": " + e + (e.getCause() == null ? "" : ", " + e.getCause()));
        }
    }

    private void pullBlob(PatientClient client) {
        var blob = anyOf(blobs);
        if (blob != null) {
            pull(client, blob);
        }
    }

    private void pull(PatientClient client, PushedBlob blob) {
        var answer = client.blob(blob.repository(), blob.digest());
        pulls.incrementAndGet();
        check(answer.statusCode() == 200, "pull of " + blob + ": " + answer.statusCode());
        check(Blob.digest("sha256", answer.body()).equals(blob.digest()), "pull of " + blob + ": other bytes");
    }

    private void pullManifest(PatientClient client) {
        var manifest = anyOf(manifests);
        if (manifest != null) {
            pull(client, manifest);
        }
    }

    /** By its digest, and what its tag says now. */
    private void pull(PatientClient client, PushedManifest manifest) {
        var byDigest = client.manifest(manifest.repository(), manifest.digest());
        var byTag = client.manifest(manifest.repository(), manifest.tag());
        pulls.addAndGet(2);
        check(byDigest.statusCode() == 200, "pull of " + manifest + ": " + byDigest.statusCode());
        check(
                Blob.digest("sha256", byDigest.body()).equals(manifest.digest()),
                "pull of " + manifest + ": other bytes");
        check(byTag.statusCode() == 200, "pull of the tag of " + manifest + ": " + byTag.statusCode());
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Null where there is none yet. */
    private static <T> @Nullable T anyOf(List<T> list) {
        var size = list.size();
        return size == 0 ? null : list.get(ThreadLocalRandom.current().nextInt(size));
    }
}
