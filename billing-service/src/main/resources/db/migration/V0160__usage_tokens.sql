-- Tokens are those of texts: none of a prediction, and none of texts recorded before. How they are known and why a text ended is told of
-- each call; sums need the numbers alone, from the index.
ALTER TABLE usage_record
    ADD COLUMN input_tokens        bigint CHECK (input_tokens >= 0),
    ADD COLUMN cached_input_tokens bigint CHECK (cached_input_tokens >= 0),
    ADD COLUMN output_tokens       bigint CHECK (output_tokens >= 0),
    ADD COLUMN compute_millis      bigint CHECK (compute_millis >= 0),
    ADD COLUMN measured            text,
    ADD COLUMN ended               text;

DROP INDEX usage_of_account;
CREATE INDEX usage_of_account ON usage_record (account_id, occurred_at)
    INCLUDE (deployment_id, key_id, model_id, requests, input_tokens, output_tokens, cost_micro);
