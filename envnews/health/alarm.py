"""What the operator is told of a portal in trouble, so that she hears of it once and not from every crawl.

The rules are those of monitoring systems such as Nagios and Alertmanager: a trouble is told when it is new, again
while it lasts, and when it is over. What comes and goes is one trouble: it is told when it comes back for the
first time, then like one that lasts, until the portal has been well for as long as the pause between two reminders.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from envnews.store.crawl.alarms import Alarm

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

REMIND: Final = timedelta(days=7)
"""How long after it was last told a trouble that lasts is told again."""


class News(StrEnum):
    """What there is to tell of a portal after a crawl."""

    NEW = "new"
    """In trouble for a reason that was not told yet."""
    BACK = "back"
    """In trouble again, after it was told that it is well."""
    REMINDER = "reminder"
    """Still in trouble, and it is time to say so again."""
    KNOWN = "known"
    """In trouble, as was told: nothing to tell."""
    WELL = "well"
    """No longer in trouble."""


TOLD: Final = frozenset({News.NEW, News.BACK, News.REMINDER, News.WELL})
"""News that are told to an operator who asked to hear of news only."""


def weigh(
    alarm: Alarm | None, subject: str, reasons: Collection[str], at: datetime, remind: timedelta = REMIND
) -> tuple[Alarm | None, News | None]:
    """Return what there is to tell after a run, and what will then have been told; None for nothing.

    Args:
        alarm: What was told before; None for nothing.
        subject: Key of the portal.
        reasons: What it is in trouble for; empty where its run went well.
        at: Time of the run, UTC.
        remind: How long after it was last told a trouble is told again.
    """
    if alarm and alarm.well_since and not _within(alarm.well_since, at, remind):
        over = alarm
        alarm = None
        if not reasons:
            return None, None if over.told_well else News.WELL
    if not reasons:
        return _well(alarm, at)
    if alarm is None:
        return Alarm(subject, at, frozenset(reasons), at), News.NEW
    if not alarm.reasons.issuperset(reasons):
        news = News.NEW
    elif alarm.told_well:
        news = News.BACK
    elif not _within(alarm.told_at, at, remind):
        news = News.REMINDER
    else:
        return replace(alarm, well_since=None), News.KNOWN
    told = alarm.reasons.union(reasons)
    return replace(alarm, reasons=told, told_at=at, well_since=None, told_well=False), news


def _well(alarm: Alarm | None, at: datetime) -> tuple[Alarm | None, News | None]:
    """Tell the first recovery at once; later ones only when they last, as `weigh` sees."""
    if alarm is None:
        return None, None
    alarm = replace(alarm, well_since=alarm.well_since or at)
    if alarm.recoveries:
        return alarm, None
    return replace(alarm, told_at=at, told_well=True, recoveries=1), News.WELL


def _within(earlier: datetime, at: datetime, pause: timedelta) -> bool:
    """Return whether a pause lasts; one that began in the future is that of a clock that was wrong, and over."""
    return timedelta() <= at - earlier < pause
