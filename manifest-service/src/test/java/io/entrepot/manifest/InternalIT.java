package io.entrepot.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.kit.testing.ServiceKeyFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service answers to other services, and to nobody else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class InternalIT {
    private static final String REFERENCING = "/internal/manifests/referencing";

    private static String shown() {
        return ServiceKeyFiles.shown("blob", "manifest");
    }

    @Test
    void namesTheManifestsThatReferToABlob() {
        var repository = Sample.repository();
        var manifest = Sample.image();
        var blob = new JsonObject(manifest).getJsonObject("config").getString("digest");
        assertThat(Wire.put("/v2/" + repository + "/manifests/1", manifest).statusCode())
                .isEqualTo(201);

        var answer = ask(shown(), question(repository, blob));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Wire.json(answer).getJsonArray("manifests"))
                .isEqualTo(new JsonArray().add(Sample.digest(manifest).toString()));
        assertThat(Wire.json(ask(shown(), question("some/other", blob))).getJsonArray("manifests"))
                .isEmpty();
    }

    @Test
    void letsNobodyInWhoIsNoService() {
        var answer = Wire.post(REFERENCING, "{}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Wire.text(answer)).contains("UNAUTHORIZED");
        assertThat(Wire.get("/internal/ready").statusCode()).isEqualTo(401);
        assertThat(Wire.get("/internal/no-such-path").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer a.b.c", "Basic eDp5"})
    void letsNobodyInByAnythingElse(String shown) {
        assertThat(ask(shown, "{}").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "auth", "manifest"})
    void answersTheBlobServiceOnly(String other) {
        assertThat(ask(ServiceKeyFiles.shown(other, "manifest"), "{}").statusCode())
                .isEqualTo(403);
        assertThat(ask(ServiceKeyFiles.shown("blob", other.equals("manifest") ? "blob" : other), "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        assertThat(ask(shown(), "[").statusCode()).isEqualTo(400);
        assertThat(Wire.post("/internal/other", "{}", "Authorization", shown()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsEveryServiceThatItIsReady() {
        for (var service : List.of("gateway", "blob", "auth")) {
            var shown = ServiceKeyFiles.shown(service, "manifest");
            assertThat(Wire.get("/internal/ready", "Authorization", shown).statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<byte[]> ask(String shown, String question) {
        return Wire.post(REFERENCING, question, "Authorization", shown);
    }

    private static String question(String repository, String blob) {
        return new JsonObject().put("repository", repository).put("blob", blob).encode();
    }
}
