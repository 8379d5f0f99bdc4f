-- An account's own, revoked ones among them, for its export.
CREATE INDEX every_api_key_of_account ON api_key (account_id, created_at);
