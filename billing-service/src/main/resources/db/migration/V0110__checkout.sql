-- What a user set out to buy. Written before Stripe is asked, so that whatever Stripe tells later is about something known here.
CREATE TABLE checkout (
    id           uuid        PRIMARY KEY,
    user_id      uuid        NOT NULL,
    amount_cents bigint      NOT NULL CHECK (amount_cents BETWEEN 1 AND 99999999),
    currency     text        NOT NULL,
    session_id   text        UNIQUE,
    session_url  text,
    state        text        NOT NULL CHECK (state IN ('OPEN', 'EXPIRED', 'FAILED', 'REJECTED', 'PAID')),
    reason       text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    changed_at   timestamptz NOT NULL DEFAULT now(),
    CHECK ((session_id IS NULL) = (session_url IS NULL)),
    CHECK ((state = 'REJECTED') = (reason IS NOT NULL))
);
