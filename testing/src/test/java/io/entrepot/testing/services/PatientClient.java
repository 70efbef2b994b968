package io.entrepot.testing.services;

import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A client with the ordinary patience: a request that got no answer, or that the registry can't serve now, is sent again a
 * few times, and an upload goes on where the registry says that it stands.
 */
final class PatientClient {
    private static final int TRIES = 6;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);
    /** What a request is told while the one before it, whose answer got lost, is still at work on the same upload. */
    private static final Set<Integer> NOT_YET = Set.of(416, 429, 502, 503, 504);

    private final OciClient client;
    private final AtomicInteger repeated;
    private final AtomicInteger resumed;

    /** Counts what it had to send again, and which uploads went on in their middle. */
    PatientClient(URI registry, AtomicInteger repeated, AtomicInteger resumed) {
        this.client = new OciClient(registry);
        this.repeated = repeated;
        this.resumed = resumed;
    }

    PatientClient(URI registry) {
        this(registry, new AtomicInteger(), new AtomicInteger());
    }

    HttpResponse<byte[]> get(String path) {
        return patiently(() -> client.get(path));
    }

    HttpResponse<byte[]> blob(String repository, String digest) {
        return patiently(() -> client.blob(repository, digest));
    }

    HttpResponse<byte[]> manifest(String repository, String reference) {
        return patiently(() -> client.manifest(repository, reference));
    }

    HttpResponse<byte[]> pushManifest(String repository, String reference, Blob manifest) {
        return patiently(() -> client.pushManifest(repository, reference, manifest));
    }

    /** POST, and PUT with all of it; if that broke off, again from the POST on, as the session may have some bytes now. */
    HttpResponse<byte[]> pushWhole(String repository, Blob blob) {
        return patiently(
                () -> client.finish(begin(repository), blob.digest(), BodyPublishers.ofByteArray(blob.bytes())));
    }

    /** POST, one PATCH of unknown length, PUT. */
    HttpResponse<byte[]> pushStreamed(String repository, Blob blob) {
        return pushInChunks(repository, blob, blob.size());
    }

    /** POST, a PATCH for each chunk, PUT. */
    HttpResponse<byte[]> pushInChunks(String repository, Blob blob, int chunk) {
        var session = begin(repository);
        var offset = 0;
        for (var tries = 0; offset < blob.size(); tries++) {
            var end = Math.min(offset + chunk, blob.size());
            var answer = append(session, blob, offset, end, tries == 0);
            if (answer == 202) {
                offset = end;
            } else if (tries < TRIES + blob.size() / chunk) {
                offset = whereItStands(session);
            } else {
                throw new AssertionError("PATCH " + session + " at " + offset + ": " + answer);
            }
        }
        return patiently(NOT_YET, () -> client.finish(session, blob.digest()));
    }

    /**
     * The status, or 0 when there was no answer. A repeated chunk says where it belongs: the first one may still be on its
     * way when the session is asked where it stands.
     */
    private int append(String session, Blob blob, int offset, int end, boolean first) {
        var bytes = Arrays.copyOfRange(blob.bytes(), offset, end);
        try {
            var whole = first && end == blob.size();
            return (whole ? client.stream(session, bytes) : client.append(session, offset, bytes)).statusCode();
        } catch (UncheckedIOException noAnswer) {
            return 0;
        }
    }

    private int whereItStands(String session) {
        repeated.incrementAndGet();
        var asked = patiently(() -> client.get(session));
        if (asked.statusCode() != 204) {
            throw new AssertionError("GET " + session + ": " + asked.statusCode());
        }
        var range = asked.headers().firstValue("Range").orElseThrow();
        var last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
        if (last > 0) {
            resumed.incrementAndGet();
        }
        return last == 0 ? 0 : last + 1; // nobody here sends a single byte
    }

    private String begin(String repository) {
        var begun = patiently(() -> client.startUpload(repository));
        if (begun.statusCode() != 202) {
            throw new AssertionError("POST to " + repository + ": " + begun.statusCode());
        }
        return OciClient.location(begun);
    }

    private HttpResponse<byte[]> patiently(Supplier<HttpResponse<byte[]>> request) {
        return patiently(NOT_NOW, request);
    }

    private HttpResponse<byte[]> patiently(Set<Integer> again, Supplier<HttpResponse<byte[]>> request) {
        var wait = FIRST_WAIT;
        for (var tries = 1; ; tries++) {
            try {
                var answer = request.get();
                if (!again.contains(answer.statusCode()) || tries == TRIES) {
                    return answer;
                }
            } catch (UncheckedIOException noAnswer) {
                if (tries == TRIES) {
                    throw noAnswer;
                }
            }
            repeated.incrementAndGet();
            LockSupport.parkNanos(wait.toNanos());
            wait = wait.multipliedBy(2);
        }
    }
}
