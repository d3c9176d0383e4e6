-- What a course gives is named by its gate and given to nobody by what it asks for: its versions are retired from the start, so that
-- processes of an earlier version do not take them for stacks that everybody can earn.
UPDATE stack_version SET state = 'retired', retired_at = COALESCE(published_at, created_at)
WHERE state = 'published' AND stack_id IN (SELECT id FROM stack WHERE placement_id IS NOT NULL);
