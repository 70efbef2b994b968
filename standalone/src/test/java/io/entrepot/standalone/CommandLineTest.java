package io.entrepot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.start.Refusal;
import io.entrepot.standalone.CommandLine.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static Command parse(String... words) {
        return CommandLine.parse(List.of(words), Map.of(), Path.of("/home/ada"), "Linux");
    }

    @Test
    void runsOnLoopbackAndTheUsersDataDirectoryUnlessToldOtherwise() {
        assertThat(parse("run"))
                .isEqualTo(new Command.Run(
                        "127.0.0.1", 5000, Path.of("/home/ada/.local/share/entrepot"), false, false, null));
    }

    @Test
    void takesHostPortDataLogFormatAndThatNobodyHasToLogIn() {
        assertThat(parse("run", "--open", "--host", "::1", "--port", "0", "--data", "/srv/r", "--log", "json"))
                .isEqualTo(new Command.Run("::1", 0, Path.of("/srv/r"), true, true, null));
    }

    @Test
    void takesTheFilesOfTls() {
        var run = (Command.Run) parse("run", "--tls-key", "/k", "--tls-cert", "/c", "--tls-client-ca", "/ca");
        assertThat(run.tls()).isEqualTo(new TlsFiles(Path.of("/c"), Path.of("/k"), Path.of("/ca")));
    }

    @Test
    void takesAFileAndADataDirectoryForBackupAndRestoreInAnyOrder() {
        assertThat(parse("backup", "/b.tar", "--data", "/srv/r"))
                .isEqualTo(new Command.Backup(Path.of("/b.tar"), Path.of("/srv/r")));
        assertThat(parse("restore", "--data", "/srv/r", "/b.tar"))
                .isEqualTo(new Command.Restore(Path.of("/b.tar"), Path.of("/srv/r")));
    }

    @Test
    void resetsThePasswordOfTheRegistryInADataDirectory() {
        assertThat(parse("admin", "reset-password", "--data", "/srv/r"))
                .isEqualTo(new Command.ResetPassword(Path.of("/srv/r")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helps(String word) {
        assertThat(parse(word)).isEqualTo(new Command.Help());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "walk | no command 'walk'",
                "run --prot 5000 | no option '--prot'",
                "run there | no argument 'there'",
                "run --port | --port needs a value",
                "run --data --port | --data needs a value",
                "run --port 65536 | 0 to 65535",
                "run --port 5e3 | 0 to 65535",
                "run --port -1 | 0 to 65535",
                "run --port 1 --port 2 | given twice",
                "run --open --open | given twice",
                "run --tls-cert /c | belong together",
                "run --tls-client-ca /c | belong together",
                "run --open yes | no argument 'yes'",
                "run --log xml | text or json",
                "admin | reset-password",
                "admin reset-passwort | reset-password",
                "admin reset-password now | no argument 'now'",
                "backup | needs the name of a file",
                "backup a b | no argument 'b'",
                "restore a --port 5 | no option '--port'",
            })
    void refusesWhatItDoesNotUnderstandAndNamesIt(String line, String says) {
        assertThatThrownBy(() -> parse(line.split(" ")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(says);
    }
}
