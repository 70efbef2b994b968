package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.testing.RunningRegistry;
import io.entrepot.testing.image.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ClientTest
class OrasE2E {
    private Path directory;
    private Command oras;
    private String host;

    @BeforeEach
    void writeFiles(RunningRegistry registry, @TempDir Path directory) throws IOException {
        this.directory = directory;
        host = registry.host();
        oras = Command.in(directory, "oras").loggedInTo(registry);
        for (var name : List.of("one.bin", "two.bin", "sbom.json", "signature.bin")) {
            Files.write(directory.resolve(name), Blob.random(name.hashCode(), 400_000));
        }
    }

    @Test
    void pushesAndPullsAnArtifactOfTwoFiles() throws IOException {
        var remote = host + "/oras/artifact:1";
        var back = directory.resolve("back");

        oras.run("push", "--plain-http", remote, "one.bin:application/vnd.example.one", "two.bin");
        oras.run("pull", "--plain-http", "--output", back, remote);

        assertThat(back.resolve("one.bin")).hasSameBinaryContentAs(directory.resolve("one.bin"));
        assertThat(back.resolve("two.bin")).hasSameBinaryContentAs(directory.resolve("two.bin"));
    }

    @Test
    void copiesAnArtifactWithAllThatIsAttached() throws IOException {
        var from = host + "/oras/from:1";
        var to = host + "/oras/to:1";
        oras.run("push", "--plain-http", from, "one.bin");
        oras.run("attach", "--plain-http", "--artifact-type", "application/vnd.example.sbom", from, "sbom.json");
        oras.run("attach", "--plain-http", "--artifact-type", "application/vnd.example.sig", from, "signature.bin");

        oras.run("copy", "-r", "--from-plain-http", "--to-plain-http", from, to);

        assertThat(digests(discover(to))).hasSize(3).containsExactlyInAnyOrderElementsOf(digests(discover(from)));
        assertThat(digests(discover(to, "--artifact-type", "application/vnd.example.sig")))
                .hasSize(2);
    }

    private JsonNode discover(String reference, String... filter) throws IOException {
        var arguments = new Object[filter.length + 5];
        System.arraycopy(filter, 0, arguments, 5, filter.length);
        arguments[0] = "discover";
        arguments[1] = "--plain-http";
        arguments[2] = "--format";
        arguments[3] = "json";
        arguments[4] = reference;
        return new ObjectMapper().readTree(oras.run(arguments));
    }

    /** Of the subject and its referrers. */
    private static List<String> digests(JsonNode discovered) {
        return discovered.findValuesAsText("digest");
    }
}
