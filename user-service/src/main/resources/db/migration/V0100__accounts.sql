-- Usernames and e-mail addresses are ASCII, so that lower() in the C collation finds exactly those that differ in case alone.
CREATE TABLE account (
    id             uuid PRIMARY KEY,
    username       text        NOT NULL,
    email          text        NOT NULL,
    email_verified boolean     NOT NULL DEFAULT false,
    password_hash  text        NOT NULL,
    fullname       text,
    bio            text,
    created_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_username ON account (lower(username COLLATE "C"));
CREATE UNIQUE INDEX account_email ON account (lower(email COLLATE "C"));
