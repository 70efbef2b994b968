package io.entrepot.manifest;

import static io.entrepot.manifest.Wire.deleteAsync;
import static io.entrepot.manifest.Wire.get;
import static io.entrepot.manifest.Wire.json;
import static io.entrepot.manifest.Wire.put;
import static io.entrepot.manifest.Wire.putAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class DeletionRaceIT {
    private static final int ROUNDS = 60;

    private final String repository = Sample.repository();

    private String manifests(Object reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    @Test
    void anIndexNeverLosesAChildThatIsDeletedAtTheSameTime() {
        for (var round = 0; round < ROUNDS; round++) {
            var image = Sample.image();
            var child = Sample.digest(image);
            put(manifests(child), image);
            var index = Sample.index(List.of(child));
            var push = putAsync(manifests("index-" + round), index);
            var deletion = deleteAsync(manifests(child));

            var pushed = push.join().statusCode();
            var deleted = deletion.join().statusCode();
            assertThat(List.of(pushed, deleted)).isIn(List.of(201, 409), List.of(404, 202));
            assertThat(get(manifests(child)).statusCode()).isEqualTo(pushed == 201 ? 200 : 404);
        }
    }

    @Test
    void pushesAndDeletionsOfOneManifestAndTagAgreeWithWhatIsRead() {
        var image = Sample.image();
        var digest = Sample.digest(image);
        for (var round = 0; round < ROUNDS; round++) {
            var requests = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
            requests.add(putAsync(manifests("raced"), image));
            requests.add(deleteAsync(manifests(digest)));
            requests.add(putAsync(manifests(digest) + "?tag=raced&tag=other", image));
            requests.add(deleteAsync(manifests("raced")));
            requests.forEach(request -> assertThat(request.join().statusCode()).isIn(201, 202, 404));

            var manifest = get(manifests(digest)).statusCode();
            var tag = get(manifests("raced")).statusCode();
            assertThat(List.of(manifest, tag)).isIn(List.of(200, 200), List.of(200, 404), List.of(404, 404));
        }
        var moves = json(get("/api/v1/repositories/" + repository + "/tags/raced/history?limit=1000"))
                .getJsonArray("moves")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
        for (var i = 0; i + 1 < moves.size(); i++) {
            assertThat(moves.get(i).getString("from"))
                    .isEqualTo(moves.get(i + 1).getString("to"));
        }
    }

    @Test
    void aTagOnAManifestThatIsBeingDeletedIsNeverLeftDangling() {
        for (var round = 0; round < ROUNDS; round++) {
            var image = Sample.image();
            put(manifests(Sample.digest(image)), image);
            var push = putAsync(manifests("late-" + round), image);
            var deletion = deleteAsync(manifests(Sample.digest(image)));
            assertThat(push.join().statusCode()).isEqualTo(201);
            assertThat(deletion.join().statusCode()).isEqualTo(202);
            assertThat(get(manifests("late-" + round)).statusCode())
                    .isEqualTo(get(manifests(Sample.digest(image))).statusCode());
        }
    }
}
