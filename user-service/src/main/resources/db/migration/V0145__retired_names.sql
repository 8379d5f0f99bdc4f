-- Names of accounts that are deleted from now on, by HMAC under the platform's key: a name is short, and its plain hash in retired_username,
-- which keeps those from before, can be guessed.
CREATE TABLE retired_name (
    hmac bytea PRIMARY KEY
);
