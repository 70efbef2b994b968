package io.entrepot.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Algorithm;
import io.entrepot.model.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"         | true",
                "*             | true",
                "W/\"a\"       | true",
                "\"b\", \"a\"  | true",
                "\"b\",\"a\"   | true",
                "\"b\" , W/\"a\" , \"c\" | true",
                ",, \"a\"      | true",
                "``            | false",
                ",             | false",
                "a             | false",
                "\"b\"         | false",
                "\"aa\"        | false",
                "w/\"a\"       | false",
                "W/\"b\"       | false",
                "**            | false"
            })
    void findsATagInAList(String list, boolean found) {
        assertThat(EntityTag.matches(list, "\"a\"")).isEqualTo(found);
    }

    @Test
    void isTheDigestInQuotes() {
        var digest = Digest.of(Algorithm.SHA256, new byte[0], 0, 0);
        assertThat(EntityTag.of(digest)).isEqualTo("\"" + digest + "\"");
    }
}
