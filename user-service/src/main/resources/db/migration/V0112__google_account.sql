-- subject is Google's name for a person. While stand_in_hash is the account's password hash, nobody knows its password.
CREATE TABLE google_account (
    subject       text PRIMARY KEY,
    account_id    uuid        NOT NULL UNIQUE REFERENCES account ON DELETE CASCADE,
    stand_in_hash text,
    linked_at     timestamptz NOT NULL
);
