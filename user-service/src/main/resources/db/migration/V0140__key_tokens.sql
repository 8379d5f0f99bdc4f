ALTER TABLE api_key ADD COLUMN tokens_per_minute integer;
