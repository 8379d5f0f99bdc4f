CREATE TABLE user_group (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL,
    description text        NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

CREATE TABLE group_member (
    group_id   uuid        NOT NULL REFERENCES user_group ON DELETE CASCADE,
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    standing   text        NOT NULL CHECK (standing IN ('owner', 'member')),
    joined_at  timestamptz NOT NULL,
    PRIMARY KEY (group_id, account_id)
);
CREATE UNIQUE INDEX group_owner ON group_member (group_id) WHERE standing = 'owner';
CREATE INDEX group_member_account ON group_member (account_id, joined_at);
CREATE INDEX group_member_joined ON group_member (group_id, joined_at);

-- No column holds the token that was mailed: who reads this table cannot accept with it.
CREATE TABLE group_invitation (
    id           uuid PRIMARY KEY,
    group_id     uuid        NOT NULL REFERENCES user_group ON DELETE CASCADE,
    email        text        NOT NULL,
    invited_by   uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    token_sha256 bytea       NOT NULL UNIQUE,
    state        text        NOT NULL CHECK (state IN ('pending', 'accepted', 'withdrawn')),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX group_invitation_pending ON group_invitation (group_id, lower(email COLLATE "C")) WHERE state = 'pending';
CREATE INDEX group_invitation_inviter ON group_invitation (invited_by, created_at);
CREATE INDEX group_invitation_email ON group_invitation (lower(email COLLATE "C"));
CREATE INDEX group_invitation_expiry ON group_invitation (expires_at);
