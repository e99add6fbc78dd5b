"""Taking an article back: withdrawn, with or without its text, or merged into another one.

The row stays for ever, as the tombstone that tells followers of the dumps, and so that no later crawl brings
the document back. Where a person or a right is the reason, the texts go, wherever the database holds them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from envnews.normalize.urls import canonical_url, host_of
from envnews.store.articles.classes import drop_classes
from envnews.store.articles.reprints import leave_story
from envnews.store.articles.rows import to_json, update_article
from envnews.store.articles.staying import note_staying, staying, withdrawn_since
from envnews.store.articles.withdrawal import GONE_REASON

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from envnews.store.writing.batch import Batch


class Reason(StrEnum):
    """Why an article is withdrawn."""

    SOURCE_REMOVED = "source_removed"
    """The portal has taken it back, though its page still answers."""
    RIGHTS = "rights"
    PRIVACY = "privacy"
    DUPLICATE = "duplicate"


ERASING = frozenset({Reason.RIGHTS, Reason.PRIVACY})
"""Reasons for which the texts are erased here too, not only no longer published."""

KEPT = frozenset(
    {
        *("number", "id", "portal", "columns", "url", "canonical_url", "document_id", "rights", "revision"),
        *("content_hash", "status", "merged_into", "withdrawn_reason"),
        *("first_seen_at", "last_seen_at", "updated_at", "seq", "region"),
    }
)
"""Columns of `articles` that an erased article keeps: what identifies it, and nothing that it says."""

EMPTY = {"links": '{"previous":null,"next":null,"related":[]}', "topics": "{}"}
"""What stands for nothing in a JSON column, where it is not the empty list."""


_FIND = """
SELECT articles.* FROM articles WHERE id = ?1
    OR number = (SELECT article FROM aliases WHERE url = ?1) OR url = ?1 OR canonical_url = ?1
ORDER BY id <> ?1, number IN (SELECT article FROM imported), status <> 'active'
"""
_MERGED = """
WITH RECURSIVE reached (id) AS (
    SELECT ?1 UNION SELECT articles.id FROM reached JOIN articles ON articles.merged_into = reached.id
)
SELECT articles.* FROM reached JOIN articles USING (id) WHERE status = 'merged' AND id <> ?1 ORDER BY number
"""
"""Those merged into an article, over any number of mergers."""
_ADDRESS = re.compile(r"https?://[^\s，。；：、！？（）《》〈〉【】「」“”‘’]+", re.IGNORECASE)
_ENDS = ",.;:!?)]}>'\"，。；：、！？）》〉】」”’"
"""What follows an address in a text; some addresses end so, too."""
_ERASED = f"SELECT withdrawn_reason FROM articles WHERE id = ? AND withdrawn_reason IN ('{Reason.RIGHTS}', '{Reason.PRIVACY}')"  # noqa: S608 - words of ours
_AT_HOST = "SELECT home, hosts FROM portals WHERE ? IN (SELECT value FROM json_each(hosts)) ORDER BY key"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal reached.

    Attributes:
        id: The article's id.
        revisions: Earlier versions erased.
        pages: Pages in quarantine erased.
        links: Other articles from whose links it was taken.
        overwritten: Whether nothing erased is left in the file; a reader of an earlier state keeps it there.
        story: The other articles of its story, which go on to be published: id, portal and address of each.
        merged: Ids of the articles merged into it, which are erased and withdrawn with it.
        already: The reason for which it was withdrawn before and still is, and the UTC time since when; None for
            one that this withdrawal is the first of.
    """

    id: str
    revisions: int = 0
    pages: int = 0
    links: int = 0
    overwritten: bool = True
    story: tuple[tuple[str, str, str], ...] = ()
    merged: tuple[str, ...] = ()
    already: tuple[str, str] | None = None


def find_article(connection: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    """Return the article with this id or with this address, whichever of its addresses it is.

    An address may be as people pass it on: without its scheme, within a text, with what a messenger appends, from a twin host. Where
    several articles have it, it is that of the one which was crawled here.
    """
    name = name.strip()
    for spelling in (name, *_addresses(connection, name)):
        row: sqlite3.Row | None = connection.execute(_FIND, (spelling,)).fetchone()
        if row is not None:
            return row
    return None


def _addresses(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """Yield the addresses by which the portals know what somebody calls so."""
    within = _ADDRESS.search(name)
    address = within[0] if within else name if "://" in name else f"http://{name}"
    for spelling in dict.fromkeys((address, address.rstrip(_ENDS))):
        for home, hosts in connection.execute(_AT_HOST, (host_of(spelling),)).fetchall():
            yield canonical_url(spelling, hosts=json.loads(hosts), scheme=urlsplit(home).scheme)


def taken_down(row: sqlite3.Row) -> bool:
    """Return whether a person, or a merger, has taken the article back, so that no page speaks for it."""
    status: str = row["status"]
    return status == "merged" or (status == "withdrawn" and row["withdrawn_reason"] != GONE_REASON)


def taken_down_sql(table: str) -> str:
    """Return the SQL condition for the rows of `table`, articles, that `taken_down` is true of."""
    return (
        f"({table}.status = 'merged' OR ({table}.status = 'withdrawn'"
        f" AND {table}.withdrawn_reason IS NOT '{GONE_REASON}'))"
    )


def withdraw(batch: Batch, row: sqlite3.Row, reason: Reason) -> Withdrawn:
    """Withdraw the article of a row of `articles`; a second time nothing changes but a stronger reason.

    Where it is erased, so is what is merged into it, which is the same document: withdrawn for the same reason.
    """
    connection, number, before = batch.connection, row["number"], row["withdrawn_reason"]
    story = staying(connection, number)
    taken_over = _make_own(batch, row)
    # What is known by its id alone, as something was merged into it, is withdrawn without a reason.
    again = row["status"] == "withdrawn" and before not in {None, GONE_REASON}
    if again and (before == reason or reason not in ERASING):
        already = (before, withdrawn_since(connection, number))
        if taken_over:
            _say_again(batch, number)
        reached = Withdrawn(row["id"], already=already)
    else:
        reached = erase(batch, row) if reason in ERASING else Withdrawn(row["id"])
        mark(batch, number, "withdrawn", reason, None)
    if reason in ERASING:
        for merged in batch.connection.execute(_MERGED, (row["id"],)).fetchall():
            reached = _add(reached, _erase_merged(batch, merged, reason))
    return replace(reached, story=story)


def _erase_merged(batch: Batch, row: sqlite3.Row, reason: Reason) -> Withdrawn:
    """Erase an article that is merged into an erased one."""
    _make_own(batch, row)
    erased = erase(batch, row)
    mark(batch, row["number"], "withdrawn", reason, None)
    return erased


def _add(reached: Withdrawn, merged: Withdrawn) -> Withdrawn:
    return replace(
        reached,
        revisions=reached.revisions + merged.revisions,
        pages=reached.pages + merged.pages,
        links=reached.links + merged.links,
        merged=(*reached.merged, merged.id),
    )


def merge(batch: Batch, row: sqlite3.Row, into: str) -> None:
    """Say that the article of a row is the same document as the one with the id `into`.

    Where that is erased, so is this one, and withdrawn for the same reason.
    """
    erased = batch.connection.execute(_ERASED, (into,)).fetchone()
    if erased and row["withdrawn_reason"] not in ERASING:
        _erase_merged(batch, row, Reason(erased["withdrawn_reason"]))
        return
    taken_over = _make_own(batch, row)
    if (row["status"], row["merged_into"]) != ("merged", into):
        mark(batch, row["number"], "merged", None, into)
    elif taken_over:
        _say_again(batch, row["number"])


def _make_own(batch: Batch, row: sqlite3.Row) -> bool:
    """Let no import touch an article any more, and return whether one did: its dump may go on to publish it."""
    return batch.connection.execute("DELETE FROM imported WHERE article = ?", (row["number"],)).rowcount > 0


def _say_again(batch: Batch, number: int) -> None:
    """Give an article that is taken down a change number of our own, for that of a dump goes with a new load of it."""
    seq = batch.next_seq()
    batch.connection.execute(
        "UPDATE articles SET updated_at = ?, seq = ? WHERE number = ?", (batch.now, seq, number)
    )
    batch.log(seq, number, "updated")


def mark(batch: Batch, number: int, status: str, reason: Reason | None, into: str | None) -> None:
    """Write the status of an article that is not, or no longer, active, and log the change."""
    seq = batch.next_seq()
    batch.connection.execute(
        "UPDATE articles SET status = ?, withdrawn_reason = ?, merged_into = ?, updated_at = ?, seq = ?"
        " WHERE number = ?",
        (status, reason, into, batch.now, seq, number),
    )
    batch.log(seq, number, status)


def erase(batch: Batch, row: sqlite3.Row) -> Withdrawn:
    """Erase what an article says: its fields, versions, keywords, quarantined pages, links that name it."""
    reached = erase_own(batch, row)
    return replace(reached, links=_unlink(batch, row))


def erase_own(batch: Batch, row: sqlite3.Row) -> Withdrawn:
    """Erase what the database holds of an article itself; other articles may still link to it."""
    connection, number = batch.connection, row["number"]
    note_staying(connection, number)
    leave_story(batch, row)
    update_article(connection, number, emptied(connection))
    revisions = connection.execute("DELETE FROM revisions WHERE article = ?", (number,)).rowcount
    connection.execute("DELETE FROM keywords WHERE article = ?", (number,))
    drop_classes(connection, number)
    connection.execute(
        "UPDATE pages SET listed_title = NULL, next_check_at = NULL WHERE article = ?", (number,)
    )
    pages = connection.execute(
        "DELETE FROM quarantine WHERE (article_id = ?1 AND portal = ?2)"
        " OR article_id IN (SELECT article_id FROM pages WHERE article = ?3)",
        (row["id"], row["portal"], number),
    ).rowcount
    return Withdrawn(row["id"], revisions, pages)


def emptied(connection: sqlite3.Connection) -> dict[str, object]:
    """Return the empty value of each column of `articles` that does not identify the article."""
    columns = connection.execute("PRAGMA main.table_info(articles)").fetchall()
    return {
        name: _empty(name, required=bool(required))
        for _, name, _, required, *_ in columns
        if name not in KEPT
    }


def _empty(name: str, *, required: bool) -> object:
    from envnews.store.schema.articles import ARTICLES  # noqa: PLC0415 - prose, needed here only

    if name == "body_scope":
        return "none"
    if not required:
        return None
    return EMPTY.get(name, "[]") if ARTICLES.columns[name].startswith("JSON") else ""


def _unlink(batch: Batch, row: sqlite3.Row) -> int:
    """Take the article out of the links of the others, which repeat its headline."""
    connection = batch.connection
    aliases = connection.execute("SELECT url FROM aliases WHERE article = ?", (row["number"],))
    urls = {row["url"], row["canonical_url"], *(url for (url,) in aliases)}
    changed = 0
    marks = " OR ".join("instr(links, ?) > 0" for _ in urls)
    found = connection.execute(
        f"SELECT number, links FROM articles WHERE status = 'active' AND ({marks})",  # noqa: S608 - marks are ours
        [to_json(url) for url in urls],
    ).fetchall()
    for number, text in found:
        links = json.loads(text)
        kept = _links_without(urls, links)
        if kept == links:
            continue
        seq = batch.next_seq()
        connection.execute(
            "UPDATE articles SET links = ?, updated_at = ?, seq = ? WHERE number = ?",
            (to_json(kept), batch.now, seq, number),
        )
        batch.log(seq, number, "updated")
        changed += 1
    return changed


def _links_without(urls: set[str], links: Mapping[str, Any]) -> dict[str, Any]:
    """Return the links of an article that lead to none of some addresses."""
    return {
        "previous": links["previous"] if (links["previous"] or {}).get("url") not in urls else None,
        "next": links["next"] if (links["next"] or {}).get("url") not in urls else None,
        "related": [link for link in links["related"] if link["url"] not in urls],
    }
