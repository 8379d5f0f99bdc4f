-- Jobs that are paid by the time they compute, end early at their owner's word, and make models that are registered elsewhere.
ALTER TABLE job
    DROP CONSTRAINT job_state_check,
    ADD CONSTRAINT job_state_check
        CHECK (state IN ('reserving', 'queued', 'running', 'publishing', 'succeeded', 'stopped', 'failed', 'cancelled')),
    -- Micro-credits for a second of computing; then compute_fee_micro is the most that the job can cost
    ADD COLUMN per_second_micro  bigint NOT NULL DEFAULT 0 CHECK (per_second_micro >= 0),
    -- What the worker said when it was done: how long all attempts computed, and the id that its model will have
    ADD COLUMN compute_millis    bigint,
    ADD COLUMN model_id          uuid,
    ADD COLUMN accuracy          double precision,
    ADD COLUMN stop_requested_at timestamptz,
    -- JSON: what the executor last measured
    ADD COLUMN metrics           text;
CREATE INDEX job_publishing ON job (model_id) WHERE state = 'publishing';
CREATE INDEX job_running_by_account ON job (account_id) WHERE state = 'running';
CREATE INDEX job_by_account_and_kind ON job (account_id, kind, created_at, id);

-- What a training came to: its history, its figures, how it was set up.
CREATE TABLE training_report (
    job_id uuid PRIMARY KEY REFERENCES job,
    -- JSON
    report text NOT NULL
);
