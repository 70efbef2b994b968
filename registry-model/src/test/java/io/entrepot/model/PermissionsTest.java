package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
    private static final Permissions TEAM = permissions("team/**:pull,push", "team/app:delete", "public/*:pull");

    private static Permissions permissions(String... texts) {
        return new Permissions(Stream.of(texts).map(Permission::parse).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "team/app, PULL, true",
        "team/app, DELETE, true",
        "team/app, ADMIN, false",
        "team/other, DELETE, false",
        "public/x, PULL, true",
        "public/x, PUSH, false",
        "elsewhere, PULL, false"
    })
    void allowWhatOneOfThemAllows(String repository, Action action, boolean allowed) {
        assertThat(TEAM.allows(RepositoryName.parse(repository), action)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "repository:team/app:pull,push repository:team/app:pull,push",
                "repository:team/app:* repository:team/app:pull,push,delete",
                "repository:public/x:pull,push repository:public/x:pull",
                "repository:elsewhere:pull repository:elsewhere:",
                "repository:Team/App:pull repository:Team/App:",
                "repository:team/../x:pull repository:team/../x:",
                "plugin:team/app:pull plugin:team/app:",
                "registry:catalog:* registry:catalog:*",
                "registry:other:* registry:other:"
            })
    void grantTheAllowedPartOfAScope(String asked, String granted) {
        assertThat(TEAM.narrowed(Scope.parse(asked))).hasToString(granted);
    }

    @Test
    void tellWhereAnActionIsAllowed() {
        assertThat(TEAM.patterns(Action.PULL))
                .containsExactly(RepositoryPattern.parse("team/**"), RepositoryPattern.parse("public/*"));
    }

    @Test
    void tellHowTheNamesBegin() {
        assertThat(permissions("team/a*:pull", "team/**:pull", "team-b/x:pull", "other/**:push")
                        .prefixes(Action.PULL))
                .containsExactly("team/", "team-b/x");
        assertThat(permissions("team/**:pull", "*/app:pull").prefixes(Action.PULL))
                .containsExactly("");
    }

    @Test
    void tellWhetherTheyAreForEveryRepository() {
        assertThat(permissions("team/**:pull", "**:pull").allowsEverywhere(Action.PULL))
                .isTrue();
        assertThat(permissions("**:pull", "*:push").allowsEverywhere(Action.PUSH))
                .isFalse();
    }

    @Test
    void administerTheRegistryOnlyByAdminOfAll() {
        assertThat(Permissions.ALL.administersRegistry()).isTrue();
        assertThat(permissions("**:pull,push,delete", "team/**:admin").administersRegistry())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"team/**:pull,push", "**:*", "a:"})
    void areReadAsTheyAreRendered(String text) {
        assertThat(Permission.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":pull", "team", "Team:pull"})
    void areNotReadFromAnythingElse(String text) {
        assertThatThrownBy(() -> Permission.parse(text)).isInstanceOf(OciException.class);
    }
}
