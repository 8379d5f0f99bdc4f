-- Whose the configured address of the administrator was first, by pseudonym of the address. No reference: it outlives the account.
CREATE TABLE configured_administrator (
    address_hmac bytea PRIMARY KEY,
    account_id   uuid NOT NULL
);
