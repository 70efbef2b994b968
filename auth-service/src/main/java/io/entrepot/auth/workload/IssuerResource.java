package io.entrepot.auth.workload;

import io.entrepot.auth.account.AccountName;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Those whose tokens let jobs in: CI servers, Kubernetes clusters. */
@Path("/issuers")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class IssuerResource {
    /**
     * An issuer as administrators see it.
     *
     * @param login the name by which its jobs log in, with their token as the password
     */
    public record View(
            String name,
            String login,
            String url,
            String audience,
            @Nullable String keysUrl,
            List<RuleView> rules,
            boolean disabled,
            Instant createdAt) {
        static View of(IssuerRow row) {
            return new View(
                    row.name(),
                    AccountName.ofIssuer(row.name()),
                    row.url(),
                    row.audience(),
                    row.keysUrl(),
                    row.rules().stream().map(rule -> RuleView.of(row, rule)).toList(),
                    row.isDisabled(),
                    row.createdAt());
        }
    }

    /**
     * A rule as administrators see it.
     *
     * @param subject whom policies are about that are for its jobs
     */
    public record RuleView(String name, String subject, Map<String, String> claims) {
        static RuleView of(IssuerRow issuer, Rule rule) {
            return new RuleView(rule.name(), rule.subject(issuer.name()).toString(), rule.claims());
        }
    }

    /** An issuer to be made. */
    public record NewIssuer(
            @Nullable String name,
            @Nullable String url,
            @Nullable String audience,
            @Nullable String keysUrl,
            @Nullable List<Rules.@Nullable NewRule> rules,
            @Nullable Boolean disabled) {
        Described described() {
            return new Described(url, audience, keysUrl, rules, disabled);
        }
    }

    /**
     * What of an issuer is to be changed; the rest stays.
     *
     * @param url as its tokens have it in {@code iss}
     * @param audience that its tokens have to be made for
     * @param keysUrl where its keys are, unless its discovery document says so
     * @param rules the first one whose claims a token has says who the job is
     */
    public record Described(
            @Nullable String url,
            @Nullable String audience,
            @Nullable String keysUrl,
            @Nullable List<Rules.@Nullable NewRule> rules,
            @Nullable Boolean disabled) {
        /** The same, with what this issuer has where it doesn't say. */
        Described over(IssuerRow row) {
            return new Described(
                    Objects.requireNonNullElse(url, row.url()),
                    Objects.requireNonNullElse(audience, row.audience()),
                    keysUrl == null ? row.keysUrl() : keysUrl,
                    rules == null ? row.rules().stream().map(Rules.NewRule::of).toList() : rules,
                    Objects.requireNonNullElse(disabled, row.isDisabled()));
        }
    }

    private final Issuers issuers;

    IssuerResource(Issuers issuers) {
        this.issuers = issuers;
    }

    @GET
    public Uni<Page<View>> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return issuers.list(page).map(found -> Page.of(found, page, View::of, IssuerRow::name));
    }

    @POST
    public Uni<RestResponse<View>> create(@Nullable NewIssuer body) {
        var issuer = Refused.ifMissing(body);
        return issuers.create(issuer.name(), issuer.described())
                .map(made -> Answers.created("issuers/" + made.name(), made, View.of(made)));
    }

    @GET
    @Path("/{name}")
    public Uni<RestResponse<View>> get(@RestPath String name) {
        return issuers.find(name).map(IssuerResource::answer);
    }

    @PUT
    @Path("/{name}")
    public Uni<RestResponse<View>> change(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable Described body) {
        return issuers.change(name, ifMatch, Refused.ifMissing(body)).map(IssuerResource::answer);
    }

    @DELETE
    @Path("/{name}")
    public Uni<Void> delete(@RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch) {
        return issuers.delete(name, ifMatch);
    }

    private static RestResponse<View> answer(IssuerRow row) {
        return Answers.of(row, View.of(row));
    }
}
