-- What a user has ever spent, and how much of that has been counted against grants that expire.
ALTER TABLE wallet ADD COLUMN spent_micro bigint NOT NULL DEFAULT 0 CHECK (spent_micro >= 0);
ALTER TABLE wallet ADD COLUMN spent_counted_micro bigint NOT NULL DEFAULT 0;
UPDATE wallet SET spent_micro = usage_debited_micro, spent_counted_micro = usage_debited_micro;
ALTER TABLE wallet ADD CHECK (spent_counted_micro BETWEEN 0 AND spent_micro);

CREATE TABLE credit_grant (
    id              uuid        PRIMARY KEY,
    user_id         uuid        NOT NULL,
    amount_micro    bigint      NOT NULL CHECK (amount_micro > 0),
    remaining_micro bigint      NOT NULL CHECK (remaining_micro BETWEEN 0 AND amount_micro),
    expires_at      timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    created_at      timestamptz NOT NULL
);

CREATE INDEX grant_of_user ON credit_grant (user_id, expires_at) WHERE remaining_micro > 0;
CREATE INDEX grant_due ON credit_grant (due_at) WHERE remaining_micro > 0;

-- Earnings on their way out.
ALTER TABLE platform_account DROP CONSTRAINT platform_account_name_check;
ALTER TABLE platform_account ADD CHECK
    (name IN ('revenue', 'stripe', 'promotions', 'treasury', 'burn', 'node_rewards', 'payouts',
        'transfers'));

CREATE TABLE payout (
    id                 uuid        PRIMARY KEY,
    user_id            uuid        NOT NULL,
    amount_micro       bigint      NOT NULL CHECK (amount_micro > 0),
    destination        text        NOT NULL,
    state              text        NOT NULL CHECK (state IN ('REQUESTED', 'PAID', 'REJECTED', 'WITHDRAWN')),
    transfer_reference text,
    reason             text,
    decided_by         uuid,
    created_at         timestamptz NOT NULL,
    decided_at         timestamptz,
    CHECK ((state = 'PAID') = (transfer_reference IS NOT NULL)),
    CHECK ((state = 'REQUESTED') = (decided_at IS NULL))
);

CREATE INDEX payout_of_user ON payout (user_id, id);
CREATE INDEX payout_in_state ON payout (state, id);
