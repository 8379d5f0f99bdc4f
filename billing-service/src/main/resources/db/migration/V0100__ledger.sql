-- A user's three accounts in one row, which is also the lock that guards them. Amounts are micro-credits everywhere; bigint
-- arithmetic that would overflow is an error in PostgreSQL, so no amount can wrap around.
CREATE TABLE wallet (
    user_id             uuid   PRIMARY KEY,
    available_micro     bigint NOT NULL DEFAULT 0,
    reserved_micro      bigint NOT NULL DEFAULT 0 CHECK (reserved_micro >= 0),
    earnings_micro      bigint NOT NULL DEFAULT 0,
    usage_debited_micro bigint NOT NULL DEFAULT 0 CHECK (usage_debited_micro >= 0),
    version             bigint NOT NULL DEFAULT 1
);

CREATE TABLE platform_account (
    name          text   PRIMARY KEY CHECK (name IN ('revenue', 'stripe', 'promotions', 'treasury', 'burn', 'node_rewards')),
    balance_micro bigint NOT NULL
);

CREATE TABLE journal_entry (
    id            uuid        PRIMARY KEY,
    reference     text        NOT NULL UNIQUE,
    input_sha256  bytea       NOT NULL CHECK (octet_length(input_sha256) = 32),
    kind          text        NOT NULL,
    description   text        NOT NULL,
    deployment_id uuid,
    job_id        uuid,
    actor_id      uuid,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    written_by    xid8        NOT NULL DEFAULT pg_current_xact_id()
);

-- The key is also the order in which a holder's journal is read. A holder is a user, or the greatest uuid for the platform.
CREATE TABLE posting (
    holder_id    uuid   NOT NULL,
    entry_id     uuid   NOT NULL,
    purse        text   NOT NULL,
    amount_micro bigint NOT NULL CHECK (amount_micro <> 0),
    PRIMARY KEY (holder_id, entry_id, purse)
);

-- Each entry that a statement adds postings to must be of this transaction, and all that the statement adds to it must sum to zero.
CREATE FUNCTION refuse_unbalanced_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    culprit uuid;
BEGIN
    SELECT p.entry_id INTO culprit FROM added p
    GROUP BY p.entry_id
    HAVING sum(p.amount_micro) <> 0
        OR (SELECT e.written_by FROM journal_entry e WHERE e.id = p.entry_id) IS DISTINCT FROM pg_current_xact_id()
    LIMIT 1;
    IF FOUND THEN
        RAISE integrity_constraint_violation
            USING MESSAGE = format('The postings added to entry %s do not sum to zero, or it is no entry of this transaction', culprit);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER postings_balance AFTER INSERT ON posting REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_postings();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE integrity_constraint_violation USING MESSAGE = format('%s is append-only', TG_TABLE_NAME);
END $$;

CREATE TRIGGER entries_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER postings_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Every running balance, under the holder and purse by which its postings are found.
CREATE VIEW account_balance AS
    SELECT user_id AS holder_id, 'available' AS purse, available_micro AS balance_micro FROM wallet
    UNION ALL SELECT user_id, 'reserved', reserved_micro FROM wallet
    UNION ALL SELECT user_id, 'earnings', earnings_micro FROM wallet
    UNION ALL SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff', name, balance_micro FROM platform_account;
