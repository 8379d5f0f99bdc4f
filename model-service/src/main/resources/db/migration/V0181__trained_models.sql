-- How a model was trained, as its training told it, and its accuracy beside that, to sort by. Nothing for one that was uploaded.
ALTER TABLE model
    ADD COLUMN education jsonb,
    ADD COLUMN accuracy  double precision;
CREATE INDEX model_by_owner_accuracy ON model (owner_id, coalesce(accuracy, -1), id);

-- Models that were trained and are still to be registered. Who tries holds the row until then; a crash leaves it to the next.
CREATE TABLE trained_model (
    model_id uuid PRIMARY KEY,
    -- JSON: the event that told of it
    event    text        NOT NULL,
    attempts int         NOT NULL DEFAULT 0,
    next_try timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX trained_model_due ON trained_model (next_try);
