-- A credit limit that starts again each day, week or month is counted under another id in each of them; one that never does, under the key's.
ALTER TABLE key_usage RENAME COLUMN key_id TO meter_id;
