"""What of a crawl is news to the operator, held against what she was told by the crawls before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from envnews.errors import EnvnewsError
from envnews.health.alarm import News, weigh
from envnews.run.summary import RunSummary
from envnews.store.articles.rows import utc_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime, timedelta

    from envnews.run.summary import PortalSummary
    from envnews.store.crawl.alarms import Alarm
    from envnews.store.writing.thread import WriterThread

logger = logging.getLogger(__name__)

Tell = Callable[[RunSummary], bool]
"""What tells a summary; returns whether everybody heard it: otherwise the next crawl tells the same again."""

_FILES: Final = "portal files"
"""What the files that cannot be loaded are called among portals in trouble."""


def tell_news(
    summary: RunSummary, writer: WriterThread, at: datetime, remind: timedelta, tell: Tell | None
) -> RunSummary:
    """Return the summary with what is news in it; have it told, and note in the database that it was.

    Args:
        summary: How the crawl went.
        writer: Of the database.
        at: The present time.
        remind: How long after it was last told a trouble is told again.
        tell: None where nobody is told, and nothing noted.
    """
    try:
        weighing = _Weighing(writer.submit(lambda writer: writer.alarms()).result(), at, remind)
    except EnvnewsError:  # the database is in trouble, which the exit code tells; all is news then
        weighing = _Weighing({}, at, remind)
    summary = replace(
        summary,
        portals=tuple(weighing.weighed(portal) for portal in summary.portals),
        mistakes_news=weighing.news_of(_FILES, summary.mistakes),
    )
    if tell is not None and tell(summary) and weighing.changed:
        _note(writer, weighing.changed)
    return summary


class _Weighing:
    """What was told before, and what of it changes with this crawl."""

    def __init__(self, told: Mapping[str, Alarm], at: datetime, remind: timedelta) -> None:
        self.changed: dict[str, Alarm | None] = {}
        self._told, self._at, self._remind = told, at, remind

    def news_of(self, subject: str, reasons: Collection[str]) -> News | None:
        before = self._told.get(subject)
        after, news = weigh(before, subject, reasons, self._at, self._remind)
        if after != before:
            self.changed[subject] = after
        return news

    def weighed(self, portal: PortalSummary) -> PortalSummary:
        news = self.news_of(portal.portal, () if portal.well else portal.reasons)
        if news is not News.WELL:
            return replace(portal, news=news)
        before = self._told[portal.portal]
        return replace(portal, news=news, since=utc_text(before.since), reasons=tuple(sorted(before.reasons)))


def _note(writer: WriterThread, alarms: dict[str, Alarm | None]) -> None:
    try:
        writer.submit(lambda writer: writer.note_alarms(alarms)).result()
    except EnvnewsError as error:
        logger.warning("What was told could not be noted, the next crawl tells it again: %s", error)
