"""Stories: where a new article belongs among those stored, found in the transaction that stores it.

The signature of each article is kept in `sketches`, the keys under which it is found in `story_keys`. What the
comparison itself is stands in `envnews.stories`.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from envnews.stories.grouping import NEWEST, matches, stories_joined
from envnews.stories.normal import NormalForm, normal_form
from envnews.stories.signature import ALGORITHM, SHORTEST, Signature, keys, nearly_equal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence


_ADD_KEY = "INSERT INTO story_keys VALUES (?, ?) ON CONFLICT DO NOTHING"
"""A purged article leaves its keys, and a new one may get its number: then its signature decides."""


_DROP_KEY = "DELETE FROM story_keys WHERE key = ? AND article = ?"


_KNOWN = "SELECT text_hash, length, signature, keys FROM sketches WHERE article = ? AND algorithm = ?"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article belongs.

    Attributes:
        signature: None for a text too short to have reprints.
        stories: Ids of the stored stories that it is of; several become one by it.
    """

    form: NormalForm
    signature: Signature | None
    keys: tuple[int, ...]
    stories: tuple[str, ...]


class StoredIndex:
    """The stored articles, found by the keys of their signatures.

    Args:
        connection: With `sqlite3.Row` as row factory.
        besides: Number of an article that is left out.
    """

    def __init__(self, connection: sqlite3.Connection, besides: int = 0) -> None:
        self._connection = connection
        self._besides = besides
        self._cursor = connection.cursor()
        self._cursor.row_factory = None  # rows by the dozen, which need no names

    def newest(self, keys: Sequence[int]) -> list[list[int]]:
        """Return the newest articles of each key that is known."""
        found: dict[int, list[int]] = {}
        for place, article in self._cursor.execute(_newest(len(keys)), keys):
            if article != self._besides:
                found.setdefault(place, []).append(article)
        return list(found.values())

    def signatures(self, articles: Sequence[int]) -> Mapping[int, Signature]:
        """Return the signatures of those articles that are still stored."""
        if not articles:
            return {}
        rows = self._cursor.execute(_signatures(len(articles)), (ALGORITHM, *articles))
        return {article: Signature.from_bytes(*packed) for article, *packed in rows}

    def form(self, article: int) -> NormalForm:
        """Return the normal form of a stored article."""
        row = self._connection.execute(
            "SELECT headline, body FROM articles WHERE number = ?", (article,)
        ).fetchone()
        return normal_form(row[0], row[1])


@cache
def _newest(keys: int) -> str:
    newest = "SELECT {}, * FROM (SELECT article FROM story_keys WHERE key = ? ORDER BY article DESC LIMIT {})"
    return " UNION ALL ".join(newest.format(place, NEWEST) for place in range(keys))


@cache
def _signatures(articles: int) -> str:
    places = ", ".join("?" * articles)
    return f"SELECT article, text_hash, length, signature FROM sketches WHERE algorithm = ? AND article IN ({places})"  # noqa: S608 - question marks


def find_place(connection: sqlite3.Connection, headline: str, body: str, besides: int = 0) -> Place:
    """Return where an article with this headline and body belongs; nothing is written."""
    return look_around(connection, sign(headline, body), besides)


def look_around(connection: sqlite3.Connection, place: Place, besides: int = 0) -> Place:
    """Return a signed article's place with the stories that it is of."""
    if place.signature is None:
        return place
    found = matches(place.form, place.signature, place.keys, StoredIndex(connection, besides))
    if not found:
        return place
    story_of = {match.article: _story_of(connection, match.article) for match in found}
    return replace(place, stories=tuple(stories_joined(place.form, found, story_of)))


def sign(headline: str, body: str) -> Place:
    """Return the signature of an article with this headline and body, for one that has its story already."""
    form = normal_form(headline, body)
    signature = Signature.of(form)
    if signature.length < SHORTEST:
        return Place(form, None, (), ())
    return Place(form, signature, keys(form, signature), ())


def _story_of(connection: sqlite3.Connection, article: int) -> str:
    story: str = connection.execute("SELECT story_id FROM articles WHERE number = ?", (article,)).fetchone()[
        0
    ]
    return story


def add_signature(connection: sqlite3.Connection, number: int, place: Place) -> None:
    """Make a stored article known to those that come after it."""
    _add_sketch(connection, number, place)
    connection.executemany(_ADD_KEY, [(key, number) for key in place.keys])


def change_signature(connection: sqlite3.Connection, number: int, place: Place) -> bool:
    """Make a stored article known as what it is now; return whether it may be of another story than before."""
    row = connection.execute(_KNOWN, (number, ALGORITHM)).fetchone()
    before = _unpacked(row[3]) if row else frozenset()
    connection.execute("DELETE FROM sketches WHERE article = ?", (number,))
    _add_sketch(connection, number, place)
    # An edit mostly leaves most of the keys as they were.
    connection.executemany(_DROP_KEY, [(key, number) for key in before.difference(place.keys)])
    connection.executemany(_ADD_KEY, [(key, number) for key in place.keys if key not in before])
    return not (row and place.signature and nearly_equal(Signature.from_bytes(*row[:3]), place.signature))


def drop_signature(connection: sqlite3.Connection, number: int) -> None:
    """Forget the signature of an article."""
    row = connection.execute(_KNOWN, (number, ALGORITHM)).fetchone()
    connection.execute("DELETE FROM sketches WHERE article = ?", (number,))
    if row:
        connection.executemany(_DROP_KEY, [(key, number) for key in _unpacked(row[3])])


def _add_sketch(connection: sqlite3.Connection, number: int, place: Place) -> None:
    signature = place.signature
    if signature is not None:
        packed = array("q", place.keys).tobytes()
        connection.execute(
            "INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?)",
            (number, ALGORITHM, signature.text_hash, signature.length, signature.to_bytes(), packed),
        )


def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(array("q", packed))
