package io.entrepot.testing.large;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.StartedRegistries.OwnRegistries;
import io.entrepot.testing.Topology;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.image.TestImage.Packing;
import io.entrepot.testing.wire.OciClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 1 GiB through a small heap; with {@code -Dentrepot.long=true} 20 GiB, or 5 GiB through each of the services apart, for
 * which there must be room on the disk.
 */
@ExtendWith(StartedRegistries.class)
class LargeBlobE2E {
    private static final boolean LONG = Boolean.getBoolean("entrepot.long");
    private static final boolean APART = Topology.current() == Topology.SERVICES;
    private static final long SIZE = (LONG ? APART ? 5L : 20L : 1L) << 30;
    private static final String HEAP = LONG && !APART ? "256m" : "128m";
    private static final String REPOSITORY = "large/blob";

    /** The common pool may have one thread only, which the client needs to end an exchange. */
    private static final Executor OWN_THREAD = task -> Thread.ofVirtual().start(task);

    /** What a read may wait for: one that gets through less often than this was slowed down to a crawl. */
    private static final long UPLOADED_PER_READ = 16 << 20;

    @Test
    void aBlobIsPushedAndPulledThroughAHeapItDoesNotFitInto(OwnRegistries registries) throws Exception {
        var registry = registries.start(Map.of("JAVA_OPTS", "-Xmx" + HEAP));
        var client = new OciClient(registry);
        var image = TestImage.of(50, 1, 10_000, Packing.GZIP);
        client.push(REPOSITORY, "1", image);
        var session = OciClient.location(client.startUpload(REPOSITORY));
        var blob = new GeneratedBlob(SIZE);

        var begun = System.nanoTime();
        var upload = CompletableFuture.supplyAsync(() -> stream(registry, session, blob), OWN_THREAD);
        var reads = readWhile(upload, client, image);
        var streamed = upload.join();
        var closed = client.finish(session, blob.digest());
        var pushed = System.nanoTime();
        var pulled = pullDigest(registry, blob.digest());
        var done = System.nanoTime();

        System.out.printf(
                "%d MiB through -Xmx%s: pushed at %d MB/s beside %d reads, pulled at %d MB/s, %s%n",
                SIZE >> 20,
                HEAP,
                SIZE * 1_000 / (pushed - begun),
                reads,
                SIZE * 1_000 / (done - pushed),
                peakMemory(registry.jvm()));
        assertThat(streamed).startsWith("HTTP/1.1 202 ");
        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(pulled).isEqualTo(blob.digest());
        assertThat(reads).isGreaterThan(SIZE / UPLOADED_PER_READ);
    }

    /** One PATCH with all of it; the status line of the answer. */
    private static String stream(RunningRegistry registry, String session, GeneratedBlob blob) {
        try (var socket = new Socket("localhost", registry.port())) {
            var head =
                    "PATCH %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                            .formatted(session, registry.authorization(session).orElse("none"), SIZE);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            blob.transferTo(socket.getOutputStream());
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines().findFirst().orElse("no answer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many pulls of a manifest were answered before the upload was. */
    private static long readWhile(CompletableFuture<?> upload, OciClient client, TestImage image) {
        var reads = 0L;
        while (!upload.isDone()) {
            assertThat(client.manifest(REPOSITORY, "1").body())
                    .isEqualTo(image.root().bytes());
            reads++;
        }
        return reads;
    }

    private static String pullDigest(RunningRegistry registry, String digest) throws IOException {
        var path = "/v2/" + REPOSITORY + "/blobs/" + digest;
        var connection = registry.uri().resolve(path).toURL().openConnection();
        registry.authorization(path).ifPresent(shown -> connection.setRequestProperty("Authorization", shown));
        var hash = GeneratedBlob.sha256();
        var buffer = new byte[1 << 20];
        try (var body = connection.getInputStream()) {
            for (var count = 0; count >= 0; count = body.read(buffer)) {
                hash.update(buffer, 0, count);
            }
        }
        return GeneratedBlob.digest(hash);
    }

    /** Of the largest process of ours, as Linux tells it; other systems don't in a file. */
    private static String peakMemory(ProcessHandle registry) {
        return Stream.concat(Stream.of(registry), registry.descendants())
                .filter(process -> process.info().commandLine().orElse("").contains("quarkus-run.jar"))
                .map(process -> Path.of("/proc", Long.toString(process.pid()), "status"))
                .filter(Files::isReadable)
                .flatMap(LargeBlobE2E::lines)
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .max(Comparator.naturalOrder())
                .map(kilobytes -> "peak resident memory " + kilobytes + " kB")
                .orElse("peak memory not known here");
    }

    private static Stream<String> lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
