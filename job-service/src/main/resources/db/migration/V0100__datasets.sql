-- Files that users uploaded. A row is processing until its file was read once; then it is ready or failed, and stays so.
CREATE TABLE dataset (
    id               uuid PRIMARY KEY,
    owner_id         uuid        NOT NULL,
    name             text        NOT NULL,
    description      text,
    dataset_type     text        NOT NULL,
    object_key       text        NOT NULL,
    size_bytes       bigint      NOT NULL,
    sha256           text        NOT NULL,
    uploaded_at      timestamptz NOT NULL,
    status           text        NOT NULL CHECK (status IN ('processing', 'ready', 'failed')),
    failure          text,
    row_count        bigint,
    column_names     text[],
    column_kinds     text[],
    target           text,
    delimiter        text,
    -- Who reads the file holds it until then; a crash of the reader leaves it to the next.
    reading_until    timestamptz,
    reading_attempts int         NOT NULL DEFAULT 0
);
CREATE INDEX dataset_by_owner_and_time ON dataset (owner_id, uploaded_at, id);
CREATE INDEX dataset_by_owner_and_name ON dataset (owner_id, name, id);
CREATE INDEX dataset_by_owner_and_size ON dataset (owner_id, size_bytes, id);
CREATE INDEX dataset_to_read ON dataset (uploaded_at) WHERE status = 'processing';
