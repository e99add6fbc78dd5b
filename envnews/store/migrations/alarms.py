"""Step 12 of the schema: what operators were told, and totals of lists."""

ALARMS = """
CREATE TABLE alarms (
    subject TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    reasons TEXT NOT NULL,
    told_at TEXT NOT NULL,
    well_since TEXT,
    told_well INTEGER NOT NULL DEFAULT 0,
    recoveries INTEGER NOT NULL DEFAULT 0
) STRICT;

ALTER TABLE portal_runs ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';

ALTER TABLE portal_runs ADD COLUMN unverified_hosts TEXT NOT NULL DEFAULT '[]';

ALTER TABLE list_measures ADD COLUMN total INTEGER;

ALTER TABLE list_measures ADD COLUMN named INTEGER;

ALTER TABLE list_measures ADD COLUMN listed INTEGER
"""
