package io.entrepot.testing.clients;

import io.entrepot.testing.RunningRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ClientTest
class SkopeoE2E {
    @ParameterizedTest
    @EnumSource
    void copiesThereAndBack(Sample sample, RunningRegistry registry, @TempDir Path directory) throws IOException {
        var skopeo = Command.in(directory, "skopeo", "copy", "--all", "--preserve-digests")
                .loggedInTo(registry);
        var remote = "docker://" + registry.host() + "/skopeo/" + sample.label() + ":1";
        var back = directory.resolve("back");

        skopeo.run("--dest-tls-verify=false", "oci:" + sample.writeLayout(directory) + ":1", remote);
        skopeo.run("--src-tls-verify=false", remote, "oci:" + back + ":1");

        sample.assertIn(back);
    }
}
