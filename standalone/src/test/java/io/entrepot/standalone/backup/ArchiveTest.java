package io.entrepot.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.kit.start.Refusal;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    private static final byte[] BYTES = "some bytes".repeat(200).getBytes(StandardCharsets.UTF_8);

    private final Path temp;

    private final Path file;

    ArchiveTest(@TempDir Path temp) {
        this.temp = temp;
        this.file = temp.resolve("backup.tar");
    }

    private void write() throws IOException {
        try (var archive = new ArchiveWriter(file)) {
            archive.add("header", new JsonObject().put("a", 1));
            archive.add("blobs/x", new ByteArrayInputStream(BYTES), BYTES.length);
            archive.add("rows/y", BYTES, 10);
            archive.finish();
        }
    }

    private List<String> read() throws IOException {
        var read = new ArrayList<String>();
        try (var archive = ArchiveReader.open(file)) {
            for (var entry = archive.next(); entry != null; entry = archive.next()) {
                read.add(entry.name() + " " + entry.content().readAllBytes().length);
            }
        }
        return read;
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        write();
        assertThat(read()).containsExactly("header 7", "blobs/x " + BYTES.length, "rows/y 10");
    }

    @Test
    void leavesNothingBehindWhenItIsNotFinished() throws IOException {
        try (var archive = new ArchiveWriter(file)) {
            archive.add("rows/y", BYTES, 10);
        }
        assertThat(temp).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 512, 1000, 2048, 3000, 4096})
    void refusesATruncatedFile(int length) throws IOException {
        write();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
        assertThatThrownBy(this::read).isInstanceOf(Refusal.class).hasMessageContaining("no whole backup");
    }

    @Test
    void refusesAFileWithOneChangedByte() throws IOException {
        write();
        var bytes = Files.readAllBytes(file);
        bytes[512 + 512 + 512 + 700] ^= 1; // within the second part's content
        Files.write(file, bytes);
        assertThatThrownBy(this::read).isInstanceOf(Refusal.class).hasMessageContaining("checksum");
    }

    @Test
    void refusesAnyOtherFile() throws IOException {
        Files.writeString(file, "not a tar".repeat(1000));
        assertThatThrownBy(this::read).isInstanceOf(Refusal.class);
    }
}
