"""Step 2 of the schema: articles that left their site."""

WITHDRAWALS = """
ALTER TABLE articles ADD COLUMN withdrawn_reason TEXT;
ALTER TABLE pages ADD COLUMN gone_since TEXT;
ALTER TABLE pages ADD COLUMN gone_answers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portal_runs ADD COLUMN not_before TEXT;

CREATE TABLE more_changes (
    seq INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'revised', 'updated', 'merged', 'withdrawn', 'restored')),
    at TEXT NOT NULL
) STRICT;

INSERT INTO more_changes SELECT seq, article, kind, at FROM changes;
DROP TABLE changes;
ALTER TABLE more_changes RENAME TO changes
"""
