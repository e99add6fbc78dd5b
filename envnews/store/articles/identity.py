"""Identity: which stored document a fetched page is, and whether it may speak for it.

One document is one article, however many addresses, hosts and columns show it. Three things tell that a
page belongs to a stored article: its id, an address that is an alias of it, or, where a site has moved,
the same headline, date and content on the same portal. A page of a twin host, or a copy at another
address, is an alias: it never overwrites what the article's own page says. What was imported is never the
document of a page that is crawled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.store.articles.displacement import displace_imported, free_story
from envnews.store.articles.rows import utc_text
from envnews.store.changes import PageState

if TYPE_CHECKING:
    import sqlite3

    from envnews.model import Article
    from envnews.store.writing.batch import Batch

MOVED_BODY = 80
"""Characters of body from which the same headline, date and content at a new address is a site that moved;
shorter texts (a link to a file, a call for tenders) repeat word for word without being the same."""

# Most documents are new: of a row that is not there, its number is asked for sooner than its fifty columns.
_BY_ID = "SELECT number FROM articles WHERE id = ?"

_BY_ADDRESS = "SELECT number FROM aliases JOIN articles ON number = article WHERE aliases.url IN (?, ?)"

_BY_CONTENT = """
SELECT number FROM articles INDEXED BY articles_by_content
WHERE portal = ? AND content_hash = ? AND headline = ? AND published_on = ?
    AND NOT EXISTS (SELECT 1 FROM imported WHERE article = number) ORDER BY number
"""
"""Left to itself, SQLite may read all articles of the day instead."""


def find_document(batch: Batch, article: Article) -> sqlite3.Row | None:
    """Return the row of the document that `article` is, None for a new one; what was imported gives way to it."""
    displace_imported(batch, article)
    execute = batch.connection.execute
    found = execute(_BY_ID, (article.id,)).fetchone()
    if found is None:
        found = execute(_BY_ADDRESS, (article.canonical_url, article.url)).fetchone()
    if found is None and article.published_on and len(article.body) >= MOVED_BODY:
        content = (article.portal, article.content_hash, article.headline, article.published_on)
        found = execute(_BY_CONTENT, content).fetchone()
    if found is None:
        free_story(batch, article.id)
        return None
    row: sqlite3.Row = execute("SELECT * FROM articles WHERE number = ?", (found[0],)).fetchone()
    return row


def add_aliases(batch: Batch, number: int, article: Article) -> bool:
    """Note the addresses of a page; return whether one of them is new."""
    at = utc_text(article.fetched_at)
    cursor = batch.connection.executemany(
        "INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(url, number, at) for url in {article.canonical_url, article.url}],
    )
    return cursor.rowcount > 0


def speaks_for(batch: Batch, known: sqlite3.Row, article: Article) -> bool:
    """Return whether a page may change what is stored.

    It may if it is the article's own page, or a copy of it once the own page is gone; but not from a twin
    host when the article was read from the canonical one.
    """
    twin = not same_host(article.url, article.canonical_url)
    if article.portal != known["portal"] or (twin and same_host(known["url"], known["canonical_url"])):
        return False
    if article.id == known["id"] or article.canonical_url == known["canonical_url"]:
        return True
    own_page = batch.connection.execute(
        "SELECT state FROM pages WHERE article_id = ?", (known["id"],)
    ).fetchone()
    return own_page is not None and own_page["state"] == PageState.GONE


def same_host(url: str, other: str) -> bool:
    """Return whether two addresses have one host name; twin hosts have two."""
    return url == other or urlsplit(url).hostname == urlsplit(other).hostname
