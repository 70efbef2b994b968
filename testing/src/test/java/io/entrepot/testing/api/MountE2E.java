package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartedRegistries.class)
class MountE2E {
    private static final String FROM = "api/mount-from";

    private OciClient client;

    @BeforeEach
    void connect(RunningRegistry registry) {
        client = new OciClient(registry);
    }

    @Test
    void aBlobIsMountedFromTheRepositoryThatIsNamed() {
        var blob = push(150);

        var mounted = mount("api/mount-named", blob.digest(), "&from=" + FROM);

        assertMounted(mounted, "api/mount-named", blob);
    }

    @Test
    void withoutAnyNameItIsMountedFromAnyRepositoryThatHasIt() {
        var blob = push(151);

        var mounted = mount("api/mount-any", blob.digest(), "");

        assertMounted(mounted, "api/mount-any", blob);
    }

    @Test
    void itMayBeMountedWhereItIsAlready() {
        var blob = push(152);

        var mounted = mount(FROM, blob.digest(), "&from=" + FROM);

        assertMounted(mounted, FROM, blob);
    }

    @Test
    void aRepositoryThatDoesNotHaveItMakesItAnUpload() {
        var blob = push(153);

        var begun = mount("api/mount-wrong", blob.digest(), "&from=api/mount-nowhere");

        assertUpload(begun, "api/mount-wrong", blob);
    }

    @Test
    void whatNobodyHasBecomesAnUpload() {
        var blob = Blob.of("application/octet-stream", Blob.random(154, 2_000));

        assertUpload(mount("api/mount-none", blob.digest(), ""), "api/mount-none", blob);
    }

    @Test
    void theUploadOfASha512MountHashesSo() {
        var bytes = Blob.random(155, 1_500_000);
        var digest = Blob.digest("sha512", bytes);

        var begun = mount("api/mount-sha512", digest, "&from=" + FROM);
        client.stream(OciClient.location(begun), bytes);
        var closed = client.finish(OciClient.location(begun), digest);

        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(client.blob("api/mount-sha512", digest).body()).isEqualTo(bytes);
    }

    @Test
    void whatWasDeletedIsNotMounted() {
        var blob = push(156);
        client.delete("/v2/" + FROM + "/blobs/" + blob.digest());

        var named = mount("api/mount-deleted", blob.digest(), "&from=" + FROM);
        var any = mount("api/mount-deleted", blob.digest(), "");

        assertThat(named.statusCode()).isEqualTo(202);
        assertThat(any.statusCode()).isEqualTo(202);
        assertRefused(client.blob("api/mount-deleted", blob.digest()), 404, "BLOB_UNKNOWN");
    }

    @Test
    void whatTheSourceLosesTheOtherKeeps() {
        var blob = push(157);
        mount("api/mount-kept", blob.digest(), "&from=" + FROM);

        client.delete("/v2/" + FROM + "/blobs/" + blob.digest());

        assertRefused(client.blob(FROM, blob.digest()), 404, "BLOB_UNKNOWN");
        assertThat(client.blob("api/mount-kept", blob.digest()).body()).isEqualTo(blob.bytes());
    }

    @Test
    void aMalformedSourceIsRefused() {
        var blob = push(158);

        var refused = mount("api/mount-malformed", blob.digest(), "&from=NOT//A-NAME");

        assertRefused(refused, 400, "NAME_INVALID");
        assertRefused(client.blob("api/mount-malformed", blob.digest()), 404, "BLOB_UNKNOWN");
    }

    private void assertMounted(HttpResponse<byte[]> answer, String repository, Blob blob) {
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Location")).isEqualTo("/v2/" + repository + "/blobs/" + blob.digest());
        assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(blob.digest());
        assertThat(client.blob(repository, blob.digest()).body()).isEqualTo(blob.bytes());
    }

    private void assertUpload(HttpResponse<byte[]> answer, String repository, Blob blob) {
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(header(answer, "Location")).startsWith("/v2/" + repository + "/blobs/uploads/");
        var closed = client.finish(OciClient.location(answer), blob.digest(), BodyPublishers.ofByteArray(blob.bytes()));
        assertThat(closed.statusCode()).isEqualTo(201);
    }

    private HttpResponse<byte[]> mount(String repository, String digest, String more) {
        return client.send(
                "POST", "/v2/" + repository + "/blobs/uploads/?mount=" + digest + more, BodyPublishers.noBody());
    }

    private Blob push(long seed) {
        var blob = Blob.of("application/octet-stream", Blob.random(seed, 2_000));
        client.pushBlob(FROM, blob);
        return blob;
    }
}
