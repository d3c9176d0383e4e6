-- Files go with the work into the next attempt: a row of its own there, the same stored content. So several rows may name one
-- object, and it stays for as long as one of them does.

ALTER TABLE file_object DROP CONSTRAINT file_object_object_key_key;
CREATE INDEX file_object_by_content ON file_object (object_key);

-- By what a catalogue is read: the title, without regard to capitals. The public reads it page by page.
ALTER TABLE catalog_entry ADD COLUMN sort_key TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE catalog_entry SET sort_key = lower(summary ->> 'title');
CREATE INDEX catalog_entry_public ON catalog_entry (organization_id, sort_key, id)
    WHERE status = 'offered' AND visibility = 'public';
