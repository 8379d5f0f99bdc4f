-- Owners' accounts with providers of text models.
CREATE TABLE provider (
    id          uuid PRIMARY KEY,
    owner_id    uuid        NOT NULL,
    name        text        NOT NULL,
    kind        text        NOT NULL,
    base_url    text,
    region      text,
    -- AES-256-GCM under MAINNET_ENCRYPTION_KEY, the row's id authenticated with it.
    credentials bytea       NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX provider_by_owner_name ON provider (owner_id, name);
CREATE INDEX provider_by_owner_newest ON provider (owner_id, created_at, id);

-- Holds the provider: it cannot be deleted while a deployment uses it.
ALTER TABLE deployment
    ADD CONSTRAINT deployment_provider FOREIGN KEY (provider_id) REFERENCES provider (id),
    ADD CONSTRAINT deployment_fallback_provider FOREIGN KEY (fallback_provider_id) REFERENCES provider (id);
