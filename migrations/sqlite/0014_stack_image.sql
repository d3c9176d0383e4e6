-- Pictures that lie beside the file of a stack, as those of a micro-credential do.
CREATE TABLE stack_image (
    stack_version_id TEXT NOT NULL REFERENCES stack_version (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (stack_version_id, name)
) STRICT;
