-- What an earner says of a part for themselves: it is ready. The hash is of what was in the part then, and tells whether
-- something was changed since.
CREATE TABLE part_mark (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    part_id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, part_id)
) STRICT;
