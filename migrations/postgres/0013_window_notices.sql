-- How often the earner of a draft was told that its window ends.
ALTER TABLE attempt ADD COLUMN window_told BIGINT NOT NULL DEFAULT 0;
CREATE INDEX attempt_by_window_told ON attempt (window_told, window_ends_at) WHERE state = 'draft';
