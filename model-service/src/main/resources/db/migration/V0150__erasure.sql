-- Accounts that were deleted: what a request that was under way then still brings in is erased after it.
CREATE TABLE erased_account (
    account_id uuid PRIMARY KEY,
    erased_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX erased_account_at ON erased_account (erased_at);

-- Files whose rows went with an account. They are deleted after the commit, and tried again until they are gone.
CREATE TABLE left_file (
    object_key text PRIMARY KEY
);
