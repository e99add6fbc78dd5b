"""Step 7 of the schema: agencies, regions and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.vocabulary import divisions, topic_names

if TYPE_CHECKING:
    import sqlite3

CLASSES = """
CREATE TABLE agencies (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE regions (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    iso TEXT,
    province TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topics (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE articles ADD COLUMN source_agency TEXT REFERENCES agencies (id);
ALTER TABLE articles ADD COLUMN regions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN topics TEXT NOT NULL DEFAULT '{}';
CREATE INDEX articles_by_agency ON articles (source_agency, published_on) WHERE source_agency IS NOT NULL;

CREATE TABLE article_regions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    region TEXT NOT NULL,
    PRIMARY KEY (article, region)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_regions_by_region ON article_regions (region, article);

CREATE TABLE article_topics (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    PRIMARY KEY (article, topic)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_topics_by_topic ON article_topics (topic, article)
"""


def fill_vocabularies(connection: sqlite3.Connection) -> None:
    """Write the regions and topics of this version."""
    for division in divisions().values():
        row = (division.code, division.name, division.short, division.iso, division.province.code)
        connection.execute("INSERT OR REPLACE INTO regions VALUES (?, ?, ?, ?, ?)", row)
    for topic in topic_names().items():
        connection.execute("INSERT OR REPLACE INTO topics VALUES (?, ?)", topic)
