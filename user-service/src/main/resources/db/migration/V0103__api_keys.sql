-- No column holds the key itself: who reads this table cannot call with it.
CREATE TABLE api_key (
    id                  uuid PRIMARY KEY,
    account_id          uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    name                text        NOT NULL,
    prefix              text        NOT NULL,
    sha256              bytea       NOT NULL UNIQUE,
    scopes              text[]      NOT NULL,
    deployments         uuid[],
    credit_limit_micro  bigint,
    requests_per_minute integer,
    expires_at          timestamptz,
    created_at          timestamptz NOT NULL,
    revoked_at          timestamptz,
    last_used_at        timestamptz,
    spent_micro         bigint      NOT NULL DEFAULT 0
);
CREATE INDEX api_key_account ON api_key (account_id, created_at) WHERE revoked_at IS NULL;
