-- Who takes part in a course, as its LMS last told us, so that an instructor sees who has not begun.
-- Times are milliseconds since 1970 in UTC.

-- What is known of the list as a whole. A list that could be read in part only never takes anybody away.
CREATE TABLE roster (
    lms_context_id TEXT NOT NULL PRIMARY KEY REFERENCES lms_context (id),
    wanted_at INTEGER,
    asked_at INTEGER,
    fetched_at INTEGER,
    is_complete INTEGER NOT NULL,
    member_count INTEGER NOT NULL,
    error TEXT
) STRICT;
CREATE INDEX roster_wanted ON roster (wanted_at) WHERE wanted_at IS NOT NULL;
CREATE INDEX roster_by_age ON roster (fetched_at) WHERE fetched_at IS NOT NULL;

-- One person on it: listed by the LMS, or seen in a launch from the course.
CREATE TABLE roster_member (
    lms_context_id TEXT NOT NULL REFERENCES lms_context (id),
    sub TEXT NOT NULL,
    name TEXT,
    email TEXT,
    roles TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    listed_at INTEGER,
    launched_at INTEGER,
    PRIMARY KEY (lms_context_id, sub)
) STRICT;

-- The gradebook opens work by its column.
CREATE INDEX placement_by_line_item ON placement (deployment_id, lineitem_url) WHERE lineitem_url IS NOT NULL;
