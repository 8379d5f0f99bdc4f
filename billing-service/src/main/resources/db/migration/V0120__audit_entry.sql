-- What administrators did, written in the transaction of the deed. Nobody changes or removes it, as with the journal.
CREATE TABLE audit_entry (
    id         uuid        PRIMARY KEY,
    actor_id   uuid        NOT NULL,
    action     text        NOT NULL,
    user_id    uuid,
    details    jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
    request_id text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX audit_of_user ON audit_entry (user_id, id);
CREATE INDEX audit_of_actor ON audit_entry (actor_id, id);
CREATE INDEX audit_of_action ON audit_entry (action, id);

CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
