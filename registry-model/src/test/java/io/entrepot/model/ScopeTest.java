package io.entrepot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "repository:team/app:pull,push repository:team/app:pull,push",
                "repository:team/app:push,pull repository:team/app:pull,push",
                "repository:team/app:pull,pull repository:team/app:pull",
                "repository:team/app:* repository:team/app:*",
                "repository:team/app:pull,push,delete,admin repository:team/app:*",
                "repository:team/app:fly repository:team/app:",
                "repository:team/app: repository:team/app:",
                "repository:host:5000/app:pull repository:host:5000/app:pull",
                "registry:catalog:* registry:catalog:*",
                "plugin:x:pull plugin:x:pull"
            })
    void readsAndRendersDockersForm(String text, String rendered) {
        assertThat(Scope.parse(text)).hasToString(rendered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "::", "repository", "repository:app", "repository::pull", ":app:pull"})
    void refusesWhatHasNoThreeParts(String text) {
        assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(OciException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        var text = "repository:" + "a".repeat(1_000) + ":pull";
        assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(OciException.class);
    }

    @Test
    void allowsItsActionsOnItsRepositoryOnly() {
        var scope = Scope.of(RepositoryName.parse("team/app"), Action.PULL);
        assertThat(scope.allows(RepositoryName.parse("team/app"), Action.PULL)).isTrue();
        assertThat(scope.allows(RepositoryName.parse("team/app"), Action.PUSH)).isFalse();
        assertThat(scope.allows(RepositoryName.parse("team/app2"), Action.PULL)).isFalse();
        assertThat(new Scope("registry", "team/app", Set.of(Action.PULL))
                        .allows(RepositoryName.parse("team/app"), Action.PULL))
                .isFalse();
    }

    @Test
    void readsAStarAsAllActions() {
        assertThat(Scope.CATALOG.actions()).isEqualTo(EnumSet.allOf(Action.class));
    }
}
