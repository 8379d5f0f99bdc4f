-- Events that are committed and not yet known to be on Kafka. The relay deletes what the broker acknowledged.
CREATE TABLE outbox (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    uuid        NOT NULL,
    topic       text        NOT NULL,
    key         text        NOT NULL,
    type        text        NOT NULL,
    data        text        NOT NULL,
    occurred_at timestamptz NOT NULL
);

CREATE FUNCTION wake_outbox_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
END $$;

-- PostgreSQL delivers the notification when the transaction commits, and one for however many statements.
CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox
    FOR EACH STATEMENT EXECUTE FUNCTION wake_outbox_relay();

-- Which events a consumer has applied; written in the transaction of their effect.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    event_id    text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_received_at ON inbox (received_at);

-- Events that can never be applied, kept with the reason for an operator to look at.
CREATE TABLE rejected_event (
    consumer    text        NOT NULL,
    event_id    text        NOT NULL,
    topic       text        NOT NULL,
    key         text,
    type        text        NOT NULL,
    data        bytea,
    reason      text        NOT NULL,
    rejected_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);
