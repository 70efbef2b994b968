package io.entrepot.manifest;

import static io.entrepot.manifest.Wire.delete;
import static io.entrepot.manifest.Wire.get;
import static io.entrepot.manifest.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.manifest.reference.BlobReferences;
import io.entrepot.model.RepositoryName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
@TestProfile(PermissiveIT.Permissive.class)
class PermissiveIT {
    /** All that is refused unless set. */
    public static class Permissive implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("entrepot.manifest.allow-sparse", "true", "entrepot.manifest.delete-referenced", "true");
        }
    }

    @Inject
    SettableBlobs blobs;

    @Inject
    BlobReferences references;

    private final String repository = Sample.repository();

    private String manifests(Object reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    @Test
    void takesAnIndexOfWhatIsNotThere() {
        var index = Sample.index(List.of(Sample.digest("not there")));
        assertThat(put(manifests("sparse"), index).statusCode()).isEqualTo(201);
        assertThat(get(manifests("sparse")).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnImageWithoutItsLayersAndRemembersWhatItRefersTo() {
        var layer = Sample.digest("absent layer");
        blobs.remove(layer);
        var image = Sample.image()
                .replaceFirst(
                        "\"layers\":\\[\\{[^}]*}",
                        "\"layers\":[" + Sample.descriptor("application/vnd.oci.image.layer.v1.tar", layer));
        assertThat(put(manifests("sparse"), image).statusCode()).isEqualTo(201);
        var referencing = references
                .manifestsReferencing(RepositoryName.parse(repository), layer, 5)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        assertThat(referencing).containsExactly(Sample.digest(image));
    }

    @Test
    void deletesWhatAnIndexNeeds() {
        var image = Sample.image();
        put(manifests(Sample.digest(image)), image);
        put(manifests("index"), Sample.index(List.of(Sample.digest(image))));
        assertThat(delete(manifests(Sample.digest(image))).statusCode()).isEqualTo(202);
        assertThat(get(manifests("index")).statusCode()).isEqualTo(200);
    }
}
