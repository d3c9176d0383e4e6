-- Micro-credentials and their versions, what a course places, and the work on them until it is handed in.
-- Times are milliseconds since 1970 in UTC; ids are UUIDs of version 7 as text; flags are 0 or 1.

CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    slug TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organization_id, slug)
) STRICT;

CREATE TABLE credential_version (
    id TEXT NOT NULL PRIMARY KEY,
    credential_id TEXT NOT NULL REFERENCES credential (id),
    major INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    scored_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    retired_at INTEGER,
    UNIQUE (credential_id, major, minor)
) STRICT;
CREATE UNIQUE INDEX credential_version_published ON credential_version (credential_id) WHERE state = 'published';

CREATE TABLE credential_image (
    credential_version_id TEXT NOT NULL REFERENCES credential_version (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (credential_version_id, name)
) STRICT;

CREATE TABLE stack (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    slug TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organization_id, slug)
) STRICT;

CREATE TABLE stack_version (
    id TEXT NOT NULL PRIMARY KEY,
    stack_id TEXT NOT NULL REFERENCES stack (id),
    major INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    retired_at INTEGER,
    UNIQUE (stack_id, major, minor)
) STRICT;
CREATE UNIQUE INDEX stack_version_published ON stack_version (stack_id) WHERE state = 'published';

-- What an organisation offers, and how it wants it to be found. summary is what lists show of the published version,
-- so that a list reads no definition.
CREATE TABLE catalog_entry (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    credential_id TEXT REFERENCES credential (id),
    stack_id TEXT REFERENCES stack (id),
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    tier INTEGER,
    tags TEXT NOT NULL,
    audience TEXT NOT NULL,
    accepts_linked_media INTEGER NOT NULL,
    summary TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((credential_id IS NULL) <> (stack_id IS NULL)),
    UNIQUE (organization_id, credential_id),
    UNIQUE (organization_id, stack_id)
) STRICT;
CREATE INDEX catalog_entry_by_credential ON catalog_entry (credential_id);
CREATE INDEX catalog_entry_by_stack ON catalog_entry (stack_id);

-- What somebody chose in a picker; the page of the whole course when it names neither. Its id travels with the link, so
-- that a copied link finds its target.
CREATE TABLE placement_template (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    credential_id TEXT REFERENCES credential (id),
    stack_id TEXT REFERENCES stack (id),
    grade_mode TEXT NOT NULL,
    version_policy TEXT NOT NULL,
    pinned_version_id TEXT REFERENCES credential_version (id),
    created_by TEXT NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    CHECK (credential_id IS NULL OR stack_id IS NULL)
) STRICT;
CREATE INDEX placement_template_by_organization ON placement_template (organization_id, created_at);
CREATE INDEX placement_template_by_person ON placement_template (created_by);

ALTER TABLE placement ADD COLUMN placement_template_id TEXT REFERENCES placement_template (id);
ALTER TABLE placement ADD COLUMN bound_at INTEGER;
-- What the link's own parameters named last; somebody who chose something else afterwards is not overruled by them.
ALTER TABLE placement ADD COLUMN named_template_id TEXT REFERENCES placement_template (id);
CREATE INDEX placement_by_context ON placement (lms_context_id);
CREATE INDEX placement_by_template ON placement (placement_template_id);

-- One person's way through one micro-credential, whatever courses it is placed in.
CREATE TABLE enrollment (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organization (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    credential_id TEXT NOT NULL REFERENCES credential (id),
    credential_version_id TEXT NOT NULL REFERENCES credential_version (id),
    created_at INTEGER NOT NULL,
    UNIQUE (person_id, credential_id)
) STRICT;
CREATE INDEX enrollment_by_credential ON enrollment (credential_id);

-- The columns that an enrollment feeds.
CREATE TABLE enrollment_placement (
    enrollment_id TEXT NOT NULL REFERENCES enrollment (id),
    placement_id TEXT NOT NULL REFERENCES placement (id),
    lms_user_id TEXT NOT NULL REFERENCES lms_user (id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (enrollment_id, placement_id, lms_user_id)
) STRICT;
CREATE INDEX enrollment_placement_by_placement ON enrollment_placement (placement_id);

CREATE TABLE attempt (
    id TEXT NOT NULL PRIMARY KEY,
    enrollment_id TEXT NOT NULL REFERENCES enrollment (id),
    credential_version_id TEXT NOT NULL REFERENCES credential_version (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    is_counted INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    window_started_at INTEGER,
    window_ends_at INTEGER,
    submitted_at INTEGER,
    recall_until INTEGER,
    carried_from_attempt_id TEXT REFERENCES attempt (id),
    resubmission_note TEXT,
    -- A preview user of the LMS did it: it never reaches an assessor.
    is_test INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL,
    UNIQUE (enrollment_id, number)
) STRICT;
CREATE UNIQUE INDEX attempt_open ON attempt (enrollment_id)
    WHERE state NOT IN ('released', 'expired', 'withdrawn', 'voided');
CREATE INDEX attempt_by_window_end ON attempt (window_ends_at) WHERE state = 'draft';
CREATE INDEX attempt_by_recall_end ON attempt (recall_until) WHERE state = 'submitted';

-- What was written into a slot. save_seq rises by one with each save; save_id tells a repeated save from another.
CREATE TABLE answer (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    slot_id TEXT NOT NULL,
    body TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    save_seq INTEGER NOT NULL,
    save_id TEXT NOT NULL,
    is_ready INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, slot_id)
) STRICT;

CREATE TABLE file_object (
    id TEXT NOT NULL PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    slot_id TEXT NOT NULL,
    state TEXT NOT NULL,
    object_key TEXT NOT NULL UNIQUE,
    original_name TEXT NOT NULL,
    media_type TEXT,
    bytes INTEGER NOT NULL,
    sha256 TEXT,
    duration_ms INTEGER,
    pages INTEGER,
    width INTEGER,
    height INTEGER,
    alt_text TEXT NOT NULL,
    caption TEXT NOT NULL,
    position INTEGER NOT NULL,
    rejection TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE INDEX file_object_by_slot ON file_object (attempt_id, slot_id, position);
CREATE INDEX file_object_by_state ON file_object (state, updated_at);

CREATE TABLE attestation (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    kind TEXT NOT NULL,
    statement TEXT NOT NULL,
    detail TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, kind)
) STRICT;

-- The work as it was handed in, once and for all.
CREATE TABLE snapshot (
    id TEXT NOT NULL PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    seq INTEGER NOT NULL,
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    recalled_at INTEGER,
    UNIQUE (attempt_id, seq)
) STRICT;
