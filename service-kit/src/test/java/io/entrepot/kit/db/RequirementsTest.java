package io.entrepot.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.kit.db.Requirements.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsTest {
    private static final int NEEDED = 24;

    @Test
    void haveNothingAgainstAUsualServer() {
        assertThat(new Settings(15, "15.0", "on", "on", "on", "UTF8", 97).complaints(NEEDED))
                .isEmpty();
        assertThat(new Settings(18, "18.1", "on", "on", "remote_write", "UTF8", NEEDED).complaints(NEEDED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "14, on,  on,  on,  UTF8,      97, it is version 14.9",
        "15, off, on,  on,  UTF8,      97, fsync is off",
        "15, on,  off, on,  UTF8,      97, full_page_writes is off",
        "15, on,  on,  off, UTF8,      97, synchronous_commit is off",
        "15, on,  on,  on,  SQL_ASCII, 97, encoding is SQL_ASCII",
        "15, on,  on,  on,  UTF8,      17, max_connections leaves 17"
    })
    void sayWhatIsWrong(
            int version, String fsync, String pages, String commit, String encoding, int connections, String said) {
        var settings = new Settings(version, version + ".9", fsync, pages, commit, encoding, connections);

        assertThat(settings.complaints(NEEDED)).singleElement().asString().contains(said);
    }
}
