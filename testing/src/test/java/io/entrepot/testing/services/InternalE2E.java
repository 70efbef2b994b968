package io.entrepot.testing.services;

import static io.entrepot.testing.wire.Answers.assertRefused;
import static io.entrepot.testing.wire.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cluster.Cluster;
import io.entrepot.cluster.Service;
import io.entrepot.testing.image.Blob;
import io.entrepot.testing.wire.OciClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What blob-service answers to manifest-service, and to nobody else. The other services test theirs by themselves. */
@Tag("services")
@ExtendWith(StartedCluster.class)
class InternalE2E {
    private static final String MISSING = "/internal/blobs/missing";
    private static final Blob BLOB = Blob.json("text/plain", "of which there is none");

    private static HttpResponse<byte[]> ask(Cluster cluster, String... headers) {
        var question = "{\"repository\":\"internal/app\",\"digests\":[\"" + BLOB.digest() + "\"]}";
        var blobService = cluster.replicas(Service.BLOB).getFirst().uri();
        return new OciClient(blobService).send("POST", MISSING, BodyPublishers.ofString(question), headers);
    }

    /** What a service shows blob-service, by its key in the files that the launcher made. */
    private static String shownBy(String service, Cluster cluster) throws Exception {
        var keys = cluster.logs().resolveSibling("keys");
        var id = encoded(MessageDigest.getInstance("SHA-256").digest(read(keys.resolve("public/" + service + ".pem"))));
        var expires = Instant.now().plusSeconds(60).getEpochSecond();
        var signed = encoded("{\"alg\":\"ES256\",\"kid\":\"" + id + "\"}") + "."
                + encoded("{\"aud\":\"blob\",\"exp\":" + expires + "}");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(read(keys.resolve("private/" + service + ".pem"))));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return "Bearer " + signed + "." + encoded(signature.sign());
    }

    private static byte[] read(Path pem) throws Exception {
        return Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----.*-----", ""));
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void tellsManifestServiceWhatARepositoryLacks(Cluster cluster) throws Exception {
        var answer = ask(cluster, "Authorization", shownBy("manifest", cluster));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("missing").path(0).asText()).isEqualTo(BLOB.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "auth", "blob"})
    void tellsNoOtherService(String service, Cluster cluster) throws Exception {
        assertRefused(ask(cluster, "Authorization", shownBy(service, cluster)), 403, "DENIED");
    }

    @Test
    void tellsNobodyElse(Cluster cluster) {
        assertRefused(ask(cluster), 401, "UNAUTHORIZED");
    }
}
