-- Files go with the work into the next attempt: a row of its own there, the same stored content. So several rows may name one
-- object, and it stays for as long as one of them does.

ALTER TABLE file_object DROP CONSTRAINT file_object_object_key_key;
CREATE INDEX file_object_by_content ON file_object (object_key);
