-- Models and deployments as model.events tells them: what a job may use, and at which price.
CREATE TABLE catalogue_model (
    id         uuid PRIMARY KEY,
    owner_id   uuid   NOT NULL,
    object_key text   NOT NULL,
    sha256     text   NOT NULL,
    size_bytes bigint NOT NULL,
    -- JSON, as the event has them
    inputs     text   NOT NULL,
    labels     text[] NOT NULL
);

CREATE TABLE catalogue_deployment (
    id                      uuid PRIMARY KEY,
    owner_id                uuid    NOT NULL,
    owner_username          text    NOT NULL,
    slug                    text    NOT NULL,
    model_id                uuid    NOT NULL,
    public                  boolean NOT NULL,
    allowed_users           text[]  NOT NULL,
    price_per_request_micro bigint  NOT NULL
);
-- Not unique: a slug given up and taken again is told by two keys, whose order is not fixed.
CREATE INDEX catalogue_deployment_by_address ON catalogue_deployment (owner_username, slug);
