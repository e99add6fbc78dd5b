"""Reprints: the members of a story, its original, and what each of the others cut and added.

An article alone is a story of its own. When another joins, the story has a row in `stories`, and every member but the
original one in `reprints`. An earlier original that is met later takes its place: each record that this touches
changes, and the change is logged. No edit takes an article out of its story.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from envnews.model import PortalInfo
from envnews.store.articles.rows import timestamp, update_article
from envnews.store.articles.stories import (
    add_signature,
    change_signature,
    drop_signature,
    find_place,
    look_around,
    sign,
)
from envnews.stories.differences import differences
from envnews.stories.normal import normal_form
from envnews.stories.origin import Member, lag_minutes, original
from envnews.stories.signature import ALGORITHM
from envnews.vocabulary import resolve_agency

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from envnews.store.articles.stories import Place
    from envnews.store.writing.batch import Batch
    from envnews.stories.differences import Piece

_MEMBERS = """
SELECT
    articles.number, articles.id, articles.portal, portals.title, portals.kind, portals.region, portals.region_code,
    articles.published_at, articles.published_precision, articles.source, articles.source_agency,
    articles.story_id, articles.original_id, articles.similarity
FROM articles JOIN portals ON portals.key = articles.portal
WHERE {} ORDER BY articles.number
"""
_OF_STORY = _MEMBERS.format("articles.story_id = ?")
_OF_NUMBER = _MEMBERS.format("articles.number = ?")
_OF_ID = _MEMBERS.format("articles.id = ?")
_OF_PORTALS = _MEMBERS.format(
    "articles.number IN (SELECT min(number) FROM articles WHERE story_id = ? GROUP BY portal)"
)

_MISSING = """
SELECT number FROM articles
WHERE story_id IS NOT NULL AND number NOT IN (SELECT article FROM sketches) ORDER BY number
"""

_STORE_REPRINT = """
INSERT INTO reprints VALUES (:article, :original, :named, :similarity, :lag, :cut, :added, :cut_text, :added_text)
ON CONFLICT (article) DO UPDATE SET
    original = excluded.original, named = excluded.named, similarity = excluded.similarity,
    lag_minutes = excluded.lag_minutes, cut = excluded.cut, added = excluded.added,
    cut_text = excluded.cut_text, added_text = excluded.added_text
"""

_COUNT_STORY = """
INSERT INTO stories SELECT :story, :original, count(*) FROM articles WHERE story_id = :story
ON CONFLICT (id) DO UPDATE SET original = excluded.original, articles = excluded.articles
"""


def place_article(batch: Batch, number: int, place: Place, seq: int) -> None:
    """Store the signature of an article that was just inserted under `seq`, and let it join its story.

    The row has `story_id` already; where the article is alone there is nothing else to do.
    """
    add_signature(batch.connection, number, place)
    if place.stories:
        _join(batch, number, place.stories, seq)


def place_again(batch: Batch, known: sqlite3.Row, headline: str, body: str, seq: int) -> None:
    """Let an article that was just edited under `seq` keep its story, or join one if it was alone.

    `known` is its row before the edit.
    """
    connection, number = batch.connection, known["number"]
    told = _is_told(batch, known["story_id"])
    stories: tuple[str, ...] = ()
    if (known["headline"], known["body"]) != (headline, body):
        place = sign(headline, body)
        # To look for a story takes half of the time; a small edit hardly finds one that was not found before.
        if change_signature(connection, number, place) and not told:
            stories = look_around(connection, place, besides=number).stories
    if told:
        _settle(batch, known["story_id"], seq, number)
    elif stories:
        _join(batch, number, stories, seq)


def place_missing(batch: Batch) -> int:
    """Place the articles that have no signature of the present kind, and return how many there were.

    They were stored before there were stories, or loaded by another program.
    """
    connection = batch.connection
    if connection.execute("SELECT 1 FROM sketches WHERE algorithm <> ?", (ALGORITHM,)).fetchone():
        connection.execute("DELETE FROM sketches")
        connection.execute("DELETE FROM story_keys")
    missing = connection.execute(_MISSING).fetchall()
    for (number,) in missing:
        row = connection.execute(
            "SELECT id, story_id, headline, body FROM articles WHERE number = ?", (number,)
        ).fetchone()
        place = find_place(connection, row["headline"], row["body"], besides=number)
        add_signature(connection, number, place)
        alone = row["story_id"] == row["id"] and not _is_told(batch, row["story_id"])
        if place.stories and alone:
            _join(batch, number, place.stories, None)
    return len(missing)


def leave_story(batch: Batch, row: sqlite3.Row) -> None:
    """Take an article out of its story, before its texts are erased: none of them may stay with the others."""
    number, story = row["number"], row["story_id"]
    drop_signature(batch.connection, number)
    batch.connection.execute("DELETE FROM reprints WHERE ? IN (article, original)", (number,))
    batch.connection.execute("UPDATE articles SET story_id = NULL WHERE number = ?", (number,))
    if not _is_told(batch, story):
        return
    batch.connection.execute("DELETE FROM stories WHERE id = ?", (story,))
    left = _rows(batch, _OF_STORY, story)
    if len(left) == 1:
        alone = {"story_id": left[0]["id"], "original_id": left[0]["id"], "similarity": 1.0}
        batch.connection.execute("DELETE FROM reprints WHERE article = ?", (left[0]["number"],))
        _change(batch, left[0]["number"], alone, None)
    elif left:
        _settle(batch, story)


def _join(batch: Batch, number: int, stories: Sequence[str], seq: int | None) -> None:
    """Make one story of `stories` and the article with this number, whose row was written under `seq`, if it was."""
    story, *others = stories
    (newcomer,) = _rows(batch, _OF_NUMBER, number)
    leaders = [_leader(batch, each) for each in stories]
    moved = [row for other in others for row in _rows(batch, _OF_STORY, other)]
    for row in (newcomer, *moved):
        batch.connection.execute("UPDATE articles SET story_id = ? WHERE number = ?", (story, row["number"]))
    for other in others:
        batch.connection.execute("DELETE FROM stories WHERE id = ?", (other,))
    publishers = [_member(row) for row in _rows(batch, _OF_PORTALS, story)]
    first = original([*leaders, _member(newcomer)], publishers)
    affected = [newcomer, *moved]
    if first.number != leaders[0].number or not _is_told(batch, story):
        affected += [row for row in _rows(batch, _OF_STORY, story) if row["number"] not in _numbers(affected)]
    for row in affected:
        _state(batch, row, story, first, seq if row["number"] == number else None)
    _point_to(batch, story, _member(newcomer))
    _count(batch, story, first)


def _settle(batch: Batch, story: str, seq: int | None = None, number: int | None = None) -> None:
    """Choose the original of a story anew among all its members; one of them may just be written under `seq`."""
    rows = _rows(batch, _OF_STORY, story)
    members = [_member(row) for row in rows]
    first = original(members, members)
    # Where one that is not the original was edited, the others lie to it as before.
    others = number in {None, first.number} or first.number != _original_of(batch, story)
    for row in rows if others else [row for row in rows if row["number"] == number]:
        _state(batch, row, story, first, seq if row["number"] == number else None)
    _count(batch, story, first)


def _state(batch: Batch, row: sqlite3.Row, story: str, first: Member, seq: int | None) -> None:
    """State how a member lies to the original of its story.

    `row` is the member's as it was before the story changed; `seq` is given where it was written already.
    """
    member, similarity = _member(row), 1.0
    theirs = _text(batch, first)
    if member.number == first.number:
        batch.connection.execute("DELETE FROM reprints WHERE article = ?", (member.number,))
    else:
        stated = _compared(theirs, _text(batch, member))
        similarity = stated["similarity"]
        stated |= {
            "article": member.number,
            "original": first.number,
            "named": _named(batch, story, member),
            "lag": lag_minutes(first.published, member.published),
        }
        batch.connection.execute(_STORE_REPRINT, stated)
    values = {"story_id": story, "original_id": theirs["id"], "similarity": similarity}
    if any(row[name] != value for name, value in values.items()):
        _change(batch, member.number, values, seq)


def _text(batch: Batch, member: Member) -> sqlite3.Row:
    found = _rows(batch, "SELECT id, headline, body FROM articles WHERE number = ?", member.number)
    return found[0]


def _compared(theirs: sqlite3.Row, ours: sqlite3.Row) -> dict[str, Any]:
    """Return how alike a reprint and its original are, and which passages one of them lacks."""
    from envnews.stories.verdict import overlap  # noqa: PLC0415 - its vocabulary is loaded where two texts are compared

    alike = overlap(*(normal_form(text["headline"], text["body"]) for text in (theirs, ours)))
    pieces = differences(theirs["body"], ours["body"])
    return {
        "similarity": round(alike.similarity, 4),
        "cut": round(alike.cut, 4),
        "added": round(alike.added, 4),
        "cut_text": _passages(pieces, "cut"),
        "added_text": _passages(pieces, "added"),
    }


def _passages(pieces: Sequence[Piece], kind: str) -> str:
    return "\n".join(piece.text.strip() for piece in pieces if piece.kind == kind)


def _named(batch: Batch, story: str, member: Member) -> int | None:
    """Return the story's article of the publisher that a member names as its source."""
    if not member.source:
        return None
    others = map(_member, _rows(batch, _OF_PORTALS, story))
    return next((other.number for other in others if member.names(other)), None)


def _point_to(batch: Batch, story: str, newcomer: Member) -> None:
    """Let the members that name a department as their source point to its article, which came after them."""
    if not newcomer.official:
        return
    for member in map(_member, _rows(batch, _OF_STORY, story)):
        if member.names(newcomer):
            batch.connection.execute(
                "UPDATE reprints SET named = ? WHERE article = ? AND named IS NULL",
                (newcomer.number, member.number),
            )


def _leader(batch: Batch, story: str) -> Member:
    """Return the original of a stored story, which may be a story of one."""
    told = _original_of(batch, story)
    if told is not None:
        return _member(_rows(batch, _OF_NUMBER, told)[0])
    # A dump may name a story after an article that it does not hold.
    return _member((_rows(batch, _OF_ID, story) or _rows(batch, _OF_STORY, story))[0])


def _is_told(batch: Batch, story: str) -> bool:
    return _original_of(batch, story) is not None


def _original_of(batch: Batch, story: str) -> int | None:
    """Return the original of a story as it is stored; None for an article that is alone in its story."""
    told = batch.connection.execute("SELECT original FROM stories WHERE id = ?", (story,)).fetchone()
    return int(told[0]) if told else None


def _count(batch: Batch, story: str, first: Member) -> None:
    batch.connection.execute(_COUNT_STORY, {"story": story, "original": first.number})


def _numbers(rows: Sequence[sqlite3.Row]) -> set[int]:
    return {row["number"] for row in rows}


def _change(batch: Batch, number: int, values: dict[str, object], seq: int | None) -> None:
    """Write fields of a record, as a change of its own where its row was not written just now under `seq`."""
    if seq is None:
        seq = batch.next_seq()
        batch.log(seq, number, "updated")
    update_article(batch.connection, number, values | {"updated_at": batch.now, "seq": seq})


def _rows(batch: Batch, sql: str, key: str | int) -> list[sqlite3.Row]:
    return batch.connection.execute(sql, (key,)).fetchall()


def _member(row: sqlite3.Row) -> Member:
    return Member(
        number=row["number"],
        portal=row["portal"],
        publisher=row["title"],
        official=row["kind"] in {"ministry", "department"},
        region=row["region"],
        published=timestamp(row["published_at"], row["published_precision"]),
        source=row["source"],
        source_agency=row["source_agency"],
        own_agency=_own_agency(row["portal"], row["title"], row["kind"], row["region"], row["region_code"]),
    )


@cache
def _own_agency(key: str, title: str, kind: str, region: str | None, region_code: str | None) -> str | None:
    portal = PortalInfo(key, title, kind, region, region_code, "", (), "", "")
    agency = resolve_agency(title, portal)
    return agency.id if agency else None
