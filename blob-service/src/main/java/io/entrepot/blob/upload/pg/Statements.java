package io.entrepot.blob.upload.pg;

/** The SQL of the upload ledger. Digests, repositories and keys are text; times are the database's own. */
final class Statements {
    private Statements() {}

    static final String SECRETS = "SELECT secret FROM session_key ORDER BY id DESC LIMIT 2";

    static final String STANDING =
            "SELECT state, received, digest FROM upload WHERE id = $1 AND repository = $2 AND expires_at > now()";

    /**
     * $1 id, $2 repository, $3 expected offset or null, $4 may begin, $5 key of a first claim, $6 idle limit in seconds,
     * $7 client, $8 how many uploads a client may have open, or null.
     * The new key of a later claim is known only when its number is, so it is named by the first checkpoint.
     */
    static final String CLAIM = """
            INSERT INTO upload (id, repository, state, claim, held, writing_key, expires_at, client)
            SELECT $1, $2, 'open', 1, true, $5, now() + make_interval(secs => $6), $7
            WHERE EXISTS (SELECT FROM upload WHERE id = $1)
                OR $4::boolean AND coalesce($3::bigint, 0) = 0 AND ($8::integer IS NULL OR $8 > (
                    SELECT count(*) FROM upload WHERE client = $7 AND state = 'open' AND expires_at > now()))
            ON CONFLICT (id) DO UPDATE SET
                claim = upload.claim + 1,
                was_held = upload.held,
                held = true,
                stale_key = upload.writing_key,
                writing_key = CASE WHEN upload.held
                    THEN regexp_replace($5, '-[0-9]+$', '-' || (upload.claim + 1)) ELSE upload.storage_key END,
                expires_at = excluded.expires_at
            WHERE upload.state = 'open' AND upload.repository = $2 AND upload.expires_at > now()
                AND upload.received = coalesce($3::bigint, upload.received)
            RETURNING claim, received, was_held, storage_key, writing_key, stale_key, hash_state, store_state""";

    /** $1 id, $2 claim, $3 received, $4 hash state, $5 release, $6 idle limit in seconds, $7 key, $8 state of the store. */
    static final String CHECKPOINT = """
            UPDATE upload SET received = $3, hash_state = $4, held = NOT $5::boolean, storage_key = $7, store_state = $8,
                stale_key = CASE WHEN $5::boolean THEN NULL ELSE stale_key END,
                expires_at = now() + make_interval(secs => $6)
            WHERE id = $1 AND claim = $2 AND state = 'open'
            RETURNING id""";

    /** Arrays: $1 sessions (null where none), $2 repositories, $3 digests, $4 sizes, $5 keys; $6 idle limit in seconds. */
    static final String COMMIT_SMALL = """
            WITH push AS (
                SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[])
                    WITH ORDINALITY AS p (session, repository, digest, size, storage_key, position)
            ), tombstone AS (
                INSERT INTO upload (id, repository, state, claim, received, digest, expires_at)
                SELECT session, repository, 'finished', 0, size, digest, now() + make_interval(secs => $6)
                FROM push WHERE session IS NOT NULL ORDER BY session
                ON CONFLICT (id) DO NOTHING
                RETURNING id
            ), fresh AS (
                SELECT * FROM push WHERE session IS NULL OR session IN (SELECT id FROM tombstone)
            ), stored AS (
                INSERT INTO content (digest, size, storage_key)
                SELECT digest, size, storage_key FROM fresh ORDER BY digest
                ON CONFLICT (digest) DO UPDATE SET
                    storage_key = CASE WHEN content.missing_at IS NULL
                        THEN content.storage_key ELSE excluded.storage_key END,
                    missing_at = NULL
                RETURNING digest, storage_key
            ), linked AS (
                INSERT INTO link (repository, digest)
                SELECT repository, digest FROM fresh ORDER BY repository, digest
                ON CONFLICT (repository, digest) DO UPDATE SET hidden_at = NULL
            )
            SELECT stored.storage_key
            FROM push LEFT JOIN (fresh JOIN stored USING (digest)) USING (position)
            ORDER BY push.position""";

    /** $1 id, $2 claim, $3 repository, $4 digest, $5 size, $6 key, $7 idle limit in seconds. */
    static final String COMMIT = """
            WITH tombstone AS (
                UPDATE upload SET state = 'finished', digest = $4, received = $5, held = false, hash_state = NULL,
                    store_state = NULL, storage_key = NULL, writing_key = NULL, stale_key = NULL,
                    expires_at = now() + make_interval(secs => $7)
                WHERE id = $1 AND claim = $2 AND state = 'open'
                RETURNING id
            ), stored AS (
                INSERT INTO content (digest, size, storage_key) SELECT $4, $5, $6 FROM tombstone
                ON CONFLICT (digest) DO UPDATE SET
                    storage_key = CASE WHEN content.missing_at IS NULL
                        THEN content.storage_key ELSE excluded.storage_key END,
                    missing_at = NULL
                RETURNING storage_key
            ), linked AS (
                INSERT INTO link (repository, digest) SELECT $3, $4 FROM tombstone
                ON CONFLICT (repository, digest) DO UPDATE SET hidden_at = NULL
            )
            SELECT storage_key FROM stored""";

    static final String REPLACE =
            "UPDATE content SET storage_key = $3, missing_at = NULL WHERE digest = $1 AND storage_key = $2 RETURNING digest";

    /** $1 id, $2 repository, $3 idle limit in seconds. The keys are left in the row for whoever deletes the objects. */
    static final String CANCEL = """
            INSERT INTO upload (id, repository, state, claim, expires_at)
            VALUES ($1, $2, 'cancelled', 0, now() + make_interval(secs => $3))
            ON CONFLICT (id) DO UPDATE SET state = 'cancelled', claim = upload.claim + 1, held = false,
                expires_at = excluded.expires_at
            WHERE upload.state = 'open' AND upload.repository = $2
            RETURNING storage_key, writing_key, stale_key""";

    /** $1 id, $2 claim, $3 idle limit in seconds. */
    static final String END = """
            UPDATE upload SET state = 'cancelled', claim = claim + 1, held = false,
                expires_at = now() + make_interval(secs => $3)
            WHERE id = $1 AND claim = $2 AND state = 'open'
            RETURNING storage_key, writing_key, stale_key""";

    static final String EXPIRE = """
            DELETE FROM upload WHERE id IN (
                SELECT id FROM upload WHERE expires_at < now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING storage_key, writing_key, stale_key""";

    /** Behind its day a key begins with its upload's id, so an open upload keeps all it may have written. */
    static final String UNNAMED = """
            SELECT key FROM unnest($1::text[]) AS k (key)
            WHERE NOT EXISTS (SELECT FROM content WHERE storage_key = key)
                AND NOT EXISTS (
                    SELECT FROM upload
                    WHERE id = substring(key from '^[0-9]{8}/([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})-')::uuid AND state = 'open')""";
}
