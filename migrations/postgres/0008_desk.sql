-- What handing work out to assessors looks for, and what it leaves behind.

-- When the next attempt was handed in, which takes the place of a result of "revise".
ALTER TABLE attempt ADD COLUMN superseded_at BIGINT;
-- How many results of "revise" a coach has talked through with the earner.
ALTER TABLE enrollment ADD COLUMN coached BIGINT NOT NULL DEFAULT 0;
-- Somebody who has read elsewhere: the first readings need no second one.
ALTER TABLE qualification ADD COLUMN is_experienced BOOLEAN NOT NULL DEFAULT FALSE;

-- A decision can be looked at again before it goes out, so several lead assessors may read one after the other.
DROP INDEX reading_slot_once;
CREATE UNIQUE INDEX reading_slot_once ON reading_slot (attempt_id, snapshot_seq, position)
    WHERE state <> 'cancelled' AND position IN ('r1', 'r2');
CREATE INDEX reading_slot_urgent ON reading_slot (organization_id, due_at, id)
    WHERE state = 'open' AND position IN ('r2', 'appeal');
CREATE INDEX reading_slot_active ON reading_slot (organization_id, due_at, id) WHERE state IN ('open', 'leased');
CREATE INDEX reading_draft_by_time ON reading_draft (saved_at);
CREATE INDEX attempt_screening ON attempt (updated_at) WHERE state = 'screening';
CREATE INDEX attempt_decided ON attempt (updated_at) WHERE state = 'decided';
-- So that nothing that belongs to a person is looked for row by row.
CREATE INDEX reading_slot_by_person ON reading_slot (person_id);
CREATE INDEX reading_slot_by_earner ON reading_slot (earner_id);
CREATE INDEX decision_by_decider ON decision (decided_by);
CREATE INDEX decision_by_releaser ON decision (released_by);
