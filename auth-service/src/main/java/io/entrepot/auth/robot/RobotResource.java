package io.entrepot.auth.robot;

import io.entrepot.auth.account.AccountName;
import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.management.Answers;
import io.entrepot.auth.management.Page;
import io.entrepot.auth.policy.NewPermission;
import io.entrepot.kit.rest.PageRequest;
import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Programs that log in by a secret of their own. */
@Path("/robots")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class RobotResource {
    /**
     * A robot as administrators see it.
     *
     * @param login the name by which it logs in
     * @param previousUntil until when the secret before the present one is good too
     */
    public record View(
            String name,
            String login,
            String description,
            boolean disabled,
            @Nullable Instant expiresAt,
            @Nullable Instant previousUntil,
            @Nullable Instant lastUsedAt,
            Instant createdAt) {
        static View of(Robot robot) {
            return new View(
                    robot.name(),
                    AccountName.ofRobot(robot.name()),
                    robot.description(),
                    robot.isDisabled(),
                    robot.expiresAt(),
                    robot.previousUntil(),
                    robot.lastUsedAt(),
                    robot.createdAt());
        }
    }

    /**
     * A robot to be made.
     *
     * @param scope what it may do, for which policies are made; more can be made later
     */
    public record NewRobot(
            @Nullable String name,
            @Nullable String description,
            @Nullable Instant expiresAt,
            @Nullable List<NewPermission> scope) {}

    /** What of a robot is to be changed; the rest stays. */
    public record RobotChange(
            @Nullable String description,
            @Nullable Boolean disabled,
            @Nullable Instant expiresAt) {}

    /** A secret, shown this once. */
    public record Secret(View robot, String secret) {
        static Secret of(Robots.WithSecret made) {
            return new Secret(View.of(made.robot()), made.secret());
        }

        @Override
        public String toString() {
            return "a secret of " + robot.name();
        }
    }

    /** How long the secret before is good, such as {@code PT1H}; not at all unless said. */
    public record Rotation(@Nullable String overlap) {}

    private final Robots robots;

    RobotResource(Robots robots) {
        this.robots = robots;
    }

    @GET
    public Uni<Page<View>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return robots.list(page).map(found -> Page.of(found, page, View::of, Robot::name));
    }

    @POST
    public Uni<RestResponse<Secret>> create(@Nullable NewRobot body) {
        var robot = Refused.ifMissing(body);
        return robots.create(robot.name(), robot.description(), robot.expiresAt(), robot.scope())
                .map(made -> Answers.created("robots/" + made.robot().name(), made.robot(), Secret.of(made)));
    }

    @GET
    @Path("/{name}")
    public Uni<RestResponse<View>> get(@RestPath String name) {
        return robots.find(name).map(RobotResource::answer);
    }

    @PUT
    @Path("/{name}")
    public Uni<RestResponse<View>> change(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable RobotChange body) {
        var change = Refused.ifMissing(body);
        return robots.change(name, ifMatch, change).map(RobotResource::answer);
    }

    @POST
    @Path("/{name}/secret")
    public Uni<RestResponse<Secret>> rotate(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable Rotation body) {
        return robots.rotate(name, ifMatch, Refused.ifMissing(body).overlap())
                .map(made -> Answers.of(made.robot(), Secret.of(made)));
    }

    @DELETE
    @Path("/{name}")
    public Uni<Void> delete(@RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch) {
        return robots.delete(name, ifMatch);
    }

    private static RestResponse<View> answer(Robot robot) {
        return Answers.of(robot, View.of(robot));
    }
}
