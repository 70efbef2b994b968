package io.entrepot.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private Path directory;
    private Watchdog watchdog;

    @BeforeEach
    void startWatchdog(@TempDir Path temporary) throws IOException {
        directory = temporary;
        watchdog = Watchdog.start();
    }

    @AfterEach
    void closeWatchdog() throws IOException {
        watchdog.close();
    }

    @Test
    void whatEndsIsStartedAgainInTheSameEnvironment() {
        var process = supervised("echo \"$GREETING\"; exit 3");

        process.start();
        await().untilAsserted(() -> assertThat(Files.readString(process.log())).startsWith("hello\nhello\nhello\n"));
        process.stop();

        assertThat(said).first().isEqualTo("it ended (exit code 3), starts again in 0.2 s");
        assertThat(said).contains("it ended (exit code 3), starts again in 0.4 s");
    }

    @Test
    void whatWasKilledComesBackAsAnotherProcess() {
        var process = supervised("exec sleep 1000");
        process.start();
        var first = process.pid().orElseThrow();

        process.kill();

        await().until(() -> process.pid().isPresent() && process.pid().getAsLong() != first);
        process.stop();
    }

    @Test
    void whatWasToldToStopStaysDown() {
        var process = supervised("exec sleep 1000");
        process.start();
        var handle = ProcessHandle.of(process.pid().orElseThrow()).orElseThrow();

        process.stop();

        assertThat(handle.isAlive()).isFalse();
        assertThat(process.pid()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void ctrlCInTheTerminalDoesNotReachIt() throws Exception {
        var process = supervised("trap 'echo terminated; exit' TERM; echo up; while :; do sleep 0.05; done");
        process.start();
        await().until(() -> Files.readString(process.log()).startsWith("up"));
        var pid = process.pid().orElseThrow();

        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
        process.stop();

        assertThat(Files.readString(process.log())).isEqualTo("up\nterminated\n");
    }

    @Test
    void theWatchdogKillsWhatItStillGuards() throws Exception {
        var guarded = new ProcessBuilder("sleep", "1000").start();
        var forgotten = new ProcessBuilder("sleep", "1000").start();
        watchdog.guard(forgotten.pid());
        watchdog.guard(guarded.pid());
        watchdog.forget(forgotten.pid());

        watchdog.close(); // as the end of its process does

        assertThat(guarded.waitFor()).isEqualTo(128 + 9);
        assertThat(forgotten.isAlive()).isTrue();
        forgotten.destroy();
    }

    private Supervised supervised(String script) {
        return new Supervised(
                "it",
                List.of("sh", "-c", script),
                Map.of("GREETING", "hello"),
                directory.resolve("it.log"),
                watchdog,
                said::add);
    }
}
