package io.entrepot.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.testing.RunningRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ClientTest
class HelmE2E {
    @Test
    void pushesAndPullsAChart(RunningRegistry registry, @TempDir Path directory) {
        var helm = Command.in(directory, "helm").loggedInTo(registry);
        var back = directory.resolve("back");
        helm.run("create", "sample");
        helm.run("package", "sample");

        helm.run("push", "--plain-http", "sample-0.1.0.tgz", "oci://" + registry.host() + "/helm");
        helm.run(
                "pull",
                "--plain-http",
                "oci://" + registry.host() + "/helm/sample",
                "--version",
                "0.1.0",
                "--destination",
                back.toFile().mkdir() ? back : directory);

        assertThat(back.resolve("sample-0.1.0.tgz")).hasSameBinaryContentAs(directory.resolve("sample-0.1.0.tgz"));
    }
}
