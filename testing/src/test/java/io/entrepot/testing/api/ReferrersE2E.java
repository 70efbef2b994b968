package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static io.entrepot.testing.wire.Answers.headers;
import static io.entrepot.testing.wire.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.image.TestImage;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartedRegistries.class)
class ReferrersE2E {
    private static final String SBOM = "application/vnd.example.sbom";
    private static final String SIGNATURE = "application/vnd.example.signature+json; v=\"1\"";

    private Repository repository;

    @BeforeEach
    void connect(RunningRegistry registry) {
        repository = new Repository(new OciClient(registry), "api/referrers");
    }

    @Test
    void anUnknownSubjectHasAnEmptyIndex() {
        var subject = repository.image("unknown");

        var inRepository = list(subject, "");
        var inNone = repository.client().get("/v2/api/referrers-none/referrers/" + subject.digest());

        for (var answer : List.of(inRepository, inNone)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo(TestImage.INDEX);
            assertThat(json(answer).path("schemaVersion").asInt()).isEqualTo(2);
            assertThat(json(answer).path("mediaType").asText()).isEqualTo(TestImage.INDEX);
            assertThat(json(answer).path("manifests").isArray()).isTrue();
            assertThat(json(answer).path("manifests")).isEmpty();
        }
    }

    @Test
    void aPushThatNamesASubjectSaysSoWhetherItIsThereOrNot() {
        var subject = repository.image("says so");

        var before = repository.push("says-so", repository.referrer(SBOM, subject));
        repository.push(subject.digest(), subject);
        var after = repository.push("says-so", repository.referrer("application/other", subject));

        assertThat(before.statusCode()).isEqualTo(201);
        assertThat(header(before, "OCI-Subject")).isEqualTo(subject.digest());
        assertThat(after.statusCode()).isEqualTo(201);
        assertThat(header(after, "OCI-Subject")).isEqualTo(subject.digest());
        assertThat(digests(list(subject, ""))).hasSize(2);
    }

    @Test
    void aDescriptorTellsTypeSizeAndAnnotations() {
        var subject = repository.image("descriptor");
        var artifact = Blob.json(TestImage.MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[],"subject":%s,
                 "annotations":{"a \\"quoted\\" key":"\\u00e9\\n\\ud83d\\ude00 é","empty":""}}""".formatted(
                        TestImage.MANIFEST, SBOM, Repository.EMPTY.descriptor(), subject.descriptor()));
        repository.push(artifact.digest(), artifact);

        var descriptor = json(list(subject, "")).path("manifests").path(0);

        assertThat(descriptor.path("mediaType").asText()).isEqualTo(TestImage.MANIFEST);
        assertThat(descriptor.path("digest").asText()).isEqualTo(artifact.digest());
        assertThat(descriptor.path("size").asInt()).isEqualTo(artifact.size());
        assertThat(descriptor.path("artifactType").asText()).isEqualTo(SBOM);
        assertThat(descriptor.path("annotations").path("a \"quoted\" key").asText())
                .isEqualTo("é\n😀 é");
        assertThat(descriptor.path("annotations").path("empty").asText()).isEmpty();
    }

    @Test
    void anImageIsOfTheTypeOfItsConfigAndAnIndexOfItsOwn() {
        var subject = repository.image("types");
        var image = Blob.json(
                TestImage.MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[],\"subject\":%s}"
                        .formatted(TestImage.MANIFEST, Repository.EMPTY.descriptor(), subject.descriptor()));
        var index = Blob.json(
                TestImage.INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"artifactType\":\"%s\",\"manifests\":[],\"subject\":%s}"
                        .formatted(TestImage.INDEX, SBOM, subject.descriptor()));
        repository.push(image.digest(), image);
        var pushedIndex = repository.push(index.digest(), index);

        assertThat(header(pushedIndex, "OCI-Subject")).isEqualTo(subject.digest());
        assertThat(digests(list(
                        subject, "?artifactType=" + Repository.EMPTY.mediaType().replace("+", "%2B"))))
                .containsExactly(image.digest());
        assertThat(digests(list(subject, "?artifactType=" + SBOM))).containsExactly(index.digest());
    }

    @Test
    void aFilterIsAppliedAndSaid() {
        var subject = repository.image("filter");
        var sbom = repository.referrer(SBOM, subject);
        var signature = repository.referrer(SIGNATURE.replace("\"", "\\\""), subject);
        repository.push(sbom.digest(), sbom);
        repository.push(signature.digest(), signature);

        var all = list(subject, "");
        var filtered = list(subject, "?artifactType=" + SBOM);
        var escaped = list(subject, "?artifactType=application%2Fvnd.example.signature%2Bjson%3B%20v%3D%221%22");
        var none = list(subject, "?artifactType=application/none");

        assertThat(digests(all)).containsExactlyInAnyOrder(sbom.digest(), signature.digest());
        assertThat(all.headers().firstValue("OCI-Filters-Applied")).isEmpty();
        assertThat(digests(filtered)).containsExactly(sbom.digest());
        assertThat(header(filtered, "OCI-Filters-Applied")).isEqualTo("artifactType");
        assertThat(digests(escaped)).containsExactly(signature.digest());
        assertThat(digests(none)).isEmpty();
        assertThat(header(none, "OCI-Filters-Applied")).isEqualTo("artifactType");
    }

    @Test
    void headHasEveryHeaderOfGetAndNoBody() {
        var subject = repository.image("head");
        var sbom = repository.referrer(SBOM, subject);
        repository.push(sbom.digest(), sbom);
        var path = "/v2/api/referrers/referrers/" + subject.digest();

        for (var query : List.of("", "?artifactType=" + SBOM)) {
            var head = repository.client().head(path + query);

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(headers(head)).isEqualTo(headers(repository.client().get(path + query)));
        }
    }

    @Test
    void aDeletedReferrerIsGoneAndOneWhoseSubjectIsDeletedStays() {
        var subject = repository.image("deleted");
        repository.push("deleted", subject);
        var sbom = repository.referrer(SBOM, subject);
        var other = repository.referrer("application/other", subject);
        repository.push(sbom.digest(), sbom);
        repository.push(other.digest(), other);

        repository.delete(sbom.digest());
        repository.delete(subject.digest());

        assertThat(digests(list(subject, ""))).containsExactly(other.digest());
        assertThat(repository.get(other.digest()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSubjectMayBeNamedBySha512() {
        var subject = repository.image("sha512");
        var digest = Blob.digest("sha512", subject.bytes());
        var sbom = Blob.json(
                TestImage.MANIFEST, repository.referrer(SBOM, subject).text().replace(subject.digest(), digest));

        var pushed = repository.push(sbom.digest(), sbom);

        assertThat(header(pushed, "OCI-Subject")).isEqualTo(digest);
        assertThat(digests(repository.client().get("/v2/api/referrers/referrers/" + digest)))
                .containsExactly(sbom.digest());
    }

    @Test
    void aMalformedSubjectIsRefused() {
        assertRefused(repository.client().get("/v2/api/referrers/referrers/sha256:abc"), 400, "DIGEST_INVALID");
        assertRefused(repository.client().get("/v2/api/referrers/referrers/latest"), 400, "DIGEST_INVALID");
    }

    private HttpResponse<byte[]> list(Blob subject, String query) {
        return repository.client().get("/v2/api/referrers/referrers/" + subject.digest() + query);
    }

    private static List<String> digests(HttpResponse<byte[]> index) {
        assertThat(index.statusCode()).isEqualTo(200);
        return json(index).path("manifests").findValuesAsText("digest");
    }
}
