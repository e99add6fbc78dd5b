"""What one run of a portal has before it: columns being read, documents requested and not yet settled.

A document is fetched once a run, however many columns list it and under whichever of its addresses. A
column is complete when it was read far enough and every document that it named has been settled. Of a
settled document nothing is kept but that it was requested: what came of it is the store's to know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from envnews.spiders.seen import Seen
from envnews.store.changes import PageState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from envnews.model import ListEntry
    from envnews.spiders.discovery import ColumnWalk
    from envnews.store.crawl.frontier import KnownPage

_UNFINISHED = frozenset({PageState.PENDING, PageState.FAILED})


@dataclass(slots=True)
class _Open:
    """A document that is being fetched: the columns that list it, and a row that states its day."""

    columns: list[str] = field(default_factory=list)
    dated: ListEntry | None = None

    def add(self, columns: Iterable[str]) -> None:
        self.columns.extend(column for column in columns if column not in self.columns)


class Agenda:
    """The bookkeeping of one run of one portal."""

    def __init__(self) -> None:
        self._walks: dict[str, ColumnWalk] = {}
        self._requested = Seen()
        self._open: dict[str, _Open] = {}

    def read(self, walk: ColumnWalk) -> None:
        """Take up the reading of a column."""
        self._walks[walk.column.name] = walk

    @property
    def reads_lists(self) -> bool:
        """Whether a column is still being read."""
        return any(walk.stopped is None for walk in self._walks.values())

    def columns_of(self, article_id: str) -> tuple[str, ...]:
        """Return the columns that list a document being fetched, as far as is known by now."""
        found = self._open.get(article_id)
        return tuple(found.columns) if found else ()

    def list_in(
        self, walk: ColumnWalk, article_id: str, entry: ListEntry, known: KnownPage | None = None
    ) -> bool:
        """Note that a column names a document; return whether it is to be fetched for that.

        It is where it is new or was left undone, in a full reading always, and once a run. While it is
        being fetched the column waits for it, and a row that states its day is kept: others may not.
        """
        wanted = walk.full or known is None or known.state in _UNFINISHED
        requested = wanted and self.request(article_id)
        if found := self._open.get(article_id):
            found.add([walk.column.name])
            walk.waiting.add(article_id)
            if entry.published and not found.dated:
                found.dated = entry
        return requested

    def row_of(self, article_id: str, named: ListEntry | None) -> ListEntry | None:
        """Return the row to read a document with: the one that named it, unless only another states its day."""
        found = self._open.get(article_id)
        return named if found is None or (named and named.published) else found.dated or named

    def request(self, article_id: str, columns: Iterable[str] = ()) -> bool:
        """Note that a document is requested; return False where this run has requested it already."""
        if not self._requested.add(article_id):
            return False
        found = self._open[article_id] = _Open()
        found.add(columns)
        for name in found.columns:
            if name in self._walks:
                self._walks[name].waiting.add(article_id)
        return True

    def settle(self, article_id: str) -> None:
        """Note that a document was stored, or that its fetch has failed for this run."""
        self._open.pop(article_id, None)
        for walk in self._walks.values():
            walk.waiting.discard(article_id)

    def completed(self) -> Iterator[ColumnWalk]:
        """Yield the columns that have become complete, each once."""
        for walk in self._walks.values():
            if walk.complete and not walk.reported:
                walk.reported = True
                yield walk
