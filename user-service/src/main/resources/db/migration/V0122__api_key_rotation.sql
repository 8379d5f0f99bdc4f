-- The text before the present one works until previous_expires_at; rotation_id is the operation that gave the key its present text.
ALTER TABLE api_key
    ADD COLUMN credit_limit_reset  text CHECK (credit_limit_reset IN ('DAILY', 'WEEKLY', 'MONTHLY')),
    ADD COLUMN previous_sha256     bytea,
    ADD COLUMN previous_expires_at timestamptz,
    ADD COLUMN rotation_id         uuid;
