package io.entrepot.auth.user;

import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.management.Answers;
import io.entrepot.auth.management.Page;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** People: those with a password here, and those who have come from the provider. */
@Path("/users")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
    /**
     * A user as administrators see it.
     *
     * @param elsewhere whether they log in at the provider
     */
    public record User(String name, boolean disabled, boolean elsewhere, Instant createdAt) {
        static User of(LocalUser user) {
            return new User(user.name(), user.isDisabled(), user.isElsewhere(), user.createdAt());
        }
    }

    /** A user to be made. */
    public record NewUser(@Nullable String name, @Nullable String password, boolean disabled) {}

    /** What of a user is changed: what is null stays as it is. */
    public record UserChange(
            @Nullable Boolean disabled, @Nullable String password) {}

    private final Users users;

    UserResource(Users users) {
        this.users = users;
    }

    @GET
    public Uni<Page<User>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return users.list(page).map(found -> Page.of(found, page, User::of, LocalUser::name));
    }

    @POST
    public Uni<RestResponse<User>> create(@Nullable NewUser body) {
        var user = Refused.ifMissing(body);
        return users.create(user.name(), user.password(), user.disabled())
                .map(made -> Answers.created("users/" + made.name(), made, User.of(made)));
    }

    @GET
    @Path("/{name}")
    public Uni<RestResponse<User>> get(@RestPath String name) {
        return users.find(name).map(UserResource::answer);
    }

    @PUT
    @Path("/{name}")
    public Uni<RestResponse<User>> change(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable UserChange body) {
        var change = Refused.ifMissing(body);
        return users.change(name, ifMatch, change.disabled(), change.password()).map(UserResource::answer);
    }

    @DELETE
    @Path("/{name}")
    public Uni<Void> delete(@RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch) {
        return users.delete(name, ifMatch);
    }

    private static RestResponse<User> answer(LocalUser user) {
        return Answers.of(user, User.of(user));
    }
}
