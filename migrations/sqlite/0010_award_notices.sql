-- How often the holder of an award was told that its time ends.
ALTER TABLE award ADD COLUMN ending_told INTEGER NOT NULL DEFAULT 0;
CREATE INDEX award_by_ending ON award (ending_told, valid_until) WHERE state = 'active';
