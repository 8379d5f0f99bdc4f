CREATE TABLE deployment (
    id                      uuid PRIMARY KEY,
    owner_id                uuid        NOT NULL,
    owner_username          text        NOT NULL,
    slug                    text        NOT NULL,
    -- Holds the model: it cannot be deleted while it is deployed.
    model_id                uuid        NOT NULL REFERENCES model (id),
    visibility              text        NOT NULL CHECK (visibility IN ('public', 'private')),
    allowed_users           text[]      NOT NULL,
    price_per_request_micro bigint      NOT NULL CHECK (price_per_request_micro >= 0),
    requests_per_minute     integer,
    title                   text        NOT NULL,
    tagline                 text,
    logo_url                text,
    color                   text,
    readme                  text,
    created_at              timestamptz NOT NULL,
    changed_at              timestamptz NOT NULL,
    words                   tsvector    NOT NULL GENERATED ALWAYS AS (to_tsvector('simple',
        replace(slug, '-', ' ') || ' ' || owner_username || ' ' || title || ' ' || coalesce(tagline, ''))) STORED
);
CREATE UNIQUE INDEX deployment_address ON deployment (lower(owner_username), slug);
CREATE INDEX deployment_by_owner_newest ON deployment (owner_id, created_at, id);
CREATE INDEX deployment_by_owner_slug ON deployment (owner_id, slug, id);
CREATE INDEX deployment_by_model ON deployment (model_id);
CREATE INDEX deployment_public_newest ON deployment (created_at DESC, id) WHERE visibility = 'public';
CREATE INDEX deployment_words ON deployment USING gin (words);

-- How often each was called. Apart from the deployment, so that calls do not lock what its owner changes.
CREATE TABLE deployment_calls (
    deployment_id uuid PRIMARY KEY REFERENCES deployment (id) ON DELETE CASCADE,
    calls         bigint NOT NULL
);
CREATE INDEX deployment_calls_most ON deployment_calls (calls DESC, deployment_id);
