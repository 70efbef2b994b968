package io.entrepot.auth.history;

import io.entrepot.auth.administrator.AdministratorsOnly;
import io.entrepot.auth.audit.AuditEntry;
import io.entrepot.auth.audit.Changes;
import io.entrepot.auth.management.NameRule;
import io.entrepot.auth.management.Page;
import io.entrepot.kit.rest.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what, from where, newest first. */
@Path("/audit")
@AdministratorsOnly
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    /** A line of the audit. */
    public record Line(
            long id, Instant at, String actor, String address, String action, String target, String outcome) {
        static Line of(AuditEntry entry) {
            return new Line(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.address(),
                    entry.action(),
                    entry.target(),
                    entry.outcome());
        }
    }

    private final Changes changes;

    AuditResource(Changes changes) {
        this.changes = changes;
    }

    /** All lines, or those of one actor, such as {@code user:alice}. */
    @GET
    public Uni<Page<Line>> list(
            @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @RestQuery @Nullable String actor) {
        var page = PageRequest.of(limit, cursor);
        var whose = NameRule.subject("actor", actor);
        var before = page.afterNumber(Long.MAX_VALUE);
        return changes.read(session -> (whose == null
                                ? session.createSelectionQuery(
                                        "from AuditEntry where id < :before order by id desc", AuditEntry.class)
                                : session.createSelectionQuery(
                                                "from AuditEntry where actor = :actor and id < :before order by id desc",
                                                AuditEntry.class)
                                        .setParameter("actor", whose))
                        .setParameter("before", before)
                        .setMaxResults(page.toFind())
                        .getResultList())
                .map(found -> Page.of(found, page, Line::of, AuditEntry::id));
    }
}
