-- One entry pays for all calls of a payer to a deployment that were heard of together. An entry says how many acts it stands for: calls
-- of usage, one of everything else; and each call says by which entry it was paid. Calls that were paid before have an entry each, which
-- their usage id names.
ALTER TABLE journal_entry ADD COLUMN acts bigint NOT NULL DEFAULT 1 CHECK (acts > 0);
ALTER TABLE usage_record ADD COLUMN entry_id uuid;

-- As before, but acts are counted where entries were, and each entry is looked up once for each of its holders.
CREATE OR REPLACE FUNCTION total_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entry_of_kind (holder_id, kind, entry_id)
    SELECT DISTINCT p.holder_id, e.kind, p.entry_id
    FROM added p CROSS JOIN LATERAL (SELECT kind FROM journal_entry WHERE id = p.entry_id LIMIT 1) e
    WHERE p.holder_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff' AND e.kind <> 'usage';

    INSERT INTO month_total AS t
    SELECT p.holder_id, date_trunc('month', e.created_at AT TIME ZONE 'UTC')::date, e.kind,
        coalesce(e.deployment_id, '00000000-0000-0000-0000-000000000000'), sum(e.acts)::bigint,
        coalesce(sum(e.acts) FILTER (WHERE p.available IS NOT NULL), 0)::bigint,
        coalesce(sum(e.acts) FILTER (WHERE p.earnings IS NOT NULL), 0)::bigint,
        coalesce(sum(p.available), 0)::bigint, coalesce(sum(p.reserved), 0)::bigint, coalesce(sum(p.earnings), 0)::bigint
    FROM (SELECT holder_id, entry_id, sum(amount_micro) FILTER (WHERE purse = 'available') AS available,
            sum(amount_micro) FILTER (WHERE purse = 'reserved') AS reserved,
            sum(amount_micro) FILTER (WHERE purse = 'earnings') AS earnings
        FROM added WHERE holder_id <> 'ffffffff-ffff-ffff-ffff-ffffffffffff' GROUP BY holder_id, entry_id) p
    CROSS JOIN LATERAL (SELECT kind, deployment_id, created_at, acts FROM journal_entry WHERE id = p.entry_id LIMIT 1) e
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
