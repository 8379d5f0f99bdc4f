-- Machines that run jobs. An operator of null is the platform itself.
CREATE TABLE worker (
    id           uuid PRIMARY KEY,
    operator_id  uuid,
    name         text        NOT NULL,
    token_sha256 bytea       NOT NULL,
    kinds        text[]      NOT NULL,
    cpus         int,
    memory_bytes bigint,
    platform     text,
    jobs_done    bigint      NOT NULL DEFAULT 0,
    enrolled_at  timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX worker_by_operator ON worker (operator_id, enrolled_at, id);
