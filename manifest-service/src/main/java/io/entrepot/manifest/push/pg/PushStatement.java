package io.entrepot.manifest.push.pg;

import io.entrepot.manifest.push.Push;
import io.entrepot.model.Digest;
import io.entrepot.model.Tag;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Any number of pushes as one statement. It reads its own snapshot, so what it has to know of rows that others may be
 * changing, it learns from locking them: the manifests it relies on (no deletion passes them then) and its tags. Rows
 * are locked in one order everywhere, so that two such statements wait for each other but not in a circle. Tables are
 * looked up row by row, never joined: the plan is made once, perhaps while they are empty, and must be right for
 * millions of rows.
 */
final class PushStatement {
    static final String STORED = "stored";
    static final String MISSING = "missing";
    static final String MOVED = "moved";

    static final String SQL = """
            WITH asked AS MATERIALIZED (
                SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[],
                                     $8::text[], $9::text[], $10::text[])
                    AS a (repository, digest, media_type, artifact_type, bytes, subject, annotations, blobs, manifests)
            ), created AS (
                INSERT INTO repository (name)
                SELECT a.name FROM unnest($1::text[]) AS a (name)
                WHERE (SELECT id FROM repository r WHERE r.name = a.name) IS NULL
                ORDER BY a.name
                ON CONFLICT (name) DO NOTHING
                RETURNING id, name
            ), place AS (
                SELECT id, name FROM created
                UNION ALL
                SELECT r.id, r.name
                FROM (SELECT (SELECT id FROM repository WHERE name = a.name) AS id, a.name
                      FROM unnest($1::text[]) AS a (name)) AS r
                WHERE r.id IS NOT NULL
            ), needed AS (
                SELECT p.id, a.repository, a.digest AS parent, c.child
                FROM asked a
                JOIN place p ON p.name = a.repository
                CROSS JOIN LATERAL unnest(string_to_array(a.manifests, ' ')) AS c (child)
            ), locked AS (
                SELECT m.repository_id, m.digest
                FROM (SELECT p.id, a.digest FROM asked a JOIN place p ON p.name = a.repository
                      UNION
                      SELECT n.id, n.child FROM needed n
                      ORDER BY 1, 2) AS w
                CROSS JOIN LATERAL (
                    SELECT repository_id, digest FROM manifest
                    WHERE repository_id = w.id AND digest = w.digest
                    FOR KEY SHARE
                ) AS m
            ), missing AS (
                SELECT n.repository, n.parent, n.child FROM needed n
                WHERE NOT $14::boolean
                    AND NOT EXISTS (SELECT FROM locked l WHERE l.repository_id = n.id AND l.digest = n.child)
            ), accepted AS (
                -- Read from locked, so that manifests are locked before tags, as a deletion does it.
                SELECT p.id, a.*, l.digest IS NOT NULL AS present
                FROM asked a
                JOIN place p ON p.name = a.repository
                LEFT JOIN locked l ON l.repository_id = p.id AND l.digest = a.digest
                WHERE NOT EXISTS (
                    SELECT FROM missing m WHERE m.repository = a.repository AND m.parent = a.digest)
            ), fresh AS (
                INSERT INTO manifest (repository_id, digest, media_type, artifact_type, bytes, subject, annotations)
                SELECT a.id, a.digest, a.media_type, a.artifact_type, a.bytes, a.subject, a.annotations
                FROM accepted a
                WHERE NOT a.present
                ORDER BY a.id, a.digest
                ON CONFLICT (repository_id, digest) DO NOTHING
                RETURNING repository_id, digest
            ), edges AS (
                INSERT INTO manifest_reference (repository_id, parent, child, kind)
                SELECT a.id, a.digest, e.child, e.kind
                FROM fresh f
                JOIN accepted a ON a.id = f.repository_id AND a.digest = f.digest
                CROSS JOIN LATERAL (
                    SELECT child, 'blob' FROM unnest(string_to_array(a.blobs, ' ')) AS b (child)
                    UNION ALL
                    SELECT child, 'manifest' FROM unnest(string_to_array(a.manifests, ' ')) AS c (child)
                ) AS e (child, kind)
            ), moved AS (
                INSERT INTO tag AS t (repository_id, name, digest, version, changed_at)
                SELECT a.id, w.name, w.digest, 1, clock_timestamp()
                FROM unnest($11::text[], $12::text[], $13::text[]) AS w (repository, name, digest)
                JOIN accepted a ON a.repository = w.repository AND a.digest = w.digest
                ORDER BY a.id, w.name
                ON CONFLICT (repository_id, name) DO UPDATE
                    SET previous = t.digest, digest = excluded.digest, version = t.version + 1,
                        changed_at = clock_timestamp()
                    WHERE t.digest IS DISTINCT FROM excluded.digest
                RETURNING repository_id, name, previous, digest, version, changed_at
            ), noted AS (
                INSERT INTO tag_history (repository_id, tag, version, from_digest, to_digest, at)
                SELECT repository_id, name, version, previous, digest, changed_at FROM moved
            )
            SELECT 'stored', a.repository, a.digest, NULL::text, f.digest IS NOT NULL
            FROM accepted a LEFT JOIN fresh f ON f.repository_id = a.id AND f.digest = a.digest
            UNION ALL
            SELECT 'missing', repository, parent, child, NULL FROM missing
            UNION ALL
            SELECT 'moved', p.name, m.name, m.previous, NULL FROM moved m JOIN place p ON p.id = m.repository_id""";

    private PushStatement() {}

    private record TagMove(String repository, Tag tag, Digest digest) {}

    /** The arguments: each repository once, each manifest once, and the tags. */
    static Tuple arguments(List<Push> pushes, boolean allowSparse) {
        var manifests = new LinkedHashMap<String, Push>();
        var moves = new ArrayList<TagMove>();
        for (var push : pushes) {
            manifests.putIfAbsent(push.repository() + "@" + push.digest(), push);
            push.tags().forEach(tag -> moves.add(new TagMove(push.repository().value(), tag, push.digest())));
        }
        var distinct = List.copyOf(manifests.values());
        moves.sort(Comparator.comparing(TagMove::repository)
                .thenComparing(move -> move.tag().value()));
        var arguments = new ArrayList<Object>();
        arguments.add(distinct.stream()
                .map(push -> push.repository().value())
                .distinct()
                .sorted()
                .toArray(String[]::new));
        arguments.add(column(distinct, push -> push.repository().value()));
        arguments.add(column(distinct, push -> push.digest().toString()));
        arguments.add(column(distinct, push -> push.content().mediaType()));
        arguments.add(column(distinct, push -> push.content().artifactType()));
        arguments.add(distinct.stream().map(Push::bytes).toArray(Buffer[]::new));
        arguments.add(column(distinct, push -> text(push.content().subject())));
        arguments.add(column(distinct, push -> annotations(push)));
        arguments.add(column(distinct, push -> joined(push.content().blobs())));
        arguments.add(column(distinct, push -> joined(push.content().manifests())));
        arguments.add(column(moves, TagMove::repository));
        arguments.add(column(moves, move -> move.tag().value()));
        arguments.add(column(moves, move -> move.digest().toString()));
        arguments.add(allowSparse);
        return Tuple.tuple(arguments);
    }

    @FunctionalInterface
    private interface Column<T> {
        @Nullable
        String of(T row);
    }

    private static <T> @Nullable String[] column(List<T> rows, Column<T> column) {
        var values = new @Nullable String[rows.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = column.of(rows.get(i));
        }
        return values;
    }

    private static @Nullable String annotations(Push push) {
        return push.content().subject() == null ? null : push.content().annotations();
    }

    private static @Nullable String text(@Nullable Digest digest) {
        return digest == null ? null : digest.toString();
    }

    private static String joined(Collection<Digest> digests) {
        return digests.stream().map(Digest::toString).collect(Collectors.joining(" "));
    }
}
