-- Whose sessions a browser holds is looked up when somebody launches in it.
CREATE INDEX launch_by_session ON launch (session_hash);
