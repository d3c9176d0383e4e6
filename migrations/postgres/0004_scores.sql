-- Scores on their way to the gradebooks of LMSs, and what is known of each cell there.
-- Times are milliseconds since 1970 in UTC; ids are UUIDs of version 7 as text; flags are booleans.

-- One message to one cell, written in the transaction of its cause. Of one cell, the messages leave in the order of seq.
-- due_at is when somebody may take it next; while it is being sent, that is when the lease of whoever sends it ends.
CREATE TABLE score_post (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    platform_id TEXT NOT NULL REFERENCES platform (id),
    placement_id TEXT NOT NULL REFERENCES placement (id),
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    kind TEXT NOT NULL,
    message JSONB NOT NULL,
    cause_kind TEXT NOT NULL,
    cause_id TEXT NOT NULL,
    -- Tells apart what one cause leads to more than once: each handing in of one attempt.
    cause_seq BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_by TEXT,
    -- It may have arrived without our knowing.
    is_uncertain BOOLEAN NOT NULL,
    reason TEXT,
    detail TEXT,
    stamp BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (placement_id, lms_user_id, seq),
    UNIQUE (cause_id, placement_id, lms_user_id, kind, cause_kind, cause_seq)
);
CREATE INDEX score_post_due ON score_post (platform_id, due_at)
    WHERE state IN ('pending', 'sending', 'unknown', 'retry');
CREATE INDEX score_post_stuck ON score_post (platform_id, created_at) WHERE state IN ('parked', 'dead');
CREATE INDEX score_post_parked ON score_post (placement_id) WHERE state = 'parked';

-- One learner in one column. Points are whole; what was seen at the LMS is in millionths.
CREATE TABLE gradebook_cell (
    placement_id TEXT NOT NULL REFERENCES placement (id),
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    last_seq BIGINT NOT NULL,
    -- The last timestamp that any message to this cell was given.
    last_stamp BIGINT NOT NULL,
    -- What the newest message says, sent or not.
    told_points BIGINT,
    told_maximum BIGINT,
    -- The last value that the LMS is known to have taken from us.
    confirmed_points BIGINT,
    confirmed_maximum BIGINT,
    -- A value that it may have taken from us.
    doubtful_points BIGINT,
    doubtful_maximum BIGINT,
    seen_score BIGINT,
    seen_maximum BIGINT,
    seen_at BIGINT,
    -- Somebody at the LMS gave more, and that stands.
    is_overridden BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (placement_id, lms_user_id)
);
