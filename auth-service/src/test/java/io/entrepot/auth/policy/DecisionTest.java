package io.entrepot.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Action;
import io.entrepot.model.Permission;
import io.entrepot.model.RepositoryName;
import io.entrepot.model.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    private static final List<Policy> POLICIES = Stream.of(
                    "anonymous public/**:pull",
                    "authenticated shared/**:pull",
                    "user:alice home/alice/**:pull,push,delete",
                    "group:dev team/**:pull,push",
                    "group:ops **:pull",
                    "robot:ci team/app:push",
                    "workload:build team/app:pull",
                    "user:root **:pull,push,delete,admin")
            .map(DecisionTest::policy)
            .toList();

    private static Policy policy(String text) {
        var space = text.indexOf(' ');
        return new Policy(
                Objects.requireNonNull(Grantee.parse(text.substring(0, space))),
                Permission.parse(text.substring(space + 1)));
    }

    @ParameterizedTest(name = "{0} in {1}: {3} of {2} is {4}")
    @CsvSource({
        // Nobody may do what no policy allows.
        "anonymous, '', team/app, PULL, false",
        "user:bob, '', team/app, PULL, false",
        "user:bob, '', unheard/of, PULL, false",
        // What anybody may do, everybody may.
        "anonymous, '', public/app, PULL, true",
        "anonymous, '', public/app, PUSH, false",
        "user:bob, '', public/app, PULL, true",
        "robot:ci, '', public/app, PULL, true",
        // Those who logged in, of whatever kind.
        "anonymous, '', shared/app, PULL, false",
        "user:bob, '', shared/app, PULL, true",
        "robot:ci, '', shared/app, PULL, true",
        "workload:build, '', shared/app, PULL, true",
        // One subject, and no other of the same name.
        "user:alice, '', home/alice/x, DELETE, true",
        "user:alice, '', home/alice/x, ADMIN, false",
        "user:alice, '', home/bob/x, PULL, false",
        "robot:alice, '', home/alice/x, PULL, false",
        "user:ci, '', team/app, PUSH, false",
        "robot:ci, '', team/app, PUSH, true",
        "robot:ci, '', team/app, PULL, false",
        "workload:build, '', team/app, PULL, true",
        // Groups, of which one can be in several.
        "user:bob, dev, team/app, PUSH, true",
        "user:bob, dev, team/app, DELETE, false",
        "user:bob, dev, other/app, PULL, false",
        "user:bob, dev ops, other/app, PULL, true",
        "user:bob, ops, team/app, PUSH, false",
        "user:dev, '', team/app, PULL, false",
        // All of all.
        "user:root, '', any/thing, ADMIN, true"
    })
    void allowsWhatAPolicyAllows(String who, String groups, String repository, Action action, boolean allowed) {
        var permissions = Decision.permissions(
                Objects.requireNonNull(Subject.parse(who)), Set.of(groups.split(" ", -1)), POLICIES);

        assertThat(permissions.allows(RepositoryName.parse(repository), action)).isEqualTo(allowed);
    }

    @Test
    void looksForAllGranteesThatIncludeSomebody() {
        var bob = Subject.user("bob");
        assertThat(Grantee.of(bob, List.of("dev")))
                .allMatch(grantee -> grantee.includes(bob, Set.of("dev")))
                .extracting(Grantee::toString)
                .containsExactlyInAnyOrder("anonymous", "authenticated", "user:bob", "group:dev");
        assertThat(Grantee.of(Subject.ANONYMOUS, List.of()))
                .extracting(Grantee::toString)
                .containsExactly("anonymous");
    }

    @ParameterizedTest
    @CsvSource({"''", "group:", "everybody", "user:", "authenticated:x"})
    void knowsNoOtherGrantee(String text) {
        assertThat(Grantee.parse(text)).isNull();
    }
}
