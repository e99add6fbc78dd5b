"""What says the same as an article that a person took back, and stays published.

The story of an erased article goes with its texts, so what stays is noted before. Who runs the withdrawal again, perhaps
because nobody read what the first run said, hears of it again, until it is taken back too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.store.articles.withdrawal import GONE_REASON

if TYPE_CHECKING:
    import sqlite3

_STAYING = """
WITH RECURSIVE reached (article) AS (
    SELECT :number UNION SELECT reprint FROM reached JOIN staying USING (article)
)
SELECT id, portal, canonical_url FROM articles
WHERE status = 'active' AND number <> :number
    AND story_id IN (SELECT story_id FROM articles WHERE number IN (SELECT article FROM reached))
ORDER BY portal, id
"""
"""Those of the article's story, or of the stories in which the others are by now, reprints that came later too; where
others were erased as well, those that stayed then."""

_NOTE = f"""
INSERT INTO staying SELECT :number, number FROM articles
WHERE (status = 'active' OR withdrawn_reason = '{GONE_REASON}')
    AND number <> :number AND story_id = (SELECT story_id FROM articles WHERE number = :number)
ON CONFLICT DO NOTHING
"""  # noqa: S608 - a word of ours
"""What has left its site returns with its text when its page does."""

_SINCE = """
SELECT coalesce((SELECT max(at) FROM changes WHERE article = :number AND kind = 'withdrawn'), updated_at)
FROM articles WHERE number = :number
"""
"""The row's own time moves with its story."""


def staying(connection: sqlite3.Connection, number: int) -> tuple[tuple[str, str, str], ...]:
    """Return id, portal and address of the articles that print the text of this one, or whose text it prints."""
    found = connection.execute(_STAYING, {"number": number})
    return tuple((each["id"], each["portal"], each["canonical_url"]) for each in found)


def note_staying(connection: sqlite3.Connection, number: int) -> None:
    """Note which articles stay of the story that this one is about to leave."""
    connection.execute(_NOTE, {"number": number})


def withdrawn_since(connection: sqlite3.Connection, number: int) -> str:
    """Return the UTC time at which a withdrawn article was withdrawn for the reason it bears."""
    since: str = connection.execute(_SINCE, {"number": number}).fetchone()[0]
    return since
