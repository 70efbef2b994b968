package io.entrepot.manifest;

import static io.entrepot.manifest.Wire.delete;
import static io.entrepot.manifest.Wire.get;
import static io.entrepot.manifest.Wire.json;
import static io.entrepot.manifest.Wire.put;
import static io.entrepot.manifest.Wire.putAsync;
import static io.entrepot.manifest.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class TagMoveIT {
    private final String repository = Sample.repository();

    private String manifests(Object reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    private String history(String tag) {
        return "/api/v1/repositories/" + repository + "/tags/" + tag + "/history";
    }

    private List<JsonObject> moves(String path) {
        return json(get(path)).getJsonArray("moves").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void sixtyFourWritersLoseNoMove() {
        var images = Stream.generate(Sample::image).limit(64).toList();
        var pushes = images.stream()
                .map(image -> putAsync(manifests("contended"), image))
                .toList();
        assertThat(pushes)
                .allSatisfy(push -> assertThat(push.join().statusCode()).isEqualTo(201));

        var moves = moves(history("contended"));
        assertThat(moves.stream().map(move -> move.getString("to")))
                .containsExactlyInAnyOrderElementsOf(images.stream()
                        .map(image -> Sample.digest(image).toString())
                        .toList());
        assertThat(moves.stream().map(move -> move.getLong("version")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 64).mapToObj(i -> 64L - i).toList());
        assertEachFollowsTheOther(moves);
        assertThat(Sample.digest(text(get(manifests("contended")))))
                .hasToString(moves.getFirst().getString("to"));
    }

    private static void assertEachFollowsTheOther(List<JsonObject> moves) {
        @Nullable String before = null;
        for (var move : moves.reversed()) {
            assertThat(move.getString("from")).isEqualTo(before);
            before = move.getString("to");
        }
    }

    @Test
    void manyPushesAtOnceDoNotMixUp() {
        var images = Stream.generate(Sample::image).limit(300).toList();
        var pushes = IntStream.range(0, 300)
                .mapToObj(i -> putAsync("/v2/" + repository + "/of-" + i % 7 + "/manifests/t" + i, images.get(i)))
                .toList();
        assertThat(pushes)
                .allSatisfy(push -> assertThat(push.join().statusCode()).isEqualTo(201));
        for (var i = 0; i < 300; i++) {
            assertThat(text(get("/v2/" + repository + "/of-" + i % 7 + "/manifests/t" + i)))
                    .isEqualTo(images.get(i));
        }
    }

    @Test
    void aBadPushFailsAlone() {
        var good = Stream.generate(Sample::image).limit(40).toList();
        var pushes = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> putAsync(manifests("good-" + i), good.get(i)))
                .toList());
        var bad = putAsync(manifests("bad"), Sample.index(List.of(Sample.digest("missing child"))));
        assertThat(bad.join().statusCode()).isEqualTo(404);
        assertThat(pushes)
                .allSatisfy(push -> assertThat(push.join().statusCode()).isEqualTo(201));
        assertThat(get(manifests("bad")).statusCode()).isEqualTo(404);
    }

    @Test
    void theSameManifestUnderManyTagsAtOnce() {
        var image = Sample.image();
        var pushes = IntStream.range(0, 50)
                .mapToObj(i -> putAsync(manifests("same-" + i), image))
                .toList();
        assertThat(pushes)
                .allSatisfy(push -> assertThat(push.join().statusCode()).isEqualTo(201));
        assertThat(text(get(manifests("same-49")))).isEqualTo(image);
    }

    @Test
    void pushingWhatIsThereMovesNothing() {
        var image = Sample.image();
        put(manifests("still"), image);
        put(manifests("still"), image);
        assertThat(moves(history("still"))).hasSize(1);
    }

    @Test
    void aDeletionIsRemembered() {
        var first = Sample.image();
        put(manifests("gone"), first);
        delete(manifests("gone"));
        put(manifests("gone"), first);
        delete(manifests(Sample.digest(first)));
        var digest = Sample.digest(first).toString();
        assertThat(moves(history("gone")))
                .extracting(move -> move.getString("from"), move -> move.getString("to"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(digest, null),
                        org.assertj.core.groups.Tuple.tuple(null, digest),
                        org.assertj.core.groups.Tuple.tuple(digest, null),
                        org.assertj.core.groups.Tuple.tuple(null, digest));
    }

    @Test
    void historyComesInPages() {
        for (var i = 0; i < 5; i++) {
            put(manifests("paged"), Sample.image());
        }
        var first = json(get(history("paged") + "?limit=2"));
        var second = json(get(history("paged") + "?limit=2&cursor=" + first.getString("next")));
        var third = json(get(history("paged") + "?limit=2&cursor=" + second.getString("next")));
        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.getJsonArray("moves").stream())
                        .map(move -> ((JsonObject) move).getLong("version")))
                .containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(third.getString("next")).isNull();
    }

    @Test
    void historyAnswersProblems() {
        var unknown = get(history("never"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Wire.header(unknown, "Content-Type")).startsWith("application/problem+json");
        assertThat(get(history("-bad")).statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/repositories/UPPER/tags/x/history").statusCode())
                .isEqualTo(400);
        assertThat(get(history("never") + "?cursor=x").statusCode()).isEqualTo(400);
    }

    @Test
    void createsOnlyWhereNothingIsWhenAskedTo() {
        var first = Sample.image();
        assertThat(put(manifests("once"), first, "If-None-Match", "*").statusCode())
                .isEqualTo(201);
        assertThat(put(manifests("once"), Sample.image(), "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(text(get(manifests("once")))).isEqualTo(first);
    }

    @Test
    void ofManyThatCompareAndSwapOneWins() {
        var first = Sample.image();
        put(manifests("swap"), first);
        var etag = '"' + Sample.digest(first).toString() + '"';
        var swaps = Stream.generate(() -> putAsync(manifests("swap"), Sample.image(), "If-Match", etag))
                .limit(16)
                .toList();
        assertThat(swaps.stream().map(swap -> swap.join().statusCode()))
                .containsOnlyOnce(201)
                .containsOnly(201, 412);
        assertThat(moves(history("swap"))).hasSize(2);
    }

    @Test
    void aFailedConditionLeavesNothingBehind() {
        put(manifests("kept"), Sample.image());
        var refused = Sample.image();
        put(manifests("kept"), refused, "If-Match", "\"sha256:other\"");
        assertThat(get(manifests(Sample.digest(refused))).statusCode()).isEqualTo(404);
    }

    @Test
    void deletesATagOnlyWhileItIsTheOneSeen() {
        var image = Sample.image();
        put(manifests("seen"), image);
        assertThat(delete(manifests("seen"), "If-Match", "\"sha256:other\"").statusCode())
                .isEqualTo(412);
        assertThat(get(manifests("seen")).statusCode()).isEqualTo(200);
        assertThat(delete(
                                manifests("seen"),
                                "If-Match",
                                '"' + Sample.digest(image).toString() + '"')
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void ifMatchNeedsSomethingToMatch() {
        assertThat(put(manifests("nothing"), Sample.image(), "If-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(get(manifests("nothing")).statusCode()).isEqualTo(404);
    }
}
