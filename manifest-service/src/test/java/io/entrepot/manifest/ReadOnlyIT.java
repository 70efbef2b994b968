package io.entrepot.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
@TestProfile(ReadOnlyIT.ReadOnly.class)
class ReadOnlyIT {
    public static class ReadOnly implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("entrepot.read-only.enabled", "true", "entrepot.read-only.reason", "we move house");
        }
    }

    private final String manifest = "/v2/" + Sample.repository() + "/manifests/1";

    @Test
    void refusesPushesAndSaysWhy() {
        assertRefused(Wire.put(manifest, Sample.image()));
    }

    @Test
    void refusesDeletes() {
        assertRefused(Wire.delete(manifest));
    }

    @Test
    void goesOnAnsweringPulls() {
        assertThat(Wire.get(manifest).statusCode()).isEqualTo(404);
        assertThat(Wire.get("/v2/_catalog").statusCode()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Wire.header(answer, "Retry-After")).isNotEmpty();
        assertThat(Wire.text(answer)).contains("UNAVAILABLE", "we move house");
    }
}
