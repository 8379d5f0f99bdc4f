-- What is counted against a limit, by SHA-256 of whose it is. A row means nothing once its window has ended.
CREATE TABLE attempt (
    subject        bytea PRIMARY KEY,
    made           integer     NOT NULL,
    window_ends_at timestamptz NOT NULL,
    blocked_until  timestamptz
);
CREATE INDEX attempt_window_ends_at ON attempt (window_ends_at);

-- The addresses that an owner is known at: an IPv4 address, or the /64 of an IPv6 address.
ALTER TABLE session ADD COLUMN network text NOT NULL DEFAULT 'unknown';
UPDATE session SET network = address WHERE position(':' IN address) = 0;
ALTER TABLE session ALTER COLUMN network DROP DEFAULT;
CREATE INDEX session_network ON session (account_id, network);
