-- JSON: missing values by column, classes, the first rows. Nothing for datasets that were read before.
ALTER TABLE dataset ADD COLUMN findings text;
