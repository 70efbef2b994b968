package io.entrepot.testing.api;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.text;
import static io.entrepot.testing.wire.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.StartedRegistries;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StartedRegistries.class)
class DeleteE2E {
    private Repository repository;

    @BeforeEach
    void connect(RunningRegistry registry) {
        repository = new Repository(new OciClient(registry), "api/delete");
    }

    @Test
    void aDeletedTagIsGoneAndItsManifestStays() {
        var image = repository.image("tag");
        repository.push("tag-1", image);
        repository.push("tag-2", image);

        var deleted = repository.delete("tag-1");

        assertThat(deleted.statusCode()).isEqualTo(202);
        assertRefused(repository.get("tag-1"), 404, "MANIFEST_UNKNOWN");
        assertThat(repository.client().head(repository.manifest("tag-1")).statusCode())
                .isEqualTo(404);
        assertThat(texts(repository.client().get("/v2/api/delete/tags/list"), "tags"))
                .doesNotContain("tag-1");
        assertThat(repository.get("tag-2").body()).isEqualTo(image.bytes());
        assertThat(repository.get(image.digest()).body()).isEqualTo(image.bytes());
        assertRefused(repository.delete("tag-1"), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aDeletedManifestTakesItsTagsAlong() {
        var image = repository.image("manifest");
        var other = repository.image("other manifest");
        repository.push("manifest-1", image);
        repository.push("manifest-2", image);
        repository.push("manifest-3", other);

        var deleted = repository.delete(image.digest());

        assertThat(deleted.statusCode()).isEqualTo(202);
        assertRefused(repository.get(image.digest()), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.get("manifest-1"), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.get("manifest-2"), 404, "MANIFEST_UNKNOWN");
        assertThat(repository.get("manifest-3").body()).isEqualTo(other.bytes());
        assertRefused(repository.delete(image.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aDeletedManifestCanBePushedAgain() {
        var image = repository.image("again");
        repository.push("again", image);
        repository.delete(image.digest());

        var pushed = repository.push("again", image);

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(repository.get("again").body()).isEqualTo(image.bytes());
    }

    @Test
    void aManifestOfALiveIndexIsRefusedNamingTheIndex() {
        var image = repository.image("in an index");
        var index = Repository.index(image);
        repository.push("indexed", image);
        repository.push("index", index);

        var refused = repository.delete(image.digest());
        repository.delete("index");
        var stillRefused = repository.delete(image.digest());
        repository.delete(index.digest());
        var deleted = repository.delete(image.digest());

        assertRefused(refused, 409, "DENIED");
        assertThat(text(refused)).contains(index.digest());
        assertRefused(stillRefused, 409, "DENIED");
        assertThat(deleted.statusCode()).isEqualTo(202);
    }

    @Test
    void aBlobOfAManifestIsRefusedNamingTheManifest() {
        var image = repository.image("has a config");
        repository.push("has-config", image);

        var refused = repository.client().delete(repository.blob(Repository.EMPTY.digest()));

        assertRefused(refused, 409, "DENIED");
        assertThat(text(refused)).contains("sha256:");
        assertThat(repository
                        .client()
                        .head(repository.blob(Repository.EMPTY.digest()))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000, 2_000_000})
    void aDeletedBlobIsGoneUntilItIsPushedAgain(int size) {
        var blob = Blob.of("application/octet-stream", Blob.random(180, size));
        var path = repository.blob(blob.digest());
        repository.client().pushBlob("api/delete", blob);
        repository.client().get(path);

        var deleted = repository.client().delete(path);

        assertThat(deleted.statusCode()).isEqualTo(202);
        assertRefused(repository.client().get(path), 404, "BLOB_UNKNOWN");
        assertThat(repository.client().head(path).statusCode()).isEqualTo(404);
        assertRefused(repository.client().delete(path), 404, "BLOB_UNKNOWN");
        assertThat(repository.client().pushBlob("api/delete", blob).statusCode())
                .isEqualTo(201);
        assertThat(repository.client().get(path).body()).isEqualTo(blob.bytes());
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        var absent = repository.image("absent");

        assertRefused(repository.delete("absent"), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.delete(absent.digest()), 404, "MANIFEST_UNKNOWN");
        assertRefused(repository.client().delete(repository.blob(absent.digest())), 404, "BLOB_UNKNOWN");
    }
}
