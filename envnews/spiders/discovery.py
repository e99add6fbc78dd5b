"""How far a column's list is read: the stop rule, free of Scrapy, network and clock.

Lists show the newest first, so reading stops at a page that holds nothing but documents which were known
when this column was last read completely. Comparing with the *completed* reading makes the rule safe: what
an interrupted run had listed is not taken for the end of the news. Whole pages are compared because single
entries prove nothing: old articles are pinned on top, lists are re-ordered, and a document known from
another column may be new in this one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from envnews.spiders.seen import Seen
from envnews.store.crawl.frontier import NO_VALIDATORS, Validators

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from envnews.model import Column, ListRequest
    from envnews.store.crawl.frontier import KnownPage


class Stop(Enum):
    """Why a column is read no further."""

    KNOWN = auto()
    """The page held only documents known since the last complete reading."""
    END = auto()
    """There is no further page."""
    CAP = auto()
    """The number of pages per run is reached."""
    EMPTY = auto()
    """The column's first page held no entry."""
    PAST = auto()
    """The page held only documents older than the period that was asked for."""
    FAILED = auto()
    """A page could not be read."""


@dataclass(slots=True)
class ColumnWalk:
    """The reading of one column in one run.

    Attributes:
        completed_at: When the column was last read completely; None for the first time.
        max_pages: List pages to read at most.
        full: Read to the end, whatever is known.
        pages: List pages read so far.
        waiting: Documents of this column whose page this run has requested and not yet settled.
        stopped: Why reading ended; None while it goes on.
        validators: Those of the first page, kept until the column is complete: sent earlier, they would
            make the next run skip the pages that an interrupted one did not reach.
        skipped: Whether rows outside the period were left out. Then the validators are not kept: they would
            hide these rows from the next run.
        reported: Whether the completion was handed to the store.
        asked: The request for the page that is being read.
        total: Entries that the list states it has; None where it states none.
        named: Entries of the pages read so far, those left out by the period included.
        elsewhere: Rows on them that lead to other sites.
    """

    column: Column
    completed_at: datetime | None
    max_pages: int
    full: bool = False
    pages: int = 0
    waiting: set[str] = field(default_factory=set)
    stopped: Stop | None = None
    validators: Validators = NO_VALIDATORS
    skipped: bool = False
    reported: bool = False
    asked: ListRequest | None = None
    total: int | None = None
    named: int = 0
    elsewhere: int = 0
    _seen: Seen = field(default_factory=Seen)

    def take(
        self,
        article_ids: Sequence[str],
        known: Mapping[str, KnownPage],
        following: ListRequest | None,
        *,
        past: bool = False,
    ) -> ListRequest | None:
        """Record one page of the list; return the request for the next one, None when reading ends here.

        Args:
            article_ids: The documents that the page names, in its order.
            known: Those that are known.
            following: The request for the next page, None where there is none.
            past: Whether all of them are older than the period that was asked for.
        """
        self.pages += 1
        nothing_new = self.pages > 1 and self._seen.has_all(article_ids)
        if nothing_new and (instead := self.instead()):
            return instead
        if not nothing_new:
            self.named += len(article_ids)
        self.stopped = self._why_stop(article_ids, known, following)
        if self.stopped is None and past:
            self.stopped = Stop.PAST
        for article_id in article_ids:
            self._seen.add(article_id)
        return following if self.stopped is None else None

    def instead(self) -> ListRequest | None:
        """Return what to ask where the page that was asked for is missing, or another one."""
        return self.asked.instead() if self.asked else None

    def fail(self) -> None:
        """Record that a page of the list could not be read."""
        self.stopped = Stop.FAILED

    @property
    def given(self) -> int | None:
        """The entries that the list gave in all, to be held against its total; None where it was not read to its end."""
        return self.named + self.elsewhere if self.stopped is Stop.END else None

    @property
    def has_gap(self) -> bool:
        """Whether unknown documents may lie between this reading and the last complete one."""
        return self.stopped is Stop.CAP and self.completed_at is not None and not self.full

    @property
    def complete(self) -> bool:
        """Whether the column was read far enough and all that it named is settled.

        The cap on pages completes a column that never was complete: it is then the depth of history that
        was asked for, and without a mark no later run could stop earlier. So does the period.
        """
        if self.waiting or self.stopped is None:  # nearly always, and it is asked after each document
            return False
        if self.stopped in {Stop.CAP, Stop.PAST}:
            return self.completed_at is None or self.full
        return self.stopped in {Stop.KNOWN, Stop.END}

    def _why_stop(
        self, article_ids: Sequence[str], known: Mapping[str, KnownPage], following: ListRequest | None
    ) -> Stop | None:
        if not article_ids:
            return Stop.EMPTY if self.pages == 1 else Stop.END
        if not self.full and all(self._was_known(known.get(article_id)) for article_id in article_ids):
            return Stop.KNOWN
        # Some sites answer a page number beyond the last with the last page, or with the first.
        if following is None or self._seen.has_all(article_ids):
            return Stop.END
        return Stop.CAP if self.pages >= self.max_pages else None

    def _was_known(self, page: KnownPage | None) -> bool:
        if page is None or self.completed_at is None:
            return False
        if page.columns and self.column.name not in page.columns:
            return False
        return page.columns.get(self.column.name, page.first_listed_at) <= self.completed_at
