-- The columns of a table that a model was trained on, in the order in which it takes them; none of other models.
ALTER TABLE catalogue_model ADD COLUMN features text[] NOT NULL DEFAULT '{}';
