-- Every metered call, free ones included, for the usage report.
CREATE TABLE usage_record (
    usage_id      uuid        PRIMARY KEY,
    input_sha256  bytea       NOT NULL,
    kind          text        NOT NULL,
    account_id    uuid        NOT NULL,
    key_id        uuid,
    deployment_id uuid        NOT NULL,
    model_id      uuid        NOT NULL,
    owner_id      uuid        NOT NULL,
    requests      bigint      NOT NULL CHECK (requests >= 0),
    cost_micro    bigint      NOT NULL CHECK (cost_micro >= 0),
    occurred_at   timestamptz NOT NULL
);

CREATE INDEX usage_of_account ON usage_record (account_id, occurred_at)
    INCLUDE (deployment_id, key_id, requests, cost_micro);
