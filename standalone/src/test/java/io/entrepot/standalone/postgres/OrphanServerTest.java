package io.entrepot.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrphanServerTest {

    private static final Path CLUSTER = Path.of("/srv/r/postgresql/data");

    private static boolean isOurs(String command, String... arguments) {
        return OrphanServer.isOurServer(Optional.of(command), Optional.of(List.of(arguments)), CLUSTER);
    }

    @Test
    void knowsItsServerByProgramAndDirectory() {
        assertThat(isOurs("/srv/r/postgresql/server-18.1/bin/postgres", "-D", "/srv/r/postgresql/data"))
                .isTrue();
        assertThat(isOurs("/old/bin/postgres (deleted)", "-D", "/srv/r/postgresql/data"))
                .isTrue();
    }

    @Test
    void leavesAnyOtherProcessAlone() {
        assertThat(isOurs("/usr/lib/postgresql/bin/postgres", "-D", "/var/lib/postgresql/data"))
                .isFalse();
        assertThat(isOurs("/usr/bin/vi", "/srv/r/postgresql/data")).isFalse();
        assertThat(OrphanServer.isOurServer(Optional.empty(), Optional.empty(), CLUSTER))
                .isFalse();
    }
}
