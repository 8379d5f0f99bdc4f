CREATE TABLE session (
    id                uuid PRIMARY KEY,
    account_id        uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    device            text        NOT NULL,
    address           text        NOT NULL,
    created_at        timestamptz NOT NULL,
    last_seen_at      timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    access_expires_at timestamptz NOT NULL,
    ended_at          timestamptz
);
CREATE INDEX session_account ON session (account_id, last_seen_at);
CREATE INDEX session_expires_at ON session (expires_at);

-- Every token a session was ever given: a spent one that comes back is a theft.
CREATE TABLE refresh_token (
    sha256     bytea PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
    spent_at   timestamptz
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);
CREATE INDEX refresh_token_spent_at ON refresh_token (spent_at) WHERE spent_at IS NOT NULL;
