CREATE TABLE reservation (
    job_id           uuid        PRIMARY KEY,
    account_id       uuid        NOT NULL,
    amount_micro     bigint      NOT NULL CHECK (amount_micro >= 0),
    state            text        NOT NULL CHECK (state IN ('PENDING', 'POSTED', 'VOIDED', 'EXPIRED', 'REJECTED')),
    charged_micro    bigint      NOT NULL CHECK (charged_micro BETWEEN 0 AND amount_micro),
    submitted_sha256 bytea,
    settled_sha256   bytea,
    created_at       timestamptz NOT NULL DEFAULT now(),
    changed_at       timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX reservation_pending ON reservation (created_at) INCLUDE (amount_micro) WHERE state = 'PENDING';
