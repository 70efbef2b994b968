package io.entrepot.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Pushes, and the check that what was pushed last can be pulled. */
final class Pushes {
    static final long BIG_BLOB_BYTES = 500_000_000;
    private static final String REPOSITORY = "pushed";

    private Pushes() {}

    /** What a push left behind. */
    private record Pushed(String path, String digest) {}

    private interface Push {
        Pushed run(Connection connection) throws IOException;
    }

    static Load smallBlobs(Registry registry, Bed bed) {
        var pattern = Blob.noise(4 * 1024);
        return load(registry, bed.clients(), connection -> {
            var blob = Blob.of(Blob.distinct(pattern));
            registry.push(connection, REPOSITORY, blob);
            return new Pushed(registry.path(REPOSITORY, "blobs", blob.digest()), blob.digest());
        });
    }

    static Load manifests(Registry registry, Bed bed) throws IOException {
        var manifests = Manifests.in(registry, REPOSITORY);
        var number = new AtomicLong();
        return load(registry, bed.clients(), connection -> {
            var manifest = manifests.next();
            String tag = "build-%09d".formatted(number.incrementAndGet());
            registry.pushManifest(connection, REPOSITORY, tag, manifest.bytes());
            return new Pushed(registry.path(REPOSITORY, "manifests", tag), manifest.digest());
        });
    }

    private static Load load(Registry registry, Clients clients, Push push) {
        var last = new AtomicReference<Pushed>();
        var own = new OwnLoad(clients, registry, Long.MAX_VALUE, connection -> last.set(push.run(connection)));
        return new VerifiedLoad(own, registry, last);
    }

    /** A window is one push, so that a run stores 3 GB and not as much as the machine can take. */
    static Load bigBlob(Registry registry) {
        return new BigBlobLoad(registry, new AtomicReference<>());
    }

    private static void verify(Registry registry, AtomicReference<Pushed> last) throws IOException {
        var pushed = last.get();
        if (pushed != null) {
            try (var connection = registry.connect()) {
                registry.verify(connection, pushed.path(), pushed.digest());
            }
        }
    }

    private record VerifiedLoad(OwnLoad own, Registry registry, AtomicReference<Pushed> last) implements Load {
        @Override
        public String client() {
            return own.client();
        }

        @Override
        public Window run(Duration length) throws InterruptedException {
            return own.run(length);
        }

        @Override
        public void verify() throws IOException {
            Pushes.verify(registry, last);
        }
    }

    private record BigBlobLoad(Registry registry, AtomicReference<Pushed> last) implements Load {
        @Override
        public String client() {
            return "own, 1 client";
        }

        @Override
        public Window run(Duration length) throws InterruptedException {
            // Hashed before the clock starts.
            var blob = new StreamedBlob(Math.toIntExact(BIG_BLOB_BYTES / StreamedBlob.MEGABYTE));
            var push = new OwnLoad(new Clients(1), registry, 1, connection -> {
                registry.push(connection, REPOSITORY, blob);
                last.set(new Pushed(registry.path(REPOSITORY, "blobs", blob.digest()), blob.digest()));
            });
            return push.run(length);
        }

        @Override
        public void verify() throws IOException {
            Pushes.verify(registry, last);
        }
    }
}
