-- A text model that was trained is of the kind of its network, for example gpt_mini, and is described as other text models are.
ALTER TABLE model
    DROP CONSTRAINT model_text,
    ADD CONSTRAINT model_text CHECK (
        num_nonnulls(architecture, context_length, parameters, chat) = 4
        OR num_nonnulls(architecture, context_length, parameters, chat) = 0 AND model_type <> 'text');
