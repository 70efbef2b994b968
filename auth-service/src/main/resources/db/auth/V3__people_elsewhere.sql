-- People who log in at an OpenID Connect provider have no password here, but what the provider calls them.
ALTER TABLE local_user
    ALTER COLUMN password_hash DROP NOT NULL,
    ADD COLUMN external_id text COLLATE "C" UNIQUE,
    -- The provider's groups of theirs, as of their last login there.
    ADD COLUMN external_groups text[] NOT NULL DEFAULT '{}',
    ADD CHECK ((password_hash IS NULL) <> (external_id IS NULL));

-- A personal token is the password of its owner's docker login; it ends when it was said to. A refresh token is renewed by use.
ALTER TABLE refresh_token
    ADD COLUMN kind text NOT NULL DEFAULT 'refresh' CHECK (kind IN ('refresh', 'personal'));
