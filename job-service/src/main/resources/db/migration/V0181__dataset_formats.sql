-- What kind of file it is, and what is known of one that is no table: JSON. All there were before are CSV files.
ALTER TABLE dataset
    ADD COLUMN format  text NOT NULL DEFAULT 'csv' CHECK (format IN ('csv', 'json', 'jsonl', 'zip', 'txt')),
    ADD COLUMN content text;
