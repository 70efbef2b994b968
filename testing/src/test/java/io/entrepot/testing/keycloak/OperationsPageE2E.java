package io.entrepot.testing.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of docs/operations.md do what they say, in the order in which they stand there. */
@Tag("standalone")
@ExtendWith(KeycloakSite.Resolver.class)
class OperationsPageE2E {
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- run by a test: (\\S+) -->\n```\n(.*?)\n```", Pattern.DOTALL);

    /** Not everybody has docker: what counts of it here is which name and secret it sends to /token. */
    private static final String DOCKER = """
            set -eu
            docker() { curl -fsS -o answer -u "$3:$(cat)" "http://$5/token?account=$3&service=entrepot"; }
            """;

    @Test
    void theExamplesWork(KeycloakSite site) throws IOException, InterruptedException {
        var keycloak = site.keycloak();
        keycloak.user("bob", "dev");
        keycloak.user("job");
        var page = Files.readString(Checkout.find().root().resolve("docs/operations.md"));
        var examples = EXAMPLE.matcher(page).results().toList();
        assertThat(examples)
                .extracting(example -> example.group(1))
                .containsExactly("management", "robots", "ci", "keycloak");
        var script = examples.stream()
                .map(example -> "echo '" + example.group(1) + "'\n" + example.group(2))
                .collect(Collectors.joining("\n", DOCKER, "\necho done\n"))
                .replace("localhost:5000", site.registry().running().host())
                .replace("admin:PASSWORD", "$ADMIN")
                .replace("https://keycloak.example.com", keycloak.url())
                // Keycloak gives tokens to jobs as well, whose project is who they are.
                .replace("https://ci.example.com", keycloak.realm())
                .replace("\"project_path\": \"team/app\", \"ref\": \"main\"", "\"preferred_username\": \"job\"");

        var folder = Files.createTempDirectory(Path.of("target"), "examples");
        var log = folder.resolve("log");
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var administrator = site.registry().running().login().orElseThrow();
        process.environment().put("ADMIN", administrator.name() + ":" + administrator.password());
        process.environment().put("BOBS_PASSWORD", Keycloak.PASSWORD);
        process.environment().put("JOB_TOKEN", keycloak.accessToken("job"));
        var ended = process.start().waitFor(2, TimeUnit.MINUTES);

        assertThat(ended).isTrue();
        assertThat(Files.readString(log)).endsWith("done\n");
    }
}
