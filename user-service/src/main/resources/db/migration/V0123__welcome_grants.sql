-- Who had the welcome grant, and no reference to an account: a person who leaves and comes back is not new.
CREATE TABLE welcome_grant (
    mailbox_hmac bytea PRIMARY KEY,
    granted_at   timestamptz NOT NULL
);
