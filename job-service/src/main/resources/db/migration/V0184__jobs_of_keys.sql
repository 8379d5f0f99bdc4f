-- What a job counts for against the credit limit of the key that it was submitted through: what it reserves, and once it is over what it
-- costs. The meter is the key in one period of its limit. Jobs that cost nothing are in no one's way, so the index leaves them out.
ALTER TABLE job
    ADD COLUMN key_id            uuid,
    ADD COLUMN key_meter_id      uuid,
    ADD COLUMN key_counted_micro bigint CHECK (key_counted_micro >= 0),
    ADD CHECK ((key_id IS NULL) = (key_meter_id IS NULL) AND (key_id IS NULL) = (key_counted_micro IS NULL));

CREATE INDEX job_of_key_meter ON job (key_meter_id) INCLUDE (key_counted_micro) WHERE key_counted_micro > 0;
