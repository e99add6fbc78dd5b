"""Step 5 of the schema: full-text search.

Triggers in plain SQL queue each change of what is indexed, whoever makes it, with the old text where there was one:
a contentless table can only forget a text that it is shown once more. The writer works off the queue at the end of
the same transaction (`envnews.store.search.index`), so the triggers need no function that other clients lack.
"""

_PUNCTUATION = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())

_TOKENIZER = "ascii tokenchars '{}'".format(_PUNCTUATION.replace("'", "''"))
"""Every character beyond ASCII is part of a token, letters are folded as LIKE folds them: ASCII only."""

SEARCH = (
    f"""
    CREATE VIRTUAL TABLE article_search USING fts5 (
        headline, body, pairs, content='', tokenize="{_TOKENIZER.replace('"', '""')}"
    )
    """,
    # Merging later writes less; more segments are hardly slower to read.
    "INSERT INTO article_search (article_search, rank) VALUES ('automerge', 8)",
    """
    CREATE TABLE search_rows (
        row INTEGER PRIMARY KEY,
        article INTEGER NOT NULL UNIQUE,
        portal TEXT NOT NULL,
        published_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE search_queue (
        article INTEGER PRIMARY KEY,
        headline TEXT,
        body TEXT
    ) STRICT
    """,
    """
    CREATE TRIGGER article_search_insert AFTER INSERT ON articles BEGIN
        INSERT INTO search_queue (article) VALUES (new.number) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER article_search_update AFTER UPDATE OF headline, body, status, published_at ON articles
    WHEN (old.headline, old.body, old.status, old.published_at)
        IS NOT (new.headline, new.body, new.status, new.published_at)
    BEGIN
        INSERT INTO search_queue VALUES (old.number, old.headline, old.body) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER article_search_delete AFTER DELETE ON articles BEGIN
        INSERT INTO search_queue VALUES (old.number, old.headline, old.body) ON CONFLICT DO NOTHING;
    END
    """,
    "INSERT INTO search_queue (article) SELECT number FROM articles",
)
