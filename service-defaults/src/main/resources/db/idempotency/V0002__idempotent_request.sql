-- Requests that came with an Idempotency-Key, and what they were answered.
CREATE TABLE idempotent_request (
    account_id    uuid        NOT NULL,
    key_hash      bytea       NOT NULL,
    -- SHA-256 of method, path, query and body: the same key with another request is refused.
    fingerprint   bytea       NOT NULL,
    -- The id of whatever the request creates or spends, the same however often it is tried.
    operation_id  uuid        NOT NULL,
    -- While no answer is stored: until when whoever works on the request may be presumed alive.
    claimed_until timestamptz NOT NULL,
    -- Null while in flight.
    status        integer,
    content_type  text,
    -- Encrypted with a key made from the Idempotency-Key, of which only the hash is stored.
    body          bytea,
    expires_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, key_hash)
);
CREATE INDEX idempotent_request_expires_at ON idempotent_request (expires_at);
