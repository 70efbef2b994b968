package io.entrepot.auth.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimPatternTest {
    @ParameterizedTest
    @CsvSource({
        "acme/app, acme/app, true",
        "acme/app, acme/app2, false",
        "acme/app, Acme/app, false",
        "acme/*, acme/app, true",
        "acme/*, acme/app/debug, true",
        "acme/*, acme, false",
        "*, anything:at/all, true",
        "repo:acme/*:ref:main, repo:acme/app:ref:main, true",
        "repo:acme/*:ref:main, repo:acme/app:ref:x:ref:main, false",
        "repo:acme/*:ref:main, repo:acme/a/b:ref:main, false",
        "ab*ba, aba, false",
        "true, TRUE, false",
    })
    void matches(String pattern, String value, boolean expected) {
        assertThat(ClaimPattern.matches(pattern, value)).isEqualTo(expected);
    }

    @Test
    void matchesOneOfAList() {
        assertThat(ClaimPattern.matches("b", List.of("a", "b"))).isTrue();
        assertThat(ClaimPattern.matches("c", List.of("a", "b"))).isFalse();
    }

    @Test
    void matchesNumbersAndTruth() {
        assertThat(ClaimPattern.matches("42", 42L)).isTrue();
        assertThat(ClaimPattern.matches("true", true)).isTrue();
    }

    @Test
    void matchesNothingThatHasNoText() {
        assertThat(ClaimPattern.matches("*", null)).isFalse();
        assertThat(ClaimPattern.matches("*", Map.of("a", "b"))).isFalse();
        assertThat(ClaimPattern.matches("*", List.of(List.of("a")))).isFalse();
    }

    @Test
    void hasOneStarAtTheMost() {
        assertThat(ClaimPattern.isWellFormed("a*b")).isTrue();
        assertThat(ClaimPattern.isWellFormed("a*b*")).isFalse();
    }

    @Test
    void aRuleWantsAllItsClaims() {
        var rule = new Rule("main", Map.of("project", "team/app", "ref", "main"));
        assertThat(rule.matches(Map.of("project", "team/app", "ref", "main", "more", "x")))
                .isTrue();
        assertThat(rule.matches(Map.of("project", "team/app"))).isFalse();
    }
}
