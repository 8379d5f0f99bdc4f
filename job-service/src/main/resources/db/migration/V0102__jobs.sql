-- One table explains dispatch. Who runs a job holds a lease: worker_id, fencing_token (new with each attempt) and lease_until.
CREATE TABLE job (
    id              uuid PRIMARY KEY,
    account_id      uuid        NOT NULL,
    kind            text        NOT NULL,
    -- JSON for the executor; never a secret
    parameters      text        NOT NULL,
    dataset_id      uuid,
    state           text        NOT NULL
        CHECK (state IN ('reserving', 'queued', 'running', 'succeeded', 'failed', 'cancelled')),

    -- The price, fixed at submission, in micro-credits
    model_fee_micro   bigint    NOT NULL CHECK (model_fee_micro >= 0),
    model_owner_id    uuid,
    compute_fee_micro bigint    NOT NULL CHECK (compute_fee_micro >= 0),
    charged_micro     bigint,

    attempt         int         NOT NULL DEFAULT 0,
    fencing_token   bigint      NOT NULL DEFAULT 0,
    worker_id       uuid,
    operator_id     uuid,
    heartbeat_at    timestamptz,
    lease_until     timestamptz,

    progress        int         NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    error_code      text,
    error_message   text,
    last_event_seq  bigint      NOT NULL DEFAULT 0,
    log_bytes       bigint      NOT NULL DEFAULT 0,

    created_at      timestamptz NOT NULL,
    queued_at       timestamptz,
    started_at      timestamptz,
    finished_at     timestamptz,
    -- Whatever its state, a job that is not over by then fails
    deadline_at     timestamptz NOT NULL
);
CREATE INDEX job_by_account ON job (account_id, created_at, id);
CREATE INDEX job_unfinished_by_account ON job (account_id) WHERE finished_at IS NULL;
CREATE INDEX job_unfinished_by_dataset ON job (dataset_id) WHERE finished_at IS NULL;
CREATE INDEX job_queue ON job (queued_at, id) WHERE state = 'queued';
CREATE INDEX job_leases ON job (lease_until) WHERE state = 'running';
CREATE INDEX job_deadlines ON job (deadline_at) WHERE finished_at IS NULL;

-- The files a job works on, as they were when it was submitted.
CREATE TABLE job_input (
    job_id     uuid   NOT NULL REFERENCES job,
    name       text   NOT NULL,
    object_key text   NOT NULL,
    size_bytes bigint NOT NULL,
    sha256     text   NOT NULL,
    PRIMARY KEY (job_id, name)
);

-- What happened to a job, in order; the newest are kept.
CREATE TABLE job_event (
    job_id      uuid        NOT NULL REFERENCES job,
    seq         bigint      NOT NULL,
    type        text        NOT NULL,
    data        text        NOT NULL,
    terminal    boolean     NOT NULL,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, seq)
);

CREATE TABLE job_log (
    job_id   uuid   NOT NULL REFERENCES job,
    position bigint NOT NULL,
    text     text   NOT NULL,
    PRIMARY KEY (job_id, position)
);

-- The files a job made. Served once the job succeeded.
CREATE TABLE artifact (
    job_id       uuid        NOT NULL REFERENCES job,
    name         text        NOT NULL,
    object_key   text        NOT NULL,
    size_bytes   bigint      NOT NULL,
    sha256       text        NOT NULL,
    content_type text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, name)
);
