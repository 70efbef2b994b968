package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags: several at once, moved only under a condition, and where they pointed before. */
@ExtendWith(StartedRegistries.class)
class TagE2E {
    private static final String ANY = "*";

    private Repository repository;
    private Blob one;
    private Blob two;

    @BeforeEach
    void connect(RunningRegistry registry) {
        repository = new Repository(new OciClient(registry), "api/tag");
        one = repository.image("one");
        two = repository.image("two");
    }

    @Test
    void aPushByDigestMovesSeveralTagsAtOnce() {
        repository.push("several-a", two);

        var pushed = repository.push(one.digest() + "?tag=several-a&tag=several-b&tag=several-c&tag=several-a", one);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(List.of(header(pushed, "OCI-Tag").split(", ")))
                .containsExactlyInAnyOrder("several-a", "several-b", "several-c");
        for (var tag : List.of("several-a", "several-b", "several-c")) {
            assertThat(repository.get(tag).body()).isEqualTo(one.bytes());
        }
        assertThat(moves("several-a")).containsExactly(move(2, two, one), move(1, null, two));
    }

    @Test
    void oneMalformedTagOfSeveralMovesNone() {
        repository.push("none-a", two);

        var refused = repository.push(one.digest() + "?tag=none-a&tag=none-b&tag=.none", one);

        assertRefused(refused, 400, "MANIFEST_INVALID");
        assertThat(repository.get("none-a").body()).isEqualTo(two.bytes());
        assertRefused(repository.get("none-b"), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void everyChangeIsInTheHistoryNewestFirst() {
        repository.push("history", one);
        repository.push("history", two);
        repository.delete("history");
        repository.push("history", two);

        var history = repository.history("history");

        assertThat(history.statusCode()).isEqualTo(200);
        assertThat(json(history).path("repository").asText()).isEqualTo("api/tag");
        assertThat(json(history).path("tag").asText()).isEqualTo("history");
        assertThat(moves("history"))
                .containsExactly(move(4, null, two), move(3, two, null), move(2, one, two), move(1, null, one));
        var times = json(history).path("moves").findValuesAsText("at");
        assertThat(times).hasSize(4).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void aLongHistoryComesInPages() {
        for (var i = 0; i < 5; i++) {
            repository.push("pages", i % 2 == 0 ? one : two);
        }
        var path = "/api/v1/repositories/api/tag/tags/pages/history?limit=2";

        var versions = new ArrayList<Integer>();
        var cursor = "";
        do {
            var page = json(repository.client().get(path + cursor));
            page.path("moves").forEach(move -> versions.add(move.path("version").asInt()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(versions).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void aTagThatNeverWasHasNoHistory() {
        var never = repository.history("never");
        var malformed = repository.history(".malformed");

        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(header(never, "Content-Type")).startsWith("application/problem+json");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(header(malformed, "Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=x", "limit=-1", "cursor=x", "cursor=-1"})
    void aMalformedPageOfAHistoryIsRefused(String query) {
        repository.push("history", one);

        var refused = repository.client().get("/api/v1/repositories/api/tag/tags/history/history?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aTagIsMovedOnlyFromWhereTheClientSawIt() {
        repository.push("swap", one);

        var stale = repository.push("swap", two, "If-Match", etag(two));
        var afterStale = repository.get("swap");
        var fresh = repository.push("swap", two, "If-Match", etag(one));

        assertRefused(stale, 412, "DENIED");
        assertThat(afterStale.body()).isEqualTo(one.bytes());
        assertThat(fresh.statusCode()).isEqualTo(201);
        assertThat(repository.get("swap").body()).isEqualTo(two.bytes());
        assertThat(moves("swap")).containsExactly(move(2, one, two), move(1, null, one));
    }

    @Test
    void aRefusedConditionLeavesNoManifest() {
        var never = repository.image("never stored");
        repository.push("swap-none", one);

        var refused = repository.push("swap-none", never, "If-Match", etag(two));
        var absent = repository.push("swap-absent", never, "If-Match", ANY);

        assertRefused(refused, 412, "DENIED");
        assertRefused(absent, 412, "DENIED");
        assertRefused(repository.get(never.digest()), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.get("swap-absent"), 404, "MANIFEST_UNKNOWN");
        assertThat(repository.history("swap-absent").statusCode()).isEqualTo(404);
    }

    @Test
    void aTagIsCreatedOnlyWhereThereIsNone() {
        var created = repository.push("create", one, "If-None-Match", ANY);
        var again = repository.push("create", two, "If-None-Match", ANY);
        repository.delete("create");
        var afterDelete = repository.push("create", two, "If-None-Match", ANY);

        assertThat(created.statusCode()).isEqualTo(201);
        assertRefused(again, 412, "DENIED");
        assertThat(afterDelete.statusCode()).isEqualTo(201);
        assertThat(moves("create")).containsExactly(move(3, null, two), move(2, one, null), move(1, null, one));
    }

    @Test
    void aTagIsDeletedOnlyFromWhereTheClientSawIt() {
        repository.push("delete", one);

        var stale = repository.delete("delete", "If-Match", etag(two));
        var afterStale = repository.get("delete");
        var fresh = repository.delete("delete", "If-Match", etag(one));

        assertRefused(stale, 412, "DENIED");
        assertThat(afterStale.body()).isEqualTo(one.bytes());
        assertThat(fresh.statusCode()).isEqualTo(202);
        assertRefused(repository.get("delete"), 404, "MANIFEST_UNKNOWN");
        assertThat(moves("delete")).containsExactly(move(2, one, null), move(1, null, one));
    }

    @Test
    void aConditionOfAPushByDigestIsAboutTheManifest() {
        repository.push(two.digest() + "?tag=digest-condition", two);

        var refused = repository.push(two.digest() + "?tag=digest-condition-2", two, "If-None-Match", ANY);

        assertRefused(refused, 412, "DENIED");
        assertRefused(repository.get("digest-condition-2"), 404, "MANIFEST_UNKNOWN");
    }

    private static String etag(Blob manifest) {
        return '"' + manifest.digest() + '"';
    }

    private List<String> moves(String tag) {
        var moves = new ArrayList<String>();
        json(repository.history(tag))
                .path("moves")
                .forEach(move -> moves.add("%d: %s -> %s"
                        .formatted(
                                move.path("version").asLong(),
                                move.path("from").asText(null),
                                move.path("to").asText(null))));
        return moves;
    }

    private static String move(long version, @Nullable Blob from, @Nullable Blob to) {
        return "%d: %s -> %s".formatted(version, digest(from), digest(to));
    }

    private static String digest(@Nullable Blob blob) {
        return blob == null ? "null" : blob.digest();
    }
}
