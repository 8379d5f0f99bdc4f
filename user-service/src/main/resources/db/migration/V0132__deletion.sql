-- A deleted account keeps its row, for its id stands in the books of other services, but nothing of the person.
ALTER TABLE account ADD COLUMN deleted_at timestamptz;

-- Names of deleted accounts. Others named them when they shared something; nobody may step into that by signing up under the name.
CREATE TABLE retired_username (
    sha256 bytea PRIMARY KEY
);

CREATE INDEX mail_recipient ON mail (lower(recipient COLLATE "C"));
