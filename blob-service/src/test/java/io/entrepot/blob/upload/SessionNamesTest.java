package io.entrepot.blob.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Algorithm;
import io.entrepot.model.OciError;
import io.entrepot.model.OciException;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {
    private static final byte[] OLD_KEY = key(1);
    private static final byte[] NEW_KEY = key(2);
    private static final RepositoryName REPOSITORY = RepositoryName.parse("team/app");
    private static final Subject ALICE = Subject.user("alice");

    private final SessionNames names = new SessionNames(List.of(NEW_KEY, OLD_KEY));
    private final UploadSession session = new UploadSession(
            UUID.randomUUID(), ALICE, REPOSITORY, Algorithm.SHA256, Instant.ofEpochMilli(1_750_000_000_123L));

    private static byte[] key(int fill) {
        var key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static void assertUnknown(SessionNames names, String name, RepositoryName repository) {
        assertThatThrownBy(() -> names.parse(name, repository, ALICE))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.error()).isEqualTo(OciError.BLOB_UPLOAD_UNKNOWN));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void readsItsOwnNames(Algorithm algorithm) {
        var given = new UploadSession(session.id(), ALICE, REPOSITORY, algorithm, session.issued());
        assertThat(names.parse(names.name(given), REPOSITORY, ALICE)).isEqualTo(given);
    }

    @Test
    void fitsIntoOneSegmentOfAPath() {
        assertThat(names.name(session)).matches("[0-9a-zA-Z._-]{1,100}").startsWith(session.id() + ".");
    }

    @Test
    void knowsNoNameOfAnotherRepository() {
        assertUnknown(names, names.name(session), RepositoryName.parse("team/app2"));
        assertUnknown(names, names.name(session), RepositoryName.parse("team"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:bob", "user:alic", "robot:alice", "anonymous"})
    void knowsNoNameOfSomebodyElse(String other) {
        var stranger = Objects.requireNonNull(Subject.parse(other));
        assertThatThrownBy(() -> names.parse(names.name(session), REPOSITORY, stranger))
                .isInstanceOf(OciException.class);
        var theirs = new UploadSession(session.id(), stranger, REPOSITORY, Algorithm.SHA256, session.issued());
        assertUnknown(names, names.name(theirs), REPOSITORY);
    }

    @Test
    void knowsNoTamperedName() {
        var name = names.name(session);
        // The last character is left out: two of its bits belong to no byte.
        for (var i = 0; i < name.length() - 1; i++) {
            var other = name.charAt(i) == '0' ? '1' : '0';
            if (name.charAt(i) != '-') {
                assertUnknown(names, name.substring(0, i) + other + name.substring(i + 1), REPOSITORY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "x",
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-000000000000.",
                "00000000-0000-0000-0000-000000000000.AAAA",
                "00000000-0000-0000-0000-000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "00000000-0000-0000-0000-000000000000.!!!!",
                "zzzzzzzz-0000-0000-0000-000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "000000000000000000000000000000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void knowsNoInventedName(String name) {
        assertUnknown(names, name, REPOSITORY);
    }

    @Test
    void knowsNoLongerOrShorterName() {
        var name = names.name(session);
        assertUnknown(names, name + "A", REPOSITORY);
        assertUnknown(names, name.substring(0, name.length() - 4), REPOSITORY);
    }

    @Test
    void acceptsTheSecondKeyAndSignsWithTheFirst() {
        var before = new SessionNames(List.of(OLD_KEY));
        assertThat(names.parse(before.name(session), REPOSITORY, ALICE)).isEqualTo(session);
        assertUnknown(before, names.name(session), REPOSITORY);
    }
}
