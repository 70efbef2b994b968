package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource({
        "application/json, application/json",
        "application/json; charset=utf-8, application/json",
        "'  Application/JSON ;x', application/json",
        "'', ''",
        "';', ''"
    })
    void dropsParametersAndCase(String header, String type) {
        assertThat(MediaType.withoutParameters(header)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        MediaType.OCI_INDEX + ", true, true",
        MediaType.DOCKER_LIST + ", true, true",
        MediaType.OCI_MANIFEST + ", true, false",
        MediaType.DOCKER_MANIFEST + ", true, false",
        MediaType.OCI_ARTIFACT + ", true, false",
        "application/vnd.oci.image.layer.v1.tar+gzip, false, false"
    })
    void tellsManifestsAndIndexesFromBlobs(String type, boolean manifest, boolean index) {
        assertThat(MediaType.isManifest(type)).isEqualTo(manifest);
        assertThat(MediaType.isIndex(type)).isEqualTo(index);
    }
}
