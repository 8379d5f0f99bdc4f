-- Events of Stripe that were applied. A problem is a case for an operator: the event changed nothing that it was meant to change.
CREATE TABLE stripe_event (
    id          text        PRIMARY KEY,
    sha256      bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    type        text        NOT NULL,
    problem     text,
    received_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX stripe_event_problem ON stripe_event (received_at) WHERE problem IS NOT NULL;

-- What Stripe told of a payment, and what of it the ledger shows. A refund or dispute may be told before the payment itself: then
-- user and checkout are not known yet, and nothing was paid.
CREATE TABLE payment (
    id                   text        PRIMARY KEY,
    checkout_id          uuid        UNIQUE REFERENCES checkout,
    user_id              uuid,
    paid_cents           bigint      NOT NULL DEFAULT 0 CHECK (paid_cents >= 0),
    refunded_cents       bigint      NOT NULL DEFAULT 0 CHECK (refunded_cents >= 0),
    shown_purchase_cents bigint      NOT NULL DEFAULT 0 CHECK (shown_purchase_cents >= 0),
    shown_refund_cents   bigint      NOT NULL DEFAULT 0 CHECK (shown_refund_cents >= 0),
    shown_dispute_cents  bigint      NOT NULL DEFAULT 0 CHECK (shown_dispute_cents >= 0),
    version              bigint      NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CHECK ((checkout_id IS NULL) = (user_id IS NULL)),
    CHECK (user_id IS NOT NULL OR paid_cents = 0),
    CHECK (shown_refund_cents + shown_dispute_cents <= shown_purchase_cents)
);

CREATE TABLE payment_dispute (
    id           text   PRIMARY KEY,
    payment_id   text   NOT NULL REFERENCES payment,
    amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
    state        text   NOT NULL CHECK (state IN ('INQUIRY', 'WITHDRAWN', 'LOST', 'RETURNED'))
);

CREATE INDEX dispute_of_payment ON payment_dispute (payment_id);
