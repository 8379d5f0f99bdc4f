-- A payout is taken for paying before any money moves, so that nobody can take it back or reject it meanwhile. The attempt says who has
-- taken it: only the last may give it back.
ALTER TABLE payout ADD COLUMN attempt_id uuid;
ALTER TABLE payout DROP CONSTRAINT payout_state_check;
ALTER TABLE payout ADD CONSTRAINT payout_state_check CHECK (state IN ('REQUESTED', 'PAYING', 'PAID', 'REJECTED', 'WITHDRAWN'));
ALTER TABLE payout DROP CONSTRAINT payout_check1;
ALTER TABLE payout ADD CHECK ((state IN ('REQUESTED', 'PAYING')) = (decided_at IS NULL));
ALTER TABLE payout ADD CHECK ((state = 'PAYING') = (attempt_id IS NOT NULL));
