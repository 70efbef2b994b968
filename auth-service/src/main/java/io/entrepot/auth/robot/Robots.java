package io.entrepot.auth.robot;

import io.entrepot.auth.administrator.Requester;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.Kind;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.management.TimeSpan;
import io.entrepot.auth.policy.NewPermission;
import io.entrepot.auth.policy.Policies;
import io.entrepot.auth.policy.PolicyRow;
import io.entrepot.auth.secret.RandomText;
import io.entrepot.auth.secret.SecretHash;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.entrepot.model.Subject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules about robots. What a robot may do, policies say, as they do of users. */
@ApplicationScoped
class Robots {
    private static final Kind<Robot> ROBOTS = new Kind<>(Robot.class, "robot");

    /** 160 bits. */
    private static final int SECRET_CHARACTERS = 32;

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** A robot and its secret, which is known at this moment only. */
    record WithSecret(Robot robot, String secret) {
        /** Without the secret: this may end up in a log. */
        @Override
        public String toString() {
            return "a secret of " + robot.name();
        }
    }

    private final Changes changes;
    private final Requester requester;

    Robots(Changes changes, Requester requester) {
        this.changes = changes;
        this.requester = requester;
    }

    Uni<List<Robot>> list(PageRequest page) {
        return changes.read(session -> ROBOTS.list(session, page));
    }

    Uni<Robot> find(String name) {
        return changes.read(session -> ROBOTS.find(session, name));
    }

    Uni<WithSecret> create(
            @Nullable String name,
            @Nullable String description,
            @Nullable Instant expiresAt,
            @Nullable List<NewPermission> scope) {
        var secret = RandomText.ofLength(SECRET_CHARACTERS);
        var robot = new Robot(
                NameRule.check("name", name),
                NameRule.words("description", description),
                expiry(expiresAt),
                SecretHash.of(secret));
        return changes.change(
                        requester.actor(),
                        "robot.create",
                        robot.name(),
                        session -> session.persist(robot)
                                .call(() -> Policies.let(session, Subject.robot(robot.name()), scope))
                                .replaceWith(robot))
                .map(made -> new WithSecret(made, secret));
    }

    Uni<Robot> change(String name, @Nullable String ifMatch, RobotResource.RobotChange change) {
        var description = change.description() == null ? null : NameRule.words("description", change.description());
        var expiresAt = expiry(change.expiresAt());
        return changes.change(
                requester.actor(),
                "robot.change",
                name,
                session -> ROBOTS.find(session, name, ifMatch)
                        .invoke(robot -> robot.change(
                                Objects.requireNonNullElse(description, robot.description()),
                                Objects.requireNonNullElse(change.disabled(), robot.isDisabled()),
                                expiresAt == null ? robot.expiresAt() : expiresAt)));
    }

    private static @Nullable Instant expiry(@Nullable Instant asked) {
        if (asked != null && (asked.isBefore(Instant.now()) || asked.isAfter(LATEST))) {
            throw Refused.field("expiresAt", "lies in the future, before the year 10000");
        }
        return asked;
    }

    /** Makes a new secret. The one before goes on working for as long as the overlap, so that nothing fails meanwhile. */
    Uni<WithSecret> rotate(String name, @Nullable String ifMatch, @Nullable String overlap) {
        var goesOn =
                overlap == null ? Duration.ZERO : TimeSpan.parse("overlap", overlap, Duration.ZERO, LONGEST_OVERLAP);
        var secret = RandomText.ofLength(SECRET_CHARACTERS);
        return changes.change(
                        requester.actor(),
                        "robot.rotate",
                        name,
                        session -> ROBOTS.find(session, name, ifMatch)
                                .invoke(robot -> robot.rotate(
                                        SecretHash.of(secret), Instant.now().plus(goesOn))))
                .map(robot -> new WithSecret(robot, secret));
    }

    Uni<Void> delete(String name, @Nullable String ifMatch) {
        return changes.change(
                requester.actor(),
                "robot.delete",
                name,
                session -> ROBOTS.find(session, name, ifMatch)
                        // Whoever gets the name next must not get the rights with it.
                        .call(robot ->
                                PolicyRow.removeAll(session, Subject.robot(name).toString()))
                        .flatMap(session::remove));
    }
}
