-- Reading what was handed in, deciding about it, and what follows: decisions, awards, notices.
-- Times are milliseconds since 1970 in UTC; ids are UUIDs of version 7 as text; flags are booleans.

-- When the result is due, once the work is with the assessors.
ALTER TABLE attempt ADD COLUMN due_at BIGINT;
-- Where it stood before a question of integrity stopped it.
ALTER TABLE attempt ADD COLUMN held_from TEXT;

-- Who may read work on a micro-credential, by the major number of its version. languages is empty for any.
CREATE TABLE qualification (
    person_id TEXT NOT NULL REFERENCES person (id),
    credential_id TEXT NOT NULL REFERENCES credential (id),
    major BIGINT NOT NULL,
    state TEXT NOT NULL,
    languages JSONB NOT NULL,
    valid_until BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, credential_id, major)
);
CREATE INDEX qualification_by_credential ON qualification (credential_id, major);

-- One reading that is wanted of one snapshot, and who has it. What the queue asks for is repeated here, so that handing out
-- the oldest is one look at one index.
CREATE TABLE reading_slot (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    snapshot_seq BIGINT NOT NULL,
    position TEXT NOT NULL,
    state TEXT NOT NULL,
    credential_id TEXT NOT NULL REFERENCES credential (id),
    major BIGINT NOT NULL,
    language TEXT NOT NULL,
    earner_id TEXT NOT NULL REFERENCES person (id),
    due_at BIGINT NOT NULL,
    person_id TEXT REFERENCES person (id),
    leased_at BIGINT,
    leased_until BIGINT,
    sent_back TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX reading_slot_open ON reading_slot (organization_id, due_at, id) WHERE state = 'open';
CREATE INDEX reading_slot_leased ON reading_slot (leased_until) WHERE state = 'leased';
CREATE INDEX reading_slot_held ON reading_slot (person_id, leased_until) WHERE state = 'leased';
CREATE INDEX reading_slot_by_attempt ON reading_slot (attempt_id, snapshot_seq, position);
CREATE UNIQUE INDEX reading_slot_once ON reading_slot (attempt_id, snapshot_seq, position)
    WHERE state <> 'cancelled' AND position <> 'appeal';

-- What an assessor has written and not submitted. It stays its author's when the lease ends.
CREATE TABLE reading_draft (
    reading_slot_id TEXT NOT NULL REFERENCES reading_slot (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    content JSONB NOT NULL,
    save_seq BIGINT NOT NULL,
    save_id TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (reading_slot_id, person_id)
);
CREATE INDEX reading_draft_by_person ON reading_draft (person_id, saved_at);

-- A reading as it was submitted, once and for all; seq rises when a lead assessor sends one back.
CREATE TABLE reading (
    id TEXT NOT NULL PRIMARY KEY,
    reading_slot_id TEXT NOT NULL REFERENCES reading_slot (id),
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    seq BIGINT NOT NULL,
    content JSONB NOT NULL,
    total BIGINT NOT NULL,
    band TEXT NOT NULL,
    outcome TEXT NOT NULL,
    scored_hash TEXT NOT NULL,
    seconds_spent BIGINT NOT NULL,
    submitted_at BIGINT NOT NULL,
    UNIQUE (reading_slot_id, seq)
);
CREATE INDEX reading_by_attempt ON reading (attempt_id, submitted_at);
CREATE INDEX reading_by_person ON reading (person_id, submitted_at);

-- Who must not read whose work, and why.
CREATE TABLE assessor_conflict (
    person_id TEXT NOT NULL REFERENCES person (id),
    earner_id TEXT NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, earner_id)
);
CREATE INDEX assessor_conflict_by_earner ON assessor_conflict (earner_id);

-- What was decided about an attempt. Once released it never changes; another one supersedes it.
CREATE TABLE decision (
    id TEXT NOT NULL PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    basis TEXT NOT NULL,
    reading_id TEXT NOT NULL REFERENCES reading (id),
    total BIGINT NOT NULL,
    band TEXT NOT NULL,
    outcome TEXT NOT NULL,
    posted_points BIGINT NOT NULL,
    rationale TEXT NOT NULL,
    supersedes_id TEXT UNIQUE REFERENCES decision (id),
    decided_by TEXT REFERENCES person (id),
    decided_at BIGINT NOT NULL,
    released_by TEXT REFERENCES person (id),
    released_at BIGINT
);
CREATE INDEX decision_by_attempt ON decision (attempt_id, decided_at);
CREATE INDEX decision_by_reading ON decision (reading_id);

-- Our record of what somebody holds: a micro-credential by a decision, or a stack by what it asks for.
CREATE TABLE award (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    credential_id TEXT REFERENCES credential (id),
    credential_version_id TEXT REFERENCES credential_version (id),
    stack_id TEXT REFERENCES stack (id),
    stack_version_id TEXT REFERENCES stack_version (id),
    decision_id TEXT UNIQUE REFERENCES decision (id),
    state TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    valid_until BIGINT,
    ended_at BIGINT,
    end_reason TEXT,
    renews_award_id TEXT REFERENCES award (id),
    CHECK ((credential_id IS NULL) <> (stack_id IS NULL)),
    CHECK ((credential_id IS NULL) = (credential_version_id IS NULL)),
    CHECK ((credential_id IS NULL) = (decision_id IS NULL)),
    CHECK ((stack_id IS NULL) = (stack_version_id IS NULL))
);
CREATE INDEX award_by_person ON award (person_id, issued_at);
CREATE INDEX award_by_credential ON award (credential_id, issued_at);
CREATE INDEX award_by_stack ON award (stack_id, issued_at);
CREATE INDEX award_by_end ON award (valid_until) WHERE state = 'active';
CREATE UNIQUE INDEX award_stack_once ON award (person_id, stack_id) WHERE stack_id IS NOT NULL AND state = 'active';

-- What somebody is told inside the tool.
CREATE TABLE notice (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    detail JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX notice_by_person ON notice (person_id, created_at);
CREATE INDEX notice_unseen ON notice (person_id, created_at) WHERE seen_at IS NULL;
