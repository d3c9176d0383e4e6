-- Gates of courses: what has to be held, and how far everybody is who has opened one.
-- Times are milliseconds since 1970 in UTC; ids are UUIDs of version 7 as text.

-- What a link asks for that is a gate; none for a link that shows something else.
ALTER TABLE placement_template ADD COLUMN gate TEXT
    CHECK (gate IS NULL OR (credential_id IS NULL AND stack_id IS NULL));

-- How much one learner holds of what one link counts.
CREATE TABLE gate_progress (
    placement_id TEXT NOT NULL REFERENCES placement (id),
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    organization_id TEXT NOT NULL REFERENCES organization (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    held INTEGER NOT NULL,
    required INTEGER NOT NULL,
    state TEXT NOT NULL,
    met_at INTEGER,
    counted_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (placement_id, lms_user_id)
) STRICT;
CREATE INDEX gate_progress_by_person ON gate_progress (person_id, placement_id);
CREATE INDEX gate_progress_by_count ON gate_progress (counted_at);

-- Who was seen to teach a course, and is told what happens in it.
CREATE TABLE context_instructor (
    lms_context_id TEXT NOT NULL REFERENCES lms_context (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (lms_context_id, person_id)
) STRICT;
CREATE INDEX context_instructor_by_person ON context_instructor (person_id);
