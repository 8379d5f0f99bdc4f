-- Models that write text have no tensors to tell of.
ALTER TABLE model
    ADD COLUMN architecture text,
    ADD COLUMN context_length integer,
    ADD COLUMN parameters bigint,
    ADD COLUMN chat boolean,
    ADD CONSTRAINT model_text CHECK (
        num_nonnulls(architecture, context_length, parameters, chat) = CASE model_type WHEN 'text' THEN 4 ELSE 0 END);

-- A deployment runs a model of the registry or calls one of a provider's; the same holds for its fallback.
ALTER TABLE deployment
    ADD COLUMN kind text NOT NULL DEFAULT 'prediction' CHECK (kind IN ('prediction', 'text')),
    ALTER COLUMN model_id DROP NOT NULL,
    ADD COLUMN provider_id uuid,
    ADD COLUMN provider_model text,
    ADD COLUMN fallback_model_id uuid REFERENCES model (id),
    ADD COLUMN fallback_provider_id uuid,
    ADD COLUMN fallback_provider_model text,
    ADD COLUMN price_per_second_micro bigint NOT NULL DEFAULT 0 CHECK (price_per_second_micro >= 0),
    ADD COLUMN price_per_100_input_micro bigint NOT NULL DEFAULT 0 CHECK (price_per_100_input_micro >= 0),
    ADD COLUMN price_per_100_cached_input_micro bigint CHECK (price_per_100_cached_input_micro >= 0),
    ADD COLUMN price_per_100_output_micro bigint NOT NULL DEFAULT 0 CHECK (price_per_100_output_micro >= 0),
    ADD COLUMN price_minimum_micro bigint NOT NULL DEFAULT 0 CHECK (price_minimum_micro >= 0),
    ADD COLUMN free_requests integer NOT NULL DEFAULT 0 CHECK (free_requests >= 0),
    ADD COLUMN tokens_per_minute integer,
    ADD CONSTRAINT deployment_source CHECK (
        num_nonnulls(model_id, provider_id) = 1 AND (provider_id IS NULL) = (provider_model IS NULL)),
    ADD CONSTRAINT deployment_fallback CHECK (
        num_nonnulls(fallback_model_id, fallback_provider_id) <= 1
        AND (fallback_provider_id IS NULL) = (fallback_provider_model IS NULL));
ALTER TABLE deployment
    ALTER COLUMN kind DROP DEFAULT,
    ALTER COLUMN price_per_second_micro DROP DEFAULT,
    ALTER COLUMN price_per_100_input_micro DROP DEFAULT,
    ALTER COLUMN price_per_100_output_micro DROP DEFAULT,
    ALTER COLUMN price_minimum_micro DROP DEFAULT,
    ALTER COLUMN free_requests DROP DEFAULT;

CREATE INDEX deployment_by_fallback_model ON deployment (fallback_model_id) WHERE fallback_model_id IS NOT NULL;
CREATE INDEX deployment_by_provider ON deployment (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX deployment_by_fallback_provider ON deployment (fallback_provider_id) WHERE fallback_provider_id IS NOT NULL;
