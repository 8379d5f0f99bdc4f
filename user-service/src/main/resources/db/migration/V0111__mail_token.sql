-- What went out by mail and lets its holder do one thing once. No column holds the text itself.
CREATE TABLE mail_token (
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    purpose    text        NOT NULL CHECK (purpose IN ('CONFIRMATION', 'PASSWORD_RESET', 'TEMPORARY_PASSWORD')),
    address    text        NOT NULL,
    sha256     bytea       NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, purpose)
);
CREATE INDEX mail_token_expires_at ON mail_token (expires_at);
