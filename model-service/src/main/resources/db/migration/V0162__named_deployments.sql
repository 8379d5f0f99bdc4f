-- Who has deployed which model by its name (document 2). The deployment itself is the platform's, or the account's own.
CREATE TABLE named_deployment (
    account_id    uuid        NOT NULL,
    model_name    text        NOT NULL,
    deployment_id uuid        NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,
    deployed_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, model_name)
);
CREATE INDEX named_deployment_by_deployment ON named_deployment (deployment_id);
CREATE INDEX deployment_by_owner_provider_model ON deployment (owner_id, provider_model) WHERE provider_model IS NOT NULL;
