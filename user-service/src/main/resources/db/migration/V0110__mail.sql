-- Mails to be sent and what became of them. The values hold links that let their holder in: they go as soon as the mail is sent or given up.
CREATE TABLE mail (
    id              uuid PRIMARY KEY,
    account_id      uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    recipient       text        NOT NULL,
    template        text        NOT NULL,
    template_values jsonb,
    state           text        NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'SENT', 'FAILED')),
    attempts        integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    ended_at        timestamptz,
    CHECK ((state = 'QUEUED') = (template_values IS NOT NULL)),
    CHECK ((state = 'QUEUED') = (ended_at IS NULL))
);
CREATE INDEX mail_due ON mail (next_attempt_at) WHERE state = 'QUEUED';
CREATE INDEX mail_account ON mail (account_id, template, created_at);
CREATE INDEX mail_ended_at ON mail (ended_at) WHERE state <> 'QUEUED';

CREATE FUNCTION wake_mail_sender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('mail', '');
    RETURN NULL;
END $$;

CREATE TRIGGER mail_wakes_sender AFTER INSERT ON mail
    FOR EACH STATEMENT EXECUTE FUNCTION wake_mail_sender();
