-- Which entries of a kind touch a user, so that five purchases are found among a million calls. Usage is left out: it is what there
-- are a million of, and whoever looks for it finds it by walking the journal itself.
CREATE TABLE entry_of_kind (
    holder_id uuid NOT NULL,
    kind      text NOT NULL,
    entry_id  uuid NOT NULL,
    PRIMARY KEY (holder_id, kind, entry_id)
);

-- What each month did to a user's accounts, kept in the transaction of each entry as the balances are: a statement of a month reads
-- that month's rows, however many entries made them. Months are those of UTC. Entries of no deployment are under the zero id.
CREATE TABLE month_total (
    holder_id         uuid   NOT NULL,
    month             date   NOT NULL,
    kind              text   NOT NULL,
    deployment_id     uuid   NOT NULL,
    entries           bigint NOT NULL,
    available_entries bigint NOT NULL,
    earnings_entries  bigint NOT NULL,
    available_micro   bigint NOT NULL,
    reserved_micro    bigint NOT NULL,
    earnings_micro    bigint NOT NULL,
    PRIMARY KEY (holder_id, month, kind, deployment_id)
);

-- Whoever adds postings of a user holds the user's wallet, so nobody waits for these rows. The platform's accounts, which nearly
-- every transaction changes, have no statement and are left out. The entry is looked up row by row on purpose: a plan made while the
-- journal was short must not read all of it later.
CREATE FUNCTION total_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entry_of_kind (holder_id, kind, entry_id)
    SELECT DISTINCT p.holder_id, e.kind, p.entry_id
    FROM added p CROSS JOIN LATERAL (SELECT kind FROM journal_entry WHERE id = p.entry_id LIMIT 1) e
    WHERE p.holder_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff' AND e.kind <> 'usage';

    INSERT INTO month_total AS t
    SELECT p.holder_id, date_trunc('month', e.created_at AT TIME ZONE 'UTC')::date, e.kind,
        coalesce(e.deployment_id, '00000000-0000-0000-0000-000000000000'), count(DISTINCT p.entry_id),
        count(*) FILTER (WHERE p.purse = 'available'), count(*) FILTER (WHERE p.purse = 'earnings'),
        coalesce(sum(p.amount_micro) FILTER (WHERE p.purse = 'available'), 0),
        coalesce(sum(p.amount_micro) FILTER (WHERE p.purse = 'reserved'), 0),
        coalesce(sum(p.amount_micro) FILTER (WHERE p.purse = 'earnings'), 0)
    FROM added p
    CROSS JOIN LATERAL (SELECT kind, deployment_id, created_at FROM journal_entry WHERE id = p.entry_id LIMIT 1) e
    WHERE p.holder_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (holder_id, month, kind, deployment_id) DO UPDATE SET
        entries = t.entries + excluded.entries,
        available_entries = t.available_entries + excluded.available_entries,
        earnings_entries = t.earnings_entries + excluded.earnings_entries,
        available_micro = t.available_micro + excluded.available_micro,
        reserved_micro = t.reserved_micro + excluded.reserved_micro,
        earnings_micro = t.earnings_micro + excluded.earnings_micro;
    RETURN NULL;
END $$;

CREATE TRIGGER postings_are_totalled AFTER INSERT ON posting REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION total_postings();

-- What was posted before.
INSERT INTO entry_of_kind
SELECT DISTINCT p.holder_id, e.kind, p.entry_id FROM posting p JOIN journal_entry e ON e.id = p.entry_id
WHERE p.holder_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff' AND e.kind <> 'usage';

INSERT INTO month_total
SELECT p.holder_id, date_trunc('month', e.created_at AT TIME ZONE 'UTC')::date, e.kind,
    coalesce(e.deployment_id, '00000000-0000-0000-0000-000000000000'), count(DISTINCT p.entry_id),
    count(*) FILTER (WHERE p.purse = 'available'), count(*) FILTER (WHERE p.purse = 'earnings'),
    coalesce(sum(p.amount_micro) FILTER (WHERE p.purse = 'available'), 0),
    coalesce(sum(p.amount_micro) FILTER (WHERE p.purse = 'reserved'), 0),
    coalesce(sum(p.amount_micro) FILTER (WHERE p.purse = 'earnings'), 0)
FROM posting p JOIN journal_entry e ON e.id = p.entry_id
WHERE p.holder_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff'
GROUP BY 1, 2, 3, 4;
