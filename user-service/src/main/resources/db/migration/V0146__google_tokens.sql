-- Google's tokens that were taken, until they expire: whoever finds one in a log signs in by it no more.
CREATE TABLE google_token (
    sha256     bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX google_token_expires_at ON google_token (expires_at);
