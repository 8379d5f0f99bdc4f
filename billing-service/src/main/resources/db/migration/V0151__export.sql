-- An account's own, for its export.
CREATE INDEX checkout_of_user ON checkout (user_id, id);
CREATE INDEX payment_of_user ON payment (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX every_grant_of_user ON credit_grant (user_id, id);
