-- The list of text models is walked in this order; private ones of others are passed over.
CREATE INDEX deployment_text ON deployment (created_at, id) WHERE kind = 'text';
