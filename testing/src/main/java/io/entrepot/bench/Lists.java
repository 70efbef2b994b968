package io.entrepot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.bench.Clients.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Lists of tags and of referrers. */
final class Lists {
    private static final int PAGE = 100;

    private Lists() {}

    /** One page out of the middle of the list. */
    static Load tags(Registry registry, Bed bed, int count) throws IOException, InterruptedException {
        String repository = "tags-" + count;
        var manifest = Manifests.in(registry, repository).next();
        var number = new AtomicLong();
        fill(
                registry,
                bed,
                count,
                connection ->
                        registry.pushManifest(connection, repository, tag(number.incrementAndGet()), manifest.bytes()));
        String path = registry.path(repository, "tags", "list?n=" + PAGE + "&last=" + tag(count / 2));
        var page = Page.get(registry, path);
        if (page.count("\"t0") != PAGE
                || page.count(tag(count / 2 + 1)) != 1
                || page.count(tag(count / 2 + PAGE)) != 1) {
            throw new WrongAnswer("GET " + path + ": not the " + PAGE + " tags that come next");
        }
        return bed.reads(registry, path, page.response());
    }

    private static String tag(long number) {
        return "t%08d".formatted(number);
    }

    /** The whole list: where a registry answers in pages, one operation reads them all. */
    static Load referrers(Registry registry, Bed bed, int count) throws IOException, InterruptedException {
        String repository = "referrers-" + count;
        var manifests = Manifests.in(registry, repository);
        var subject = manifests.next();
        try (var connection = registry.connect()) {
            registry.pushManifest(connection, repository, subject.digest(), subject.bytes());
        }
        String path = registry.path(repository, "referrers", subject.digest());
        if (Page.status(registry, path) == 404) {
            throw new NotOffered("no referrers API");
        }
        fill(registry, bed, count, connection -> {
            var referrer = manifests.referrerOf(subject);
            registry.pushManifest(connection, repository, referrer.digest(), referrer.bytes());
        });
        var pages = new ArrayList<Page>();
        for (String next = path; !next.isEmpty(); next = pages.getLast().next()) {
            pages.add(Page.get(registry, next));
        }
        long entries =
                pages.stream().mapToLong(page -> page.count("\"digest\"")).sum();
        if (entries != count) {
            throw new WrongAnswer("GET " + path + ": %,d entries expected, %,d received".formatted(count, entries));
        }
        return pages.size() == 1
                ? bed.reads(registry, path, pages.getFirst().response())
                : new OwnLoad(bed.clients(), registry, Long.MAX_VALUE, all(registry, pages));
    }

    private static Operation all(Registry registry, List<Page> pages) {
        var requests = pages.stream().map(page -> registry.get(page.path())).toList();
        return connection -> {
            for (int i = 0; i < requests.size(); i++) {
                Reads.get(connection, requests.get(i), pages.get(i).response().length());
            }
        };
    }

    private static void fill(Registry registry, Bed bed, int count, Operation push)
            throws IOException, InterruptedException {
        var filled = bed.clients().run(registry::connect, push, Duration.ofHours(6), count);
        if (filled.operations() != count) {
            throw new WrongAnswer(
                    "%,d of %,d pushes went through: %s".formatted(filled.operations(), count, filled.complaint()));
        }
    }

    /** One answer of a list; {@code next} is empty on the last page. */
    private record Page(String path, Response response, String text, String next) {
        static Page get(Registry registry, String path) throws IOException {
            var body = new ByteArrayOutputStream();
            try (var connection = registry.connect()) {
                var response = connection.exchange(registry.get(path), bytes -> {
                    var piece = new byte[bytes.remaining()];
                    bytes.get(piece);
                    body.writeBytes(piece);
                });
                response.expect(200, "GET " + path);
                String link = response.header("Link").orElse("");
                int end = link.indexOf('>');
                String next = end < 0 ? "" : Registry.localPart(link.substring(1, end));
                return new Page(path, response, body.toString(UTF_8), next);
            }
        }

        static int status(Registry registry, String path) throws IOException {
            try (var connection = registry.connect()) {
                return connection
                        .exchange(registry.get(path), Connection.BodySink.DISCARD)
                        .status();
            }
        }

        long count(String part) {
            long found = 0;
            for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
                found++;
            }
            return found;
        }
    }
}
