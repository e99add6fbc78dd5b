"""Step 6 of the schema: what runs are measured by."""

MEASURES = """
CREATE TABLE field_measures (
    portal_run INTEGER NOT NULL REFERENCES portal_runs (number) ON DELETE CASCADE,
    field TEXT NOT NULL,
    pages INTEGER NOT NULL,
    filled INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    size REAL NOT NULL,
    PRIMARY KEY (portal_run, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE witness_measures (
    portal_run INTEGER NOT NULL REFERENCES portal_runs (number) ON DELETE CASCADE,
    field TEXT NOT NULL,
    witness TEXT NOT NULL,
    pages INTEGER NOT NULL,
    PRIMARY KEY (portal_run, field, witness)
) STRICT, WITHOUT ROWID;

CREATE TABLE list_measures (
    portal_run INTEGER NOT NULL REFERENCES portal_runs (number) ON DELETE CASCADE,
    column TEXT NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (portal_run, column)
) STRICT, WITHOUT ROWID;

ALTER TABLE lists ADD COLUMN total INTEGER
"""
