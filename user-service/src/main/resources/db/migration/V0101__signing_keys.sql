-- At any time the key with the latest signs_from that has passed signs; all rows that are not yet retired are published.
CREATE TABLE signing_key (
    id             uuid PRIMARY KEY,
    public_jwk     text        NOT NULL,
    sealed_private bytea       NOT NULL,
    signs_from     timestamptz NOT NULL,
    retires_at     timestamptz
);
