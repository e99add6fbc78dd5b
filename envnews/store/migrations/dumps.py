"""Step 3 of the schema: names for followers of dumps, imports and feeds."""

DUMPS = """
ALTER TABLE articles ADD COLUMN body_scope TEXT NOT NULL DEFAULT 'full'
    CHECK (body_scope IN ('full', 'excerpt', 'none'));

CREATE TABLE dataset (
    name TEXT NOT NULL,
    epoch TEXT NOT NULL
) STRICT;

CREATE TABLE imports (
    number INTEGER PRIMARY KEY,
    dataset TEXT NOT NULL,
    scope TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    loading TEXT,
    records INTEGER NOT NULL DEFAULT 0,
    mirror INTEGER NOT NULL CHECK (mirror IN (0, 1)),
    updated_at TEXT NOT NULL,
    UNIQUE (dataset, scope)
) STRICT;

CREATE TABLE imported (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES imports (number),
    seq INTEGER NOT NULL
) STRICT;

CREATE TABLE feeds (
    name TEXT PRIMARY KEY,
    query TEXT,
    portal TEXT,
    region TEXT,
    topic TEXT,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
