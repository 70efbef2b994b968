package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPatternTest {
    @ParameterizedTest
    @CsvSource({
        "**, a, true",
        "**, a/b/c, true",
        "*, a, true",
        "*, a/b, false",
        "team, team, true",
        "team, team2, false",
        "team, tea, false",
        "team, team/app, false",
        "team/*, team/app, true",
        "team/*, team, false",
        "team/*, team/app/debug, false",
        "team/*, team2/app, false",
        "team/**, team/app, true",
        "team/**, team/app/debug, true",
        "team/**, team, false",
        "team/**, team-a/app, false",
        "team/app-*, team/app-web, true",
        "team/app-*, team/app, false",
        "*/public, team/public, true",
        "*/public, team/a/public, false",
        "*/public/**, team/public/x/y, true",
        "*a*b, xaxb, true",
        "*a*b, xabxab, true",
        "*a*b, xaxba, false",
        "a*/b, ab/b, true",
        "a*/b, ab/ab/b, false"
    })
    void matchesWithinComponentsAndBelow(String pattern, String name, boolean matches) {
        assertThat(RepositoryPattern.parse(pattern).matches(RepositoryName.parse(name)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/**", "team/", "team//x", "Team", "**/app", "a**", "a/**/b", "***", "a b", "a?", "é"})
    void refusesWhatIsNoPattern(String text) {
        assertThatThrownBy(() -> RepositoryPattern.parse(text))
                .isInstanceOfSatisfying(
                        OciException.class,
                        refused -> assertThat(refused.error()).isEqualTo(OciError.NAME_INVALID));
    }

    @Test
    void agreesWithARegularExpressionOnRandomNames() {
        var random = new Random(20260102);
        for (var round = 0; round < 50_000; round++) {
            var pattern = random(random, "ab*/");
            var name = random(random, "aabb/");
            if (!isPattern(pattern) || !RepositoryName.isWellFormed(name)) {
                continue;
            }
            var expression = pattern.replace("**", ".+").replace("*", "[^/]*");
            assertThat(RepositoryPattern.parse(pattern).matches(RepositoryName.parse(name)))
                    .as("%s of %s", pattern, name)
                    .isEqualTo(Pattern.matches(expression, name));
        }
    }

    private static String random(Random random, String characters) {
        var text = new StringBuilder();
        for (var length = random.nextInt(8); length >= 0; length--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    private static boolean isPattern(String text) {
        try {
            RepositoryPattern.parse(text);
            return true;
        } catch (OciException refused) {
            return false; // not what this test is about
        }
    }
}
