"""What an import brought gives way to what a crawl reads.

Ids and addresses can be known before a page is read: whoever writes a dump could take them, for an article of a portal
of his own, or withdraw them. So no imported row is ever the document of a crawled page. One that has its id is removed,
one that has its address is withdrawn and loses it, and the page is stored as new.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.store.articles.reprints import leave_story
from envnews.store.articles.rows import to_json
from envnews.store.articles.takedown import Reason, erase_own, mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from typing import Any

    from envnews.model import Article
    from envnews.store.writing.batch import Batch

logger = logging.getLogger(__name__)

_CLAIMANTS = """
SELECT articles.* FROM (
    SELECT number AS claimant FROM articles WHERE id = :id
    UNION SELECT article FROM aliases WHERE url IN (SELECT value FROM json_each(:addresses))
)
JOIN imported ON imported.article = claimant JOIN articles ON articles.number = claimant
"""

_CRAWLED_AT = """
SELECT articles.id, articles.portal FROM aliases JOIN articles ON number = aliases.article
WHERE aliases.url = ? AND NOT EXISTS (SELECT 1 FROM imported WHERE article = number)
"""


def displace_imported(batch: Batch, article: Article) -> None:
    """Remove or withdraw the imported rows that have the id or an address of an article that a crawl has read."""
    if batch.connection.execute("SELECT 1 FROM imported LIMIT 1").fetchone() is None:
        return  # most databases only crawl, and their articles need not pay for the search
    addresses = to_json([*_both_schemes(article.canonical_url), *_both_schemes(article.url)])
    keys = {"id": article.id, "addresses": addresses}
    for row in batch.connection.execute(_CLAIMANTS, keys).fetchall():
        told = logger.info if row["portal"] == article.portal else logger.warning
        told(
            "portal %s: %s: what was imported as article %s of portal %s (%s) has its id or address and gives way",
            *(
                article.portal,
                article.url,
                row["id"],
                row["portal"],
                row["withdrawn_reason"] or row["status"],
            ),
        )
        if row["id"] == article.id:
            _remove(batch, row)
        else:
            _withdraw(batch, row, addresses)


def _both_schemes(url: str) -> tuple[str, str]:
    rest = url.partition(":")[2]
    return f"http:{rest}", f"https:{rest}"


def _remove(batch: Batch, row: sqlite3.Row) -> None:
    """Remove a row whose id a new one takes in this transaction, which tells the followers of our dumps."""
    leave_story(batch, row)
    # Others may be merged into the id, which is there again at the end.
    batch.connection.execute("PRAGMA defer_foreign_keys = ON")
    batch.connection.execute("DELETE FROM articles WHERE number = ?", (row["number"],))


def _withdraw(batch: Batch, row: sqlite3.Row, addresses: str) -> None:
    """Withdraw a row of another id, and take the addresses, a JSON list, from it."""
    batch.connection.execute(
        "DELETE FROM aliases WHERE article = ? AND url IN (SELECT value FROM json_each(?))",
        (row["number"], addresses),
    )
    if row["status"] == "active":
        erase_own(batch, row)
        mark(batch, row["number"], "withdrawn", Reason.DUPLICATE, None)


def free_story(batch: Batch, article: str) -> None:
    """Give the story that bears the id of an article which is not stored, as a dump may say, that of a member of it."""
    connection = batch.connection
    members = connection.execute(
        "SELECT number, id FROM articles WHERE story_id = ? ORDER BY number", (article,)
    ).fetchall()
    if not members:
        return
    name = members[0]["id"]
    connection.execute("UPDATE stories SET id = ? WHERE id = ?", (name, article))
    for member in members:
        seq = batch.next_seq()
        connection.execute(
            "UPDATE articles SET story_id = ?, updated_at = ?, seq = ? WHERE number = ?",
            (name, batch.now, seq, member["number"]),
        )
        batch.log(seq, member["number"], "updated")


def claim(batch: Batch, record: Mapping[str, Any], crawled_hosts: frozenset[str]) -> str | None:
    """Return which address of a portal that is crawled here a record to be imported claims; None if it claims none."""
    for name in ("canonical_url", "url"):
        address = record[name]
        if urlsplit(address).hostname in crawled_hosts:
            return f"{name}: {address} is on a host of a portal that is crawled here"
        if own := batch.connection.execute(_CRAWLED_AT, (address,)).fetchone():
            return f"{name}: {address} is an address of article {own['id']} of portal {own['portal']}, crawled here"
    return None
