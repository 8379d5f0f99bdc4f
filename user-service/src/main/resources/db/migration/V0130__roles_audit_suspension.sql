-- Roles inherit downwards: who holds a parent holds all that its children permit. admin is the parent of every role without being
-- linked to them, and everybody holds client without a row.
CREATE TABLE role (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL,
    description text        NOT NULL,
    permissions text[]      NOT NULL,
    built_in    boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX role_name ON role (lower(name));

CREATE TABLE role_child (
    parent_id uuid NOT NULL REFERENCES role ON DELETE CASCADE,
    child_id  uuid NOT NULL REFERENCES role ON DELETE CASCADE,
    PRIMARY KEY (parent_id, child_id)
);
CREATE INDEX role_child_child ON role_child (child_id);

INSERT INTO role (id, name, description, permissions, built_in, created_at, updated_at) VALUES
    ('0192f0c1-0000-7000-8000-000000000001', 'admin', 'Administers the platform; holds every permission',
     '{users.read,users.suspend,audit.read}', true, date_trunc('milliseconds', now()), date_trunc('milliseconds', now())),
    ('0192f0c1-0000-7000-8000-000000000002', 'client', 'Uses the platform; everybody does',
     '{}', true, date_trunc('milliseconds', now()), date_trunc('milliseconds', now()));

CREATE TABLE account_role (
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    role_id    uuid        NOT NULL REFERENCES role,
    given_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, role_id)
);
CREATE INDEX account_role_role ON account_role (role_id);

CREATE TABLE account_suspension (
    account_id   uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    reason       text        NOT NULL,
    suspended_at timestamptz NOT NULL
);

-- What administrators did, written in the transaction of the deed. Nobody changes or removes it. It names accounts by id alone, so
-- that a person who leaves need not be erased from it.
CREATE TABLE audit_entry (
    id         uuid PRIMARY KEY,
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

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE integrity_constraint_violation USING MESSAGE = format('%s is append-only', TG_TABLE_NAME);
END $$;

CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Administrators look through accounts from the newest on.
CREATE INDEX account_newest ON account (created_at, id);
