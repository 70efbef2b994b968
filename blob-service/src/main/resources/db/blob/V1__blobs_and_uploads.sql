-- Secrets of the MACs in upload session names; the newest signs, the two newest are accepted.
CREATE TABLE session_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    secret bytea NOT NULL CHECK (octet_length(secret) = 32),
    created_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO session_key (secret)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Stored content: which object serves a digest.
CREATE TABLE content (
    digest text COLLATE "C" PRIMARY KEY CHECK (length(digest) IN (71, 135)),
    size bigint NOT NULL CHECK (size >= 0),
    storage_key text COLLATE "C" NOT NULL UNIQUE,
    stored_at timestamptz NOT NULL DEFAULT now(),
    -- Set when a read found the object lost: the digest counts as absent until it is uploaded again.
    missing_at timestamptz
);

-- Which repository has which blob.
CREATE TABLE link (
    repository text COLLATE "C" NOT NULL CHECK (length(repository) BETWEEN 1 AND 255),
    digest text COLLATE "C" NOT NULL REFERENCES content,
    linked_at timestamptz NOT NULL DEFAULT now(),
    -- Deleted, but not yet for good: a manifest on its way may still bring it back.
    hidden_at timestamptz,
    PRIMARY KEY (repository, digest)
);

CREATE INDEX link_by_digest ON link (digest) WHERE hidden_at IS NULL;

CREATE INDEX link_hidden ON link (hidden_at) WHERE hidden_at IS NOT NULL;

-- Uploads that have bytes, and the tombstones of those that ended.
CREATE TABLE upload (
    id uuid PRIMARY KEY,
    repository text COLLATE "C" NOT NULL CHECK (length(repository) BETWEEN 1 AND 255),
    state text NOT NULL CHECK (state IN ('open', 'finished', 'cancelled')),
    -- Counts the claims; only the newest may change the row.
    claim integer NOT NULL,
    -- Whether the newest claim's writer hasn't said yet that it is done.
    held boolean NOT NULL DEFAULT false,
    -- The same, as the newest claim found it.
    was_held boolean NOT NULL DEFAULT false,
    received bigint NOT NULL DEFAULT 0 CHECK (received >= 0),
    -- The object that durably has the received bytes, and the one the newest claim writes.
    storage_key text COLLATE "C",
    writing_key text COLLATE "C",
    stale_key text COLLATE "C",
    hash_state bytea,
    digest text COLLATE "C",
    expires_at timestamptz NOT NULL,
    CHECK ((state = 'finished') = (digest IS NOT NULL))
);

CREATE INDEX upload_expiry ON upload (expires_at);

CREATE INDEX upload_storage_key ON upload (storage_key) WHERE storage_key IS NOT NULL;

CREATE INDEX upload_writing_key ON upload (writing_key) WHERE writing_key IS NOT NULL;

-- Written at high rates and read by key: no long way to the next vacuum.
ALTER TABLE upload SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);
