-- What a call used. Tokens are those of texts, milliseconds those of predictions.
ALTER TABLE usage
    ADD COLUMN input_tokens        bigint NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
    ADD COLUMN cached_input_tokens bigint NOT NULL DEFAULT 0 CHECK (cached_input_tokens >= 0),
    ADD COLUMN output_tokens       bigint NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
    ADD COLUMN compute_millis      bigint NOT NULL DEFAULT 0 CHECK (compute_millis >= 0),
    ADD COLUMN measured            text,
    ADD COLUMN ended               text;

-- Who keeps the open calls below. An instance that is silent beyond its lease never keeps anything again under that id.
CREATE TABLE call_keeper (
    id          uuid PRIMARY KEY,
    alive_until timestamptz NOT NULL
);

-- Calls whose first byte is on its way and whose last is not: each becomes a row of usage, or nothing if nothing was delivered.
-- Whoever deletes the row settles the call.
CREATE TABLE open_call (
    attempt             uuid PRIMARY KEY,
    id                  uuid        NOT NULL UNIQUE,
    keeper_id           uuid        NOT NULL REFERENCES call_keeper (id),
    kind                text        NOT NULL,
    account_id          uuid        NOT NULL,
    key_id              uuid,
    key_meter_id        uuid,
    deployment_id       uuid        NOT NULL,
    model_id            uuid        NOT NULL,
    owner_id            uuid        NOT NULL,
    counts_free         boolean     NOT NULL,
    token_scopes        uuid[]      NOT NULL,
    -- What was delivered up to now, at the price of the call's beginning; nothing yet while measured is null.
    cost_micro          bigint      NOT NULL DEFAULT 0,
    input_tokens        bigint      NOT NULL DEFAULT 0,
    cached_input_tokens bigint      NOT NULL DEFAULT 0,
    output_tokens       bigint      NOT NULL DEFAULT 0,
    measured            text,
    opened_at           timestamptz NOT NULL
) WITH (fillfactor = 60);
CREATE INDEX open_call_of_keeper ON open_call (keeper_id);

-- How often each caller called a deployment that gives its first calls away. A call may end after its deployment is deleted and is
-- recorded all the same, so nothing is referred to.
CREATE TABLE caller_calls (
    deployment_id uuid   NOT NULL,
    account_id    uuid   NOT NULL,
    calls         bigint NOT NULL,
    PRIMARY KEY (deployment_id, account_id)
);

-- Tokens in the latest minute in which there were any, of one account within what has a limit: a deployment or an API key.
CREATE TABLE token_window (
    scope_id   uuid        NOT NULL,
    account_id uuid        NOT NULL,
    minute     timestamptz NOT NULL,
    tokens     bigint      NOT NULL,
    PRIMARY KEY (scope_id, account_id)
);
CREATE INDEX token_window_oldest ON token_window (minute);
