"""Step 14 of the schema: what stays of the stories of erased articles."""

STAYING = """
CREATE TABLE staying (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    reprint INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (article, reprint)
) STRICT, WITHOUT ROWID;

CREATE INDEX staying_by_reprint ON staying (reprint)
"""
