package io.entrepot.manifest;

import static io.entrepot.manifest.Wire.delete;
import static io.entrepot.manifest.Wire.get;
import static io.entrepot.manifest.Wire.header;
import static io.entrepot.manifest.Wire.json;
import static io.entrepot.manifest.Wire.put;
import static io.entrepot.manifest.Wire.putAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Digest;
import io.entrepot.model.MediaType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class ReferrersIT {
    @Inject
    SettableWriter writer;

    private final String repository = Sample.repository();
    private final Digest subject = Sample.digest(repository);

    @AfterEach
    void onlyWriterAgain() {
        writer.set(1);
    }

    private String push(String manifest) {
        var digest = Sample.digest(manifest);
        assertThat(put("/v2/" + repository + "/manifests/" + digest, manifest).statusCode())
                .isEqualTo(201);
        return digest.toString();
    }

    private HttpResponse<byte[]> list(String query) {
        return get("/v2/" + repository + "/referrers/" + subject + query);
    }

    private static List<JsonObject> entries(HttpResponse<byte[]> response) {
        return json(response).getJsonArray("manifests").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void nobodyRefersToWhatNobodyKnows() {
        var listed = list("");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(header(listed, "Content-Type")).isEqualTo(MediaType.OCI_INDEX);
        assertThat(json(listed).getString("mediaType")).isEqualTo(MediaType.OCI_INDEX);
        assertThat(entries(listed)).isEmpty();
    }

    @Test
    void describesTheReferrer() {
        var referrer = Sample.image(subject, "application/vnd.example.sbom");
        var digest = push(referrer);
        assertThat(entries(list("")))
                .containsExactly(new JsonObject()
                        .put("mediaType", MediaType.OCI_MANIFEST)
                        .put("digest", digest)
                        .put("size", referrer.length())
                        .put("artifactType", "application/vnd.example.sbom")
                        .put("annotations", new JsonObject(referrer).getJsonObject("annotations")));
    }

    @Test
    void takesTheConfigForTheTypeWhereThereIsNone() {
        push(Sample.image(subject, null));
        assertThat(entries(list("")).getFirst().getString("artifactType"))
                .isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    @Test
    void anIndexWithoutTypeHasNone() {
        var index = Sample.index(List.of())
                .replace(
                        "\"manifests\"",
                        "\"subject\":" + Sample.descriptor(MediaType.OCI_MANIFEST, subject) + ",\"manifests\"");
        push(index);
        assertThat(entries(list("")).getFirst().containsKey("artifactType")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void filtersByType(long tenure) {
        writer.set(tenure);
        push(Sample.image(subject, "application/a+b"));
        var wanted = push(Sample.image(subject, "application/\\\"quoted\\\""));
        var listed = list("?artifactType=application/%22quoted%22");
        assertThat(header(listed, "OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(entries(listed))
                .extracting(entry -> entry.getString("digest"))
                .containsExactly(wanted);
        assertThat(header(list(""), "OCI-Filters-Applied")).isEmpty();
        assertThat(entries(list(""))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void seesEachChangeAtOnce(long tenure) {
        writer.set(tenure);
        for (var i = 1; i <= 5; i++) {
            push(Sample.image(subject, "application/x"));
            assertThat(entries(list(""))).hasSize(i);
        }
        delete("/v2/" + repository + "/manifests/"
                + entries(list("")).getFirst().getString("digest"));
        assertThat(entries(list(""))).hasSize(4);
    }

    @Test
    void aThousandFitInOnePage() {
        var pushes = Stream.generate(() -> Sample.image(subject, "application/x"))
                .limit(1_000)
                .map(image -> putAsync("/v2/" + repository + "/manifests/" + Sample.digest(image), image))
                .toList();
        pushes.forEach(push -> assertThat(push.join().statusCode()).isEqualTo(201));
        var listed = list("");
        assertThat(entries(listed)).hasSize(1_000);
        assertThat(header(listed, "Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&artifactType=application/large"})
    void aPageStaysBelowFourMebibytes(String filter) {
        for (var i = 0; i < 5; i++) {
            push(Sample.image(subject, "application/large")
                    .replace("{\"number\"", "{\"large\":\"" + "x".repeat(1_500_000) + "\",\"number\""));
        }
        push(Sample.image(subject, "application/small"));
        var seen = new HashSet<String>();
        var path = "/v2/" + repository + "/referrers/" + subject + filter.replace('&', '?');
        while (!path.isEmpty()) {
            var page = get(path);
            assertThat(page.body().length).isLessThan(4 << 20);
            entries(page)
                    .forEach(entry ->
                            assertThat(seen.add(entry.getString("digest"))).isTrue());
            path = header(page, "Link").replaceAll("^<([^>]*)>; rel=\"next\"$", "$1");
        }
        assertThat(seen).hasSize(filter.isEmpty() ? 6 : 5);
    }

    @Test
    void refusesMalformedDigests() {
        assertThat(get("/v2/" + repository + "/referrers/sha256:xyz").statusCode())
                .isEqualTo(400);
        assertThat(list("?last=x").statusCode()).isEqualTo(400);
        assertThat(list("?artifactType=%00").statusCode()).isEqualTo(400);
    }
}
