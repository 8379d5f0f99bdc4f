-- Where owners want to be told what happens to their jobs and datasets.
CREATE TABLE webhook (
    id              uuid PRIMARY KEY,
    owner_id        uuid        NOT NULL,
    url             text        NOT NULL,
    events          text[]      NOT NULL,
    -- Sealed with the id of the row. After a change the secret before signs as well for a while.
    secret          bytea       NOT NULL,
    former_secret   bytea,
    former_until    timestamptz,
    status          text        NOT NULL CHECK (status IN ('active', 'disabled')),
    disabled_reason text        CHECK (disabled_reason IN ('owner', 'gone', 'failing')),
    -- Since when every attempt has failed
    failing_since   timestamptz,
    -- Failed, or answered late, the last time: it waits among its like
    slow            boolean     NOT NULL DEFAULT false,
    -- Which instance delivers to it, and until when nobody else does; afterwards when it was served last
    claimed_by      uuid,
    claimed_until   timestamptz,
    created_at      timestamptz NOT NULL
);
CREATE INDEX webhook_by_owner ON webhook (owner_id, created_at, id);
CREATE INDEX webhook_to_serve ON webhook (slow, id) WHERE status = 'active';

-- What a webhook is told, and what became of it.
CREATE TABLE webhook_delivery (
    id              uuid PRIMARY KEY,
    webhook_id      uuid        NOT NULL REFERENCES webhook ON DELETE CASCADE,
    -- The id by which the receiver recognises a repetition: that of the first delivery of the message
    message_id      uuid        NOT NULL,
    event           text        NOT NULL,
    -- The body, as it is sent
    payload         text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    -- Of the last attempt
    response_status int,
    error           text,
    duration_ms     bigint,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz
);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at) WHERE status = 'pending';
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE status <> 'pending';
