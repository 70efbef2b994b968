package io.entrepot.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push whose blobs are verified by a blob-service apart: a stand-in that says what the test wants. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
@TestProfile(HttpBlobCatalogIT.Apart.class)
class HttpBlobCatalogIT {
    private static final List<JsonObject> QUESTIONS = new CopyOnWriteArrayList<>();
    private static volatile JsonObject answer = new JsonObject();
    private static volatile int status = 200;

    public static class Apart implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.arc.exclude-types", SettableBlobs.class.getName());
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BlobService.class));
        }
    }

    public static class BlobService implements QuarkusTestResourceLifecycleManager {
        private final Vertx vertx = Vertx.vertx();

        @Override
        public Map<String, String> start() {
            var server = vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        if (request.path().equals("/internal/blobs/missing")) {
                            QUESTIONS.add(body.toJsonObject().put("id", request.getHeader("X-Request-Id")));
                        }
                        request.response().setStatusCode(status).end(answer.toBuffer());
                    }))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return Map.of("entrepot.services.blob", "http://127.0.0.1:" + server.actualPort());
        }

        @Override
        public void stop() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private final String repository = Sample.repository();

    @BeforeEach
    void haveAllBlobs() {
        QUESTIONS.clear();
        status = 200;
        answer = new JsonObject().put("missing", new JsonArray());
    }

    @Test
    void asksOnceForAllBlobsOfAManifest() {
        var digests = IntStream.range(0, 30_000)
                .mapToObj(number -> Sample.digest("many " + number))
                .toList();
        var manifest = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + Sample.descriptor("a/b", digests.get(0))
                + ",\"layers\":["
                + digests.stream()
                        .skip(1)
                        .map(digest -> "{\"mediaType\":\"a/b\",\"digest\":\"" + digest + "\",\"size\":7}")
                        .collect(Collectors.joining(","))
                + "]}";

        assertThat(push(manifest)).isEqualTo(201);
        assertThat(QUESTIONS)
                .singleElement()
                .satisfies(
                        question -> assertThat(question.getString("repository")).isEqualTo(repository))
                .satisfies(
                        question -> assertThat(question.getJsonArray("digests")).hasSize(30_000));
    }

    @Test
    void refusesAPushWhoseBlobsAreMissing() {
        answer = new JsonObject()
                .put("missing", new JsonArray().add(Sample.digest("absent").toString()));

        assertThat(push(Sample.image())).isEqualTo(404);
    }

    @Test
    void isUnavailableForPushesButServesPullsWhileTheOtherServiceFails() {
        assertThat(push(Sample.image())).isEqualTo(201);
        status = 500;

        var refused = Wire.put("/v2/" + repository + "/manifests/2", Sample.image());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Wire.header(refused, "Retry-After")).isNotEmpty();
        assertThat(Wire.get("/v2/" + repository + "/manifests/1").statusCode()).isEqualTo(200);
    }

    @Test
    void handsOnTheIdOfTheRequest() {
        answer = new JsonObject()
                .put("missing", new JsonArray().add(Sample.digest("absent").toString()));

        var refused = Wire.put("/v2/" + repository + "/manifests/1", Sample.image());

        assertThat(Wire.header(refused, "X-Request-Id")).isNotEmpty();
        assertThat(QUESTIONS)
                .extracting(question -> question.getString("id"))
                .containsExactly(Wire.header(refused, "X-Request-Id"));
    }

    private int push(String manifest) {
        return Wire.put("/v2/" + repository + "/manifests/1", manifest).statusCode();
    }
}
