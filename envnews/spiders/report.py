"""What the crawl of one portal tells its operator: counters, and troubles with their remedy.

Counters and troubles decide the run's outcome (`run.outcome`) and stand in its row and in the summary.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

from envnews.logs import printable
from envnews.spiders.changes import led_elsewhere
from envnews.spiders.discovery import Stop
from envnews.spiders.troubles import Trouble
from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from envnews.model import ListPage, Page
    from envnews.spiders.discovery import ColumnWalk

logger = logging.getLogger(__name__)

_LOGGED = 20
"""Troubles of a portal that are logged in one run."""

COUNTED = (
    "lists",
    "lists_unchanged",
    "empty_lists",
    "listed",
    "skipped",
    "articles",
    "not_modified",
    "gone",
    "failed",
    "elsewhere",
    "foreign_link",
    "unrecognised_link",
)
"""Lists read, of these answered with 304 and without entry; rows read, of these outside the period; article pages
fetched, answered with 304, with 404 or 410, not at all, by leading to other sites; rows that lead to other sites or have no article address."""


class Report:
    """Counters and troubles of one portal in one run.

    Attributes:
        counters: What `COUNTED` names.
        troubles: In the order of events.
    """

    def __init__(self, portal: str, *, needs_javascript: bool = False) -> None:
        self.counters: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self.troubles: list[Trouble] = []
        self._portal = portal
        self._needs_javascript = needs_javascript

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter."""
        self.counters[name] += by

    def trouble(self, outcome: Outcome, url: str, message: str, column: str | None = None) -> None:
        """Record and log what went wrong, where, and what to do about it."""
        trouble = Trouble(outcome, printable(url), printable(message), column)
        self.troubles.append(trouble)
        # Of a site that fails a thousand times the first lines say enough; the counters have the rest.
        level = logging.WARNING if len(self.troubles) <= _LOGGED else logging.DEBUG
        if outcome is Outcome.SKIPPED_JAVASCRIPT:
            level = logging.INFO
        logger.log(level, "%s: %s: %s", self._portal, outcome, trouble, extra={"portal": self._portal})

    def note_failure(self, url: str, error: str, *, gone: bool) -> None:
        """Record that an article page did not come; only the server's word that it is gone is no trouble."""
        self.count("gone" if gone else "failed")
        if not gone:
            self.trouble(Outcome.HTTP_ERROR, url, f"{error}; it is tried again by the next run")

    def note_elsewhere(self, url: str, there: str) -> None:
        """Record that an article page leads to another site, which is no trouble as long as others do not."""
        self.count("elsewhere")
        places = (printable(url), printable(there))
        logger.info("%s: %s leads to %s, on another site", self._portal, *places)

    def note_list(self, listing: ListPage, page: Page, walk: ColumnWalk) -> None:
        """Count what a list page named; links to other sites are counted, not lost."""
        self.count("listed", len(listing.entries))
        walk.total = walk.total if listing.total is None else listing.total
        walk.elsewhere += led_elsewhere(listing)
        for problem in listing.problems:
            self.count(problem.code)
            logger.info("%s: %s, %s: %s", self._portal, walk.column.name, page.url, problem.message)

    def note_stop(self, listing: ListPage, page: Page, walk: ColumnWalk) -> None:
        """Record it where a column ended otherwise than it should."""
        column = walk.column.name
        if walk.has_gap:
            message = (
                f"{walk.pages} list pages read without reaching what was stored last time; "
                f"articles may be missing: crawl once with --max-pages {walk.max_pages * 4}"
            )
            self.trouble(Outcome.GAP, page.url, message, column)
        elif walk.stopped is Stop.EMPTY:
            self._note_empty(listing, page, walk)

    def _note_empty(self, listing: ListPage, page: Page, walk: ColumnWalk) -> None:
        self.count("empty_lists")
        column = walk.column.name
        unrecognised = sum(problem.code == "unrecognised_link" for problem in listing.problems)
        shell = next((problem for problem in listing.problems if problem.code == "needs_javascript"), None)
        if self._needs_javascript and not unrecognised and walk.completed_at is None:
            message = (
                f"{page.url} is drawn by JavaScript, and no data behind it is known; skipped, as declared"
            )
            self.trouble(Outcome.SKIPPED_JAVASCRIPT, page.url, message, column)
        elif shell:
            self.trouble(Outcome.EMPTY_LIST, page.url, shell.message, column)
        elif unrecognised:
            message = f"{unrecognised} rows, none with an article address; compare one with `article_url`"
            self.trouble(Outcome.SITE_CHANGED, page.url, message, column)
        elif walk.completed_at is not None:
            message = "the list names no article any more; open it in a browser and mend `rows` or the column's address"
            self.trouble(Outcome.EMPTY_LIST, page.url, message, column)
        else:
            # A column may be new and truly empty; only a portal without any entry is in trouble for it.
            message = "%s: %s, %s: the list names no article; if the page shows some, mend `rows`"
            logger.warning(message, self._portal, column, page.url)
