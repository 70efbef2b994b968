-- Repositories, from their first manifest on.
CREATE TABLE repository (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 255),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Manifests, byte for byte.
CREATE TABLE manifest (
    repository_id bigint NOT NULL REFERENCES repository,
    digest text COLLATE "C" NOT NULL CHECK (length(digest) IN (71, 135)),
    media_type text NOT NULL,
    -- What referrers are filtered by: the manifest's own, or the media type of its config.
    artifact_type text,
    bytes bytea NOT NULL,
    -- Not a foreign key: a referrer may come before its subject, and outlive it.
    subject text COLLATE "C" CHECK (length(subject) IN (71, 135)),
    -- A JSON object as it stands in the manifest; kept for referrers only.
    annotations text CHECK (annotations IS NULL OR subject IS NOT NULL),
    pushed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (repository_id, digest)
);

-- Manifests are read far more often than written: not compressed, so that a read is a copy.
ALTER TABLE manifest ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE INDEX manifest_subject ON manifest (repository_id, subject, digest) WHERE subject IS NOT NULL;

-- What a manifest refers to, whether or not the repository has it.
CREATE TABLE manifest_reference (
    repository_id bigint NOT NULL,
    parent text COLLATE "C" NOT NULL,
    child text COLLATE "C" NOT NULL CHECK (length(child) IN (71, 135)),
    kind text NOT NULL CHECK (kind IN ('blob', 'manifest')),
    PRIMARY KEY (repository_id, parent, child),
    FOREIGN KEY (repository_id, parent) REFERENCES manifest ON DELETE CASCADE
);

CREATE INDEX manifest_reference_child ON manifest_reference (repository_id, child);

-- A deleted tag keeps its row, so that its version goes on counting.
CREATE TABLE tag (
    repository_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
    digest text COLLATE "C",
    -- What the last change moved it from; a statement can't see that in its own snapshot.
    previous text COLLATE "C",
    version bigint NOT NULL CHECK (version > 0),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (repository_id, name),
    FOREIGN KEY (repository_id, digest) REFERENCES manifest
);

CREATE INDEX tag_present ON tag (repository_id, name) WHERE digest IS NOT NULL;

CREATE INDEX tag_digest ON tag (repository_id, digest) WHERE digest IS NOT NULL;

-- Every creation, move and deletion of a tag.
CREATE TABLE tag_history (
    repository_id bigint NOT NULL REFERENCES repository,
    tag text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    from_digest text COLLATE "C",
    to_digest text COLLATE "C",
    at timestamptz NOT NULL,
    PRIMARY KEY (repository_id, tag, version),
    CHECK (from_digest IS DISTINCT FROM to_digest)
);
