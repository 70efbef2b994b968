package io.entrepot.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hot statements, taken from their adapters, at 100,000 manifests, tags, moves and repositories. */
@QuarkusTest
@QuarkusTestResource(EmbeddedDatabase.class)
class QueryPlanIT {
    private static final String FILL = """
            WITH r AS (INSERT INTO repository (name) VALUES ('plan/all') RETURNING id),
            n AS (SELECT id, i, 'sha256:' || encode(sha256(i::text::bytea), 'hex') AS digest,
                      'sha256:' || encode(sha256((i % 1000)::text::bytea), 'hex') AS subject
                  FROM r, generate_series(1, 100000) i),
            m AS (INSERT INTO manifest (repository_id, digest, media_type, artifact_type, bytes, subject)
                  SELECT id, digest, 'a/b+json', 'a/b', '\\x7b7d', subject FROM n),
            e AS (INSERT INTO manifest_reference SELECT id, digest, subject, 'blob' FROM n),
            t AS (INSERT INTO tag SELECT id, 't' || i, digest, NULL, 1, now() FROM n),
            h AS (INSERT INTO tag_history SELECT id, 't' || (i % 100), i, NULL, digest, now() FROM n)
            INSERT INTO repository (name) SELECT 'plan/r' || i FROM n""";

    private static final String SUBJECT = "'sha256:' || encode(sha256('7'), 'hex')";

    private static final String PUSH = "ARRAY['plan/all'], ARRAY['plan/all'], ARRAY[" + SUBJECT
            + "], ARRAY['a/b+json'], ARRAY['a/b'], ARRAY['\\x7b7d'::bytea], ARRAY[NULL], ARRAY[NULL], ARRAY[''], ARRAY["
            + SUBJECT + "], ARRAY['plan/all'], ARRAY['t7'], ARRAY[" + SUBJECT + "], false";

    private static final String FULL = "manifest";
    private static final String EMPTY = "manifest_empty";
    private static final List<String> MODES = List.of("force_generic_plan", "force_custom_plan");

    @Inject
    @DataSource("manifest")
    AgroalDataSource dataSource;

    @BeforeEach
    void fill() throws Exception {
        try (var connection = open(FULL)) {
            try (var rows =
                    connection.createStatement().executeQuery("SELECT FROM repository WHERE name = 'plan/all'")) {
                if (rows.next()) {
                    return;
                }
            }
            connection.createStatement().execute(FILL);
            connection.createStatement().execute("VACUUM ANALYZE");
            connection.createStatement().execute("CREATE SCHEMA " + EMPTY);
        }
        try (var connection = open(EMPTY)) {
            connection.createStatement().execute(migration());
        }
    }

    private static String migration() throws IOException {
        try (var sql = QueryPlanIT.class.getResourceAsStream("/db/manifest/V1__manifests_and_tags.sql")) {
            return new String(requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Connection open(String schema) throws SQLException {
        var connection = dataSource.getConnection();
        connection.createStatement().execute("SET search_path = " + schema);
        return connection;
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            tag.pg.PgTagStore             | AFTER       | 'plan/all', 't5', 101                    | tag_present
            catalog.pg.PgCatalogStore     | AFTER       | 'plan/r5', 101                           | repository_name_key
            catalog.pg.PgCatalogStore     | AFTER_AMONG | 'plan/r5', 101, '{plan/r5,plan/r7}'      | repository_name_key
            read.pg.PgManifestStore       | BY_TAG      | 'plan/all', 't500'                       | tag_p
            read.pg.PgManifestStore       | BY_DIGEST   | 'plan/all', SUBJECT                      | manifest_pkey
            referrers.pg.PgReferrerStore  | FIND        | 'plan/all', SUBJECT, '', NULL, 1001, 4000000 | manifest_subject
            referrers.pg.PgReferrerStore  | FIND        | 'plan/all', SUBJECT, '', 'a/b', 1001, 4000000 | manifest_subject
            reference.pg.PgBlobReferences | REFERENCING | 'plan/all', SUBJECT, 5                   | manifest_reference_child
            history.pg.PgTagHistory       | BEFORE      | 'plan/all', 't7', 9999999, 101           | tag_history_pkey
            delete.pg.PgDeletionStore     | DELETE_TAG  | 'plan/all', 't7'                         | tag_p
            delete.pg.PgDeletionStore     | LOCK        | 'plan/all', SUBJECT                      | manifest_pkey
            delete.pg.PgDeletionStore     | PARENTS     | 1, SUBJECT, 5                            | manifest_reference_child
            delete.pg.PgDeletionStore     | DELETE_TAGS | 1, SUBJECT                               | tag_digest
            """)
    void usesItsIndex(String adapter, String statement, String arguments, String index) throws Exception {
        for (var mode : MODES) {
            var plan = plan(FULL, statement(adapter, statement), arguments.replace("SUBJECT", SUBJECT), mode);
            assertThat(plan)
                    .containsPattern(index + "[^\n]*\n *Index Cond: \\(+(repository_id|name)\\)? ")
                    .doesNotContain("Seq Scan");
        }
    }

    /** A plan that is made on empty tables lives on while they fill. */
    @ParameterizedTest
    @ValueSource(strings = {FULL, EMPTY})
    void aPushReadsNoTableThrough(String schema) throws Exception {
        for (var mode : MODES) {
            assertThat(plan(schema, statement("push.pg.PushStatement", "SQL"), PUSH, mode))
                    .contains("manifest_pkey", "repository_name_key")
                    .doesNotContain("Seq Scan", "Hash Cond: (repository.", "Hash Cond: (manifest.");
        }
    }

    private static String statement(String adapter, String name) throws ReflectiveOperationException {
        var field = Class.forName("io.entrepot.manifest." + adapter).getDeclaredField(name);
        field.setAccessible(true);
        return (String) field.get(null);
    }

    private String plan(String schema, String statement, String arguments, String mode) throws SQLException {
        try (var connection = open(schema)) {
            connection.createStatement().execute("SET plan_cache_mode = " + mode);
            connection.createStatement().execute("PREPARE planned AS " + statement);
            var lines = new ArrayList<String>();
            try (var rows = connection.createStatement().executeQuery("EXPLAIN EXECUTE planned (" + arguments + ")")) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            connection.createStatement().execute("DEALLOCATE planned");
            return String.join("\n", lines);
        }
    }
}
