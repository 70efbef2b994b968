package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuClockTest {
    @TempDir
    Path proc = Path.of("");

    @Test
    void aCommandMayHoldSpacesAndParentheses() {
        var stat = CpuClock.Stat.parse("42 (a) b (c)) S 7 42 42 0 -1 4194560 11 12 13 14 100 20 3 4 20 0 9 0 555");

        assertThat(stat).isEqualTo(new CpuClock.Stat(42, 7, 127));
    }

    @Test
    void countsDescendantsAndTheirDeadChildren() throws IOException {
        process("self", 1, 0, 0);
        process("10", 1, 100, 5);
        process("11", 10, 20, 0);
        process("12", 11, 3, 1);
        process("99", 1, 5000, 0);

        assertThat(new CpuClock(proc, List.of(10L)).read()).contains(Duration.ofMillis(1290));
    }

    @Test
    void aProcessNamedTogetherWithItsParentCountsOnce() throws IOException {
        process("self", 1, 0, 0);
        process("10", 1, 100, 0);
        process("11", 10, 20, 0);

        assertThat(new CpuClock(proc, List.of(11L, 10L)).read()).contains(Duration.ofMillis(1200));
    }

    @Test
    void aProcessThatIsGoneIsAnError() throws IOException {
        process("self", 1, 0, 0);

        assertThatThrownBy(() -> new CpuClock(proc, List.of(10L)).read())
                .hasMessage("process 10 of the registry is gone");
    }

    @Test
    void thereIsNoTimeWithoutProc() throws IOException {
        assertThat(new CpuClock(proc, List.of(10L)).read()).isEmpty();
    }

    @Test
    void thereIsNoTimeWithoutProcesses() throws IOException {
        process("self", 1, 0, 0);

        assertThat(new CpuClock(proc, List.of()).read()).isEmpty();
    }

    private void process(String name, long parent, long used, long usedByDeadChildren) throws IOException {
        var directory = Files.createDirectory(proc.resolve(name));
        String pid = name.equals("self") ? "77" : name;
        Files.writeString(
                directory.resolve("stat"),
                pid + " (registry) S " + parent + " 1 1 0 -1 0 0 0 0 0 " + used + " 0 " + usedByDeadChildren
                        + " 0 20 0");
    }
}
