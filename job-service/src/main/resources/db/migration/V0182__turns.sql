-- Who was served of late, so that accounts take turns.
CREATE INDEX job_by_start ON job (started_at, account_id) WHERE started_at IS NOT NULL;
