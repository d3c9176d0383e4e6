-- Awards of courses: whoever meets a gate may be given one. What it is of is a stack that belongs to the gate's link and is in no
-- catalogue, so that award, badge and everything that becomes of them are those of any stack.

-- The link whose gate leads to it; none for a stack that people can find.
ALTER TABLE stack ADD COLUMN placement_id TEXT REFERENCES placement (id);
CREATE UNIQUE INDEX stack_by_placement ON stack (placement_id) WHERE placement_id IS NOT NULL;

-- What is given to who meets the gate; travels with the link as the gate does.
ALTER TABLE placement_template ADD COLUMN award_version_id TEXT REFERENCES stack_version (id);
