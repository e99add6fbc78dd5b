"""Step 4 of the schema: the stories of reprints."""

STORIES = """
ALTER TABLE articles ADD COLUMN story_id TEXT;
ALTER TABLE articles ADD COLUMN original_id TEXT;
ALTER TABLE articles ADD COLUMN similarity REAL;
UPDATE articles SET story_id = id, original_id = id, similarity = 1.0;
CREATE INDEX articles_by_story ON articles (story_id, portal);

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    original INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stories_by_original ON stories (original);

CREATE TABLE reprints (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    named INTEGER REFERENCES articles (number) ON DELETE SET NULL,
    similarity REAL NOT NULL,
    lag_minutes INTEGER,
    cut REAL NOT NULL,
    added REAL NOT NULL,
    cut_text TEXT NOT NULL,
    added_text TEXT NOT NULL
) STRICT;

CREATE INDEX reprints_by_original ON reprints (original);
CREATE INDEX reprints_by_named ON reprints (named) WHERE named IS NOT NULL;

CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    algorithm INTEGER NOT NULL,
    text_hash INTEGER NOT NULL,
    length INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE story_keys (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID
"""
