"""What one run of a portal has before it: columns being read, documents requested and not yet settled.

A document is fetched once a run, however many columns list it and under whichever of its addresses. A
column is complete when it was read far enough and every document that it named has been settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.store.changes import PageState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envnews.model import ListEntry
    from envnews.spiders.discovery import ColumnWalk
    from envnews.store.frontier import KnownPage

_UNFINISHED = frozenset({PageState.PENDING, PageState.FAILED})


class Agenda:
    """The bookkeeping of one run of one portal."""

    def __init__(self) -> None:
        self._walks: dict[str, ColumnWalk] = {}
        self._columns: dict[str, list[str]] = {}
        self._requested: set[str] = set()
        self._open: set[str] = set()
        self._dated: dict[str, ListEntry] = {}

    def read(self, walk: ColumnWalk) -> None:
        """Take up the reading of a column."""
        self._walks[walk.column.name] = walk

    @property
    def reads_lists(self) -> bool:
        """Whether a column is still being read."""
        return any(walk.stopped is None for walk in self._walks.values())

    def columns_of(self, article_id: str) -> tuple[str, ...]:
        """Return the columns that list a document, as far as is known by now."""
        return tuple(self._columns.get(article_id, ()))

    def list_in(self, walk: ColumnWalk, article_id: str) -> None:
        """Note that a column names a document; the column waits for it if it is being fetched."""
        self._add_columns(article_id, [walk.column.name])
        if article_id in self._open:
            walk.waiting.add(article_id)

    def note(self, article_id: str, entry: ListEntry) -> None:
        """Keep a row that states the day of a document that is being fetched: other columns may not state it."""
        if article_id in self._open and entry.published:
            self._dated.setdefault(article_id, entry)

    def row_of(self, article_id: str, named: ListEntry | None) -> ListEntry | None:
        """Return the row to read a document with: the one that named it, unless only another states its day."""
        return named if named and named.published else self._dated.get(article_id, named)

    def wants(self, article_id: str, known: KnownPage | None, *, full: bool = False) -> bool:
        """Return whether a listed document is to be fetched: it is new, left undone, or all are wanted."""
        if article_id in self._requested:
            return False
        return full or known is None or known.state in _UNFINISHED

    def request(self, article_id: str, columns: Iterable[str] = ()) -> bool:
        """Note that a document is requested; return False where this run has requested it already."""
        if article_id in self._requested:
            return False
        self._requested.add(article_id)
        self._open.add(article_id)
        self._add_columns(article_id, columns)
        for name in self._columns[article_id]:
            if name in self._walks:
                self._walks[name].waiting.add(article_id)
        return True

    def settle(self, article_id: str) -> None:
        """Note that a document was stored, or that its fetch has failed for this run."""
        self._open.discard(article_id)
        self._dated.pop(article_id, None)
        for walk in self._walks.values():
            walk.waiting.discard(article_id)

    def completed(self) -> Iterator[ColumnWalk]:
        """Yield the columns that have become complete, each once."""
        for walk in self._walks.values():
            if walk.complete and not walk.reported:
                walk.reported = True
                yield walk

    def _add_columns(self, article_id: str, columns: Iterable[str]) -> None:
        known = self._columns.setdefault(article_id, [])
        known.extend(column for column in columns if column not in known)
