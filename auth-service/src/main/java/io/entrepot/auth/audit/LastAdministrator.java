package io.entrepot.auth.audit;

import io.entrepot.kit.rest.Refused;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** There is always a user left who may look after the registry. */
final class LastAdministrator {
    /** The table has one row, so who takes rights away waits for whoever else does, on whichever replica. */
    private static final String WAIT = "SELECT only_row FROM {h-schema}first_admin FOR UPDATE";

    private static final String IS_THERE = """
            SELECT EXISTS (
                SELECT FROM {h-schema}policy, {h-schema}local_user
                WHERE pattern = '**' AND 'admin' = ANY (string_to_array(actions, ','))
                AND NOT disabled
                AND (subject IN ('user:' || name, 'authenticated')
                    OR subject IN (SELECT 'group:' || unnest(external_groups))
                    OR subject IN (SELECT 'group:' || group_name FROM {h-schema}group_member WHERE user_name = name)))""";

    private LastAdministrator() {}

    /** Before anything is changed: what another took away meanwhile is seen by then. */
    static Uni<Void> await(Session session) {
        return session.createNativeQuery(WAIT, Boolean.class).getResultList().replaceWithVoid();
    }

    /** After the change has reached the database. */
    static Uni<Void> requireOne(Session session) {
        return session.createNativeQuery(IS_THERE, Boolean.class)
                .getSingleResult()
                .invoke(isThere -> {
                    if (!isThere) {
                        throw Refused.conflict("no user would be left who may look after the registry");
                    }
                })
                .replaceWithVoid();
    }
}
