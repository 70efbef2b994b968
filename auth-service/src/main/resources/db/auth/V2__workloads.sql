-- Whose tokens are believed: those of a CI server or a Kubernetes cluster. What its jobs may do, policies say.
CREATE TABLE issuer (
    name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,127}$'),
    url text NOT NULL,
    audience text NOT NULL,
    -- Where its keys are, unless its discovery document says so.
    keys_url text,
    -- [{"name": ..., "claims": {...}}], in the order in which they are tried
    rules text NOT NULL,
    disabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 0
);
