-- Usage is summed up by model too, from the index alone.
DROP INDEX usage_of_account;
CREATE INDEX usage_of_account ON usage_record (account_id, occurred_at)
    INCLUDE (deployment_id, key_id, model_id, requests, cost_micro);
