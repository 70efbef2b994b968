-- Names are compared byte by byte, everywhere alike.
CREATE TABLE local_user (
    name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,127}$'),
    password_hash text NOT NULL,
    disabled boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 0
);

CREATE TABLE user_group (
    name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,127}$'),
    description text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 0
);

CREATE TABLE group_member (
    group_name text COLLATE "C" NOT NULL REFERENCES user_group ON DELETE CASCADE,
    user_name text COLLATE "C" NOT NULL REFERENCES local_user ON DELETE CASCADE,
    PRIMARY KEY (group_name, user_name)
);
CREATE INDEX group_member_user ON group_member (user_name);

CREATE TABLE robot (
    name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,127}$'),
    description text NOT NULL DEFAULT '',
    disabled boolean NOT NULL DEFAULT false,
    expires_at timestamptz,
    -- SHA-256: the secrets are random and long enough.
    secret_hash bytea NOT NULL,
    -- The secret before the last rotation, still good for a while.
    previous_hash bytea,
    previous_until timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 0,
    CHECK ((previous_hash IS NULL) = (previous_until IS NULL))
);

CREATE TABLE policy (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- user:NAME, group:NAME, robot:NAME, workload:NAME, authenticated or anonymous
    subject text COLLATE "C" NOT NULL CHECK (subject ~ '^((user|group|robot|workload):.+|authenticated|anonymous)$'),
    pattern text COLLATE "C" NOT NULL,
    actions text NOT NULL CHECK (actions ~ '^(pull|push|delete|admin)(,(pull|push|delete|admin))*$'),
    version bigint NOT NULL DEFAULT 0,
    UNIQUE (subject, pattern)
);

CREATE TABLE signing_key (
    kid text COLLATE "C" PRIMARY KEY,
    public_key bytea NOT NULL,
    -- PKCS #8, encrypted under the key of the key file.
    private_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    -- Published before, so that those who verify know it by then.
    signs_from timestamptz NOT NULL
);

CREATE TABLE refresh_token (
    id uuid PRIMARY KEY,
    secret_hash bytea NOT NULL UNIQUE,
    subject text COLLATE "C" NOT NULL,
    client text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX refresh_token_subject ON refresh_token (subject);
CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);

CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor text COLLATE "C" NOT NULL,
    address text NOT NULL,
    action text NOT NULL,
    target text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused'))
);
CREATE INDEX audit_actor ON audit (actor, id);
CREATE INDEX audit_at ON audit (at);

-- One row once the administrator of the first start was made: deleting all users doesn't bring it back.
CREATE TABLE first_admin (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    made_at timestamptz NOT NULL DEFAULT now()
);
