-- Scores on their way to the gradebooks of LMSs, and what is known of each cell there.
-- Times are milliseconds since 1970 in UTC; ids are UUIDs of version 7 as text; flags are 0 or 1.

-- One message to one cell, written in the transaction of its cause. Of one cell, the messages leave in the order of seq.
-- due_at is when somebody may take it next; while it is being sent, that is when the lease of whoever sends it ends.
CREATE TABLE score_post (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    platform_id TEXT NOT NULL REFERENCES platform (id),
    placement_id TEXT NOT NULL REFERENCES placement (id),
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    cause_kind TEXT NOT NULL,
    cause_id TEXT NOT NULL,
    -- Tells apart what one cause leads to more than once: each handing in of one attempt.
    cause_seq INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    claimed_by TEXT,
    -- It may have arrived without our knowing.
    is_uncertain INTEGER NOT NULL,
    reason TEXT,
    detail TEXT,
    stamp INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (placement_id, lms_user_id, seq),
    UNIQUE (cause_id, placement_id, lms_user_id, kind, cause_kind, cause_seq)
) STRICT;
CREATE INDEX score_post_due ON score_post (platform_id, due_at)
    WHERE state IN ('pending', 'sending', 'unknown', 'retry');
CREATE INDEX score_post_stuck ON score_post (platform_id, created_at) WHERE state IN ('parked', 'dead');
CREATE INDEX score_post_parked ON score_post (placement_id) WHERE state = 'parked';

-- One learner in one column. Points are whole; what was seen at the LMS is in millionths.
CREATE TABLE gradebook_cell (
    placement_id TEXT NOT NULL REFERENCES placement (id),
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    last_seq INTEGER NOT NULL,
    -- The last timestamp that any message to this cell was given.
    last_stamp INTEGER NOT NULL,
    -- What the newest message says, sent or not.
    told_points INTEGER,
    told_maximum INTEGER,
    -- The last value that the LMS is known to have taken from us.
    confirmed_points INTEGER,
    confirmed_maximum INTEGER,
    -- A value that it may have taken from us.
    doubtful_points INTEGER,
    doubtful_maximum INTEGER,
    seen_score INTEGER,
    seen_maximum INTEGER,
    seen_at INTEGER,
    -- Somebody at the LMS gave more, and that stands.
    is_overridden INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (placement_id, lms_user_id)
) STRICT;
