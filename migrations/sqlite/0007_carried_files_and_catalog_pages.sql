-- Files go with the work into the next attempt: a row of its own there, the same stored content. So several rows may name one
-- object, and it stays for as long as one of them does. SQLite takes no constraint away, so the table is made anew.

CREATE TABLE file_object_anew (
    id TEXT NOT NULL PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    slot_id TEXT NOT NULL,
    state TEXT NOT NULL,
    object_key TEXT NOT NULL,
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
INSERT INTO file_object_anew (id, attempt_id, slot_id, state, object_key, original_name, media_type, bytes, sha256,
    duration_ms, pages, width, height, alt_text, caption, position, rejection, created_at, updated_at, removed_at)
SELECT id, attempt_id, slot_id, state, object_key, original_name, media_type, bytes, sha256,
    duration_ms, pages, width, height, alt_text, caption, position, rejection, created_at, updated_at, removed_at
FROM file_object;
DROP TABLE file_object;
ALTER TABLE file_object_anew RENAME TO file_object;
CREATE INDEX file_object_by_slot ON file_object (attempt_id, slot_id, position);
CREATE INDEX file_object_by_state ON file_object (state, updated_at);
CREATE INDEX file_object_by_content ON file_object (object_key);

-- By what a catalogue is read: the title, without regard to capitals. The public reads it page by page.
ALTER TABLE catalog_entry ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
UPDATE catalog_entry SET sort_key = lower(summary ->> '$.title');
CREATE INDEX catalog_entry_public ON catalog_entry (organization_id, sort_key, id)
    WHERE status = 'offered' AND visibility = 'public';
