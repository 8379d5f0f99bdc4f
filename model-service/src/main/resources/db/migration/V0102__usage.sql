-- Calls that were answered, each with its final cost. Written once, never changed.
CREATE TABLE usage (
    id            uuid PRIMARY KEY,
    kind          text        NOT NULL,
    account_id    uuid        NOT NULL,
    key_id        uuid,
    deployment_id uuid        NOT NULL,
    model_id      uuid        NOT NULL,
    owner_id      uuid        NOT NULL,
    cost_micro    bigint      NOT NULL CHECK (cost_micro >= 0),
    requests      bigint      NOT NULL,
    occurred_at   timestamptz NOT NULL
);

-- The sum of all usage ever recorded for an account, in the commit of the usage itself.
CREATE TABLE account_usage (
    account_id     uuid PRIMARY KEY,
    recorded_micro bigint NOT NULL
);

-- The same for each API key.
CREATE TABLE key_usage (
    key_id         uuid PRIMARY KEY,
    recorded_micro bigint NOT NULL
);
