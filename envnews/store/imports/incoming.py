"""Records of a dump as rows: how a database is filled from another one, batch by batch.

A database that holds nothing else is a mirror: its rows bear the change numbers, times and stories of the
other one, so that its own dumps say the same. In a database that also crawls, imported articles are numbered
and assigned to stories like its own.

An article of a portal that is crawled here is never touched, and no imported one takes an address of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from envnews.model import Column, PortalInfo
from envnews.store.articles.classes import drop_classes, put_classes
from envnews.store.articles.displacement import claim
from envnews.store.articles.reprints import place_again, place_article
from envnews.store.articles.rows import to_json, update_article
from envnews.store.articles.stories import find_place
from envnews.store.articles.takedown import ERASING, Reason, erase_own, mark, taken_down
from envnews.store.crawl.runs import describe_portal
from envnews.store.imports.progress import UNCONFIRMED
from envnews.store.imports.stubs import empty, insert_stub, is_stub, is_target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from envnews.store.imports.progress import Cursor
    from envnews.store.writing.batch import Batch

_KNOWN = """
SELECT articles.*, imported.import, imported.seq AS imported_seq
FROM articles LEFT JOIN imported ON imported.article = articles.number WHERE articles.id = ?
"""


class ClaimError(Exception):
    """A line claims an id or an address that is another portal's here; nothing of it was written."""


class Put(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    """Of a portal that is crawled here, or an article of another origin."""
    REFUSED = "refused"
    """It claims an id or an address that is another portal's here."""


def put_portals(batch: Batch, portals: Sequence[Mapping[str, Any]], crawled: frozenset[str]) -> None:
    """Describe the portals of the dump, but those that are crawled here."""
    for portal in portals:
        if portal["key"] in crawled:
            continue
        names = ("key", "title", "kind", "region", "region_code", "home", "rights", "family")
        info = PortalInfo(**{name: portal[name] for name in names}, hosts=tuple(portal["hosts"]))
        columns = [Column(column["name"], column["url"]) for column in portal["columns"]]
        describe_portal(batch.connection, info, columns, str(portal["updated_at"]))


def put_agencies(batch: Batch, agencies: Sequence[Mapping[str, Any]]) -> None:
    """Make the agencies of the dump known, before records refer to them; what is known already stays as it is."""
    batch.connection.executemany(
        "INSERT INTO agencies VALUES (:id, :name, :kind, :region) ON CONFLICT DO NOTHING", agencies
    )


def put_record(
    batch: Batch, cursor: Cursor, record: Mapping[str, Any], columns: Sequence[str], hosts: frozenset[str]
) -> Put:
    """Insert or update the article of a record; `columns` are those of `articles` to be set from it.

    Raises:
        ClaimError: Its id is that of another portal's article, or it has an address of a portal that is crawled
            here, whose `hosts` are given.
    """
    connection = batch.connection
    known = connection.execute(_KNOWN, (record["id"],)).fetchone()
    if _is_of_another(known, cursor, record):
        return Put.SKIPPED
    if hosts and (claimed := claim(batch, record, hosts)):
        raise ClaimError(claimed)
    if known is not None and known["imported_seq"] >= record["seq"]:
        return Put.UNCHANGED
    values = {
        name: to_json(record[name]) if isinstance(record[name], list | dict) else record[name]
        for name in columns
    }
    if not cursor.mirror:
        values |= {"seq": batch.next_seq(), "updated_at": batch.now}
        for name in ("story_id", "original_id", "similarity"):
            values.pop(name, None)
    if known is None:
        put, number = Put.NEW, _insert(batch, cursor, record, values)
    else:
        put, number = _update(batch, cursor, record, values, known), known["number"]
    batch.connection.executemany(
        "INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(url, number, record["first_seen_at"]) for url in sorted({record["canonical_url"], record["url"]})],
    )
    return put


def _is_of_another(known: sqlite3.Row | None, cursor: Cursor, line: Mapping[str, Any]) -> bool:
    """Return whether the article of a line is stored already, but not from this dump."""
    if known is None or known["import"] == cursor.number:
        return False
    if known["portal"] != line["portal"]:
        raise ClaimError(f"id: {line['id']} is that of an article of portal {known['portal']}")
    return True


def _insert(batch: Batch, cursor: Cursor, record: Mapping[str, Any], values: dict[str, Any]) -> int:
    connection = batch.connection
    place = None
    if not cursor.mirror:
        place = find_place(connection, values["headline"], values["body"])
        story = place.stories[0] if place.stories else values["id"]
        values |= {"story_id": story, "original_id": values["id"], "similarity": 1.0}
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    number = connection.execute(f"INSERT INTO articles ({names}) VALUES ({marks})", values).lastrowid or 0  # noqa: S608 - our own names
    connection.execute("INSERT INTO imported VALUES (?, ?, ?)", (number, cursor.number, record["seq"]))
    _put_dependents(batch, number, record, again=False)
    _log(batch, cursor, values, number, "new")
    if place:
        place_article(batch, number, place, values["seq"])
    return number


def _update(
    batch: Batch, cursor: Cursor, record: Mapping[str, Any], values: dict[str, Any], known: sqlite3.Row
) -> Put:
    connection, number = batch.connection, known["number"]
    same = all(known[name] == value for name, value in values.items() if name not in {"seq", "updated_at"})
    connection.execute("UPDATE imported SET seq = ? WHERE article = ?", (record["seq"], number))
    if same and not cursor.mirror:
        return Put.UNCHANGED
    update_article(connection, number, values)
    _put_dependents(batch, number, record, again=True)
    edited = known["revision"] != record["revision"]
    kind = "revised" if edited else "updated" if known["status"] == record["status"] else "restored"
    _log(batch, cursor, values, number, kind)
    if not cursor.mirror:
        place_again(batch, known, values["headline"], values["body"], values["seq"])
    return Put.UNCHANGED if same else Put.CHANGED


def _log(batch: Batch, cursor: Cursor, values: Mapping[str, Any], number: int, kind: str) -> None:
    if cursor.mirror:
        batch.seq = max(batch.seq, values["seq"])
        batch.connection.execute(
            "INSERT OR REPLACE INTO changes VALUES (?, ?, ?, ?)",
            (values["seq"], number, kind, values["updated_at"]),
        )
    else:
        batch.log(values["seq"], number, kind)


def _put_dependents(batch: Batch, number: int, record: Mapping[str, Any], *, again: bool) -> None:
    connection = batch.connection
    if again:
        connection.execute("DELETE FROM keywords WHERE article = ?", (number,))
        drop_classes(connection, number)
    connection.executemany(
        "INSERT INTO keywords VALUES (?, ?, ?)",
        [(number, position, keyword) for position, keyword in enumerate(record["keywords"], 1)],
    )
    put_classes(connection, number, dict.fromkeys(record.get("regions", ())), record.get("topics", ()))


def put_tombstone(batch: Batch, cursor: Cursor, stone: Mapping[str, Any]) -> Put:
    """Withdraw or merge the article that a tombstone names; its texts are erased here, too.

    Raises:
        ClaimError: Its id is that of another portal's article.
    """
    connection = batch.connection
    known = connection.execute(_KNOWN, (stone["id"],)).fetchone()
    if _is_of_another(known, cursor, stone):
        return _erase_too(batch, known, stone)
    if known is None:
        known = _stub(batch, cursor, stone["id"], stone["portal"])
    if known["imported_seq"] >= stone["seq"]:
        return Put.UNCHANGED
    target = stone["merged_into"]
    if target and connection.execute(_KNOWN, (target,)).fetchone() is None:
        _stub(batch, cursor, target, stone["portal"])
    number = known["number"]
    if known["headline"]:
        erase_own(batch, known)
    keys = ("portal", "status", "withdrawn_reason", "merged_into")
    values: dict[str, Any] = {key: stone[key] for key in keys} | {
        "seq": stone["seq"],
        "updated_at": stone["updated_at"],
    }
    same = all(known[key] == stone[key] for key in keys)
    connection.execute("UPDATE imported SET seq = ? WHERE article = ?", (stone["seq"], number))
    if same and not cursor.mirror:
        return Put.UNCHANGED
    if not cursor.mirror:
        values |= {"seq": batch.next_seq(), "updated_at": batch.now}
    update_article(connection, number, values)
    _log(batch, cursor, values, number, stone["status"])
    return Put.UNCHANGED if same else Put.WITHDRAWN


def _erase_too(batch: Batch, known: sqlite3.Row, stone: Mapping[str, Any]) -> Put:
    """Erase what a tombstone for a person or a right names, where it is not the dump's by now, but only taken back here.

    That keeps its texts, if it is for another reason or a merger, and nobody here would hear of the person.
    """
    reason = stone["withdrawn_reason"]
    if (
        reason not in ERASING
        or known["withdrawn_reason"] in ERASING
        or known["import"] is not None
        or not taken_down(known)
    ):
        return Put.SKIPPED
    erase_own(batch, known)
    mark(batch, known["number"], "withdrawn", Reason(reason), None)
    return Put.WITHDRAWN


def _stub(batch: Batch, cursor: Cursor, article: str, portal: str) -> sqlite3.Row:
    """Insert a row for an imported article of which nothing but its id is known, and return it."""
    connection = batch.connection
    number = insert_stub(batch, article, portal)
    connection.execute("INSERT INTO imported VALUES (?, ?, ?)", (number, cursor.number, UNCONFIRMED))
    row: sqlite3.Row = connection.execute(_KNOWN, (article,)).fetchone()
    return row


def remove_unconfirmed(batch: Batch, cursor: Cursor) -> int:
    """Remove what the full dump just loaded does not have; return how many articles that were.

    Those of portals that are crawled here by now stay, for the load left them out. Of one into which another is merged, as
    one outside the part of the dataset that the dump holds, the id stays.
    """
    connection = batch.connection
    gone = [
        row[0]
        for row in connection.execute(
            "SELECT article FROM imported JOIN articles ON number = article WHERE import = ? AND imported.seq = ?"
            " AND portal NOT IN (SELECT portal FROM portal_runs) ORDER BY status <> 'merged'",
            (cursor.number, UNCONFIRMED),
        )
    ]
    removed = 0
    for number in gone:
        row = connection.execute("SELECT * FROM articles WHERE number = ?", (number,)).fetchone()
        if cursor.mirror and is_target(batch, row["id"]):
            removed += not is_stub(row)
            empty(batch, row)
        elif cursor.mirror:
            removed += not is_stub(row)
            connection.execute("DELETE FROM articles WHERE number = ?", (number,))
        elif row["status"] == "active":
            removed += 1
            erase_own(batch, row)
            seq = batch.next_seq()
            connection.execute(
                "UPDATE articles SET status = 'withdrawn', withdrawn_reason = 'source_removed', updated_at = ?, seq = ?"
                " WHERE number = ?",
                (batch.now, seq, number),
            )
            batch.log(seq, number, "withdrawn")
            connection.execute("UPDATE imported SET seq = 0 WHERE article = ?", (number,))
    return removed
