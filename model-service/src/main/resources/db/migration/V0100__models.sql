-- Models that a runner has accepted. Their files lie in the object store.
CREATE TABLE model (
    id          uuid PRIMARY KEY,
    owner_id    uuid        NOT NULL,
    name        text        NOT NULL,
    description text,
    model_type  text        NOT NULL,
    inputs      jsonb       NOT NULL,
    outputs     jsonb       NOT NULL,
    labels      text[]      NOT NULL,
    file_labels text[]      NOT NULL,
    object_key  text        NOT NULL,
    size_bytes  bigint      NOT NULL,
    sha256      text        NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX model_by_owner_newest ON model (owner_id, created_at, id);
CREATE INDEX model_by_owner_name ON model (owner_id, name, id);
