"""What report and dashboard show: figures of one database, as of its latest day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from envnews.run.outcome import WELL

if TYPE_CHECKING:
    import sqlite3

DAYS: Final = 60
"""Days that the trend shows."""

MONTHS: Final = 12
"""Months that the topics are shown by."""

_ALL_MONTHS: Final = 36
_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A story with its original: how many other portals print it, and how many hours the first of them took."""

    headline: str
    url: str
    portal: str
    reprints: int
    lag_hours: float | None


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that was edited after its publication, or withdrawn; `when` is UTC as in the database."""

    headline: str
    url: str
    portal: str
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class PortalLine:
    """A portal.

    Attributes:
        articles: Articles stored.
        recent: Those published on the last `DAYS` days.
        observed: On how many of these a list of the portal was looked at.
        newest: Latest local date of publication.
        outcome: Outcome of the last run, and `message` what it says.
    """

    title: str
    articles: int
    recent: int
    observed: int
    newest: str | None
    outcome: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is shown.

    Attributes:
        days: Local dates with the number of articles published, without gaps.
        months: The same by month, `2022-07`, at most three years.
        regions: Articles of the last `DAYS` days by ISO 3166-2:CN code of a portal, 0 where it published nothing.
        topics: Code, Chinese name and articles of the last `DAYS` days, the most frequent first.
        topic_months: Articles by topic's code and month.
        recent: Articles of the last 30 days; `before` of the 30 days before them.
        reprints: Reprints stored; `edits` revisions stored.
    """

    articles: int
    portals: tuple[PortalLine, ...]
    first_day: date | None
    last_day: date | None
    days: tuple[tuple[date, int], ...]
    months: tuple[tuple[str, int], ...]
    regions: dict[str, int]
    topics: tuple[tuple[str, str, int], ...]
    topic_months: dict[tuple[str, str], int]
    recent: int
    before: int
    reprints: int
    edits: int
    reprinted: tuple[Reprinted, ...]
    changed: tuple[Changed, ...]
    withdrawn: tuple[Changed, ...]

    @property
    def in_trouble(self) -> tuple[PortalLine, ...]:
        """The portals whose last run did not end well."""
        return tuple(p for p in self.portals if p.outcome is not None and p.outcome not in WELL)


def read_figures(connection: sqlite3.Connection) -> Figures:
    """Return the figures of a database."""
    count, first, last = connection.execute(
        "SELECT count(*), min(published_on), max(published_on) FROM articles WHERE status = 'active'"
    ).fetchone()
    first_day, last_day = (date.fromisoformat(day) if day else None for day in (first, last))
    since = (last_day - timedelta(days=DAYS - 1)) if last_day else date.min
    months = _months(connection, first_day, last_day)
    days = _days(connection, since, last_day)
    reprints, edits = connection.execute(
        "SELECT (SELECT count(*) FROM reprints), (SELECT count(*) FROM v_changed_articles)"
    ).fetchone()
    return Figures(
        articles=count,
        portals=_portals(connection, since),
        first_day=first_day,
        last_day=last_day,
        days=days,
        months=months,
        regions=_regions(connection, since),
        topics=_topics(connection, since),
        topic_months=_topic_months(connection, months[-MONTHS][0] if len(months) >= MONTHS else ""),
        recent=sum(articles for _, articles in days[-30:]),
        before=sum(articles for _, articles in days[-60:-30]),
        reprints=reprints,
        edits=edits,
        reprinted=_reprinted(connection),
        changed=_changed(connection),
        withdrawn=_withdrawn(connection),
    )


def _portals(connection: sqlite3.Connection, since: date) -> tuple[PortalLine, ...]:
    rows = connection.execute(
        """
        SELECT title, articles,
            (SELECT count(*) FROM articles
                WHERE portal = health.portal AND status = 'active' AND published_on >= :since),
            (SELECT count(DISTINCT day) FROM coverage WHERE portal = health.portal AND day >= :since),
            newest, outcome, coalesce(message, '')
        FROM v_portal_health AS health ORDER BY articles DESC, title
        """,
        {"since": since.isoformat()},
    )
    return tuple(PortalLine(*row) for row in rows)


def _days(connection: sqlite3.Connection, since: date, last: date | None) -> tuple[tuple[date, int], ...]:
    if last is None:
        return ()
    counts: Counter[str] = Counter()
    for day, articles in connection.execute(
        "SELECT published_on, articles FROM v_daily_counts WHERE published_on >= ?", (since.isoformat(),)
    ):
        counts[day] += articles
    span = (since + timedelta(days=count) for count in range((last - since).days + 1))
    return tuple((day, counts[day.isoformat()]) for day in span)


def _months(
    connection: sqlite3.Connection, first: date | None, last: date | None
) -> tuple[tuple[str, int], ...]:
    if first is None or last is None:
        return ()
    counts = dict(
        connection.execute(
            "SELECT substr(published_on, 1, 7), sum(articles) FROM v_daily_counts"
            " WHERE published_on IS NOT NULL GROUP BY 1"
        ).fetchall()
    )
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    names = [f"{number // 12}-{number % 12 + 1:02d}" for number in span[-_ALL_MONTHS:]]
    return tuple((name, counts.get(name, 0)) for name in names)


def _regions(connection: sqlite3.Connection, since: date) -> dict[str, int]:
    known = connection.execute("SELECT DISTINCT region, 0 FROM portals WHERE region IS NOT NULL")
    rows = connection.execute(
        "SELECT region, sum(articles) FROM v_daily_counts WHERE region IS NOT NULL AND published_on >= ? GROUP BY 1",
        (since.isoformat(),),
    )
    return dict(known.fetchall()) | dict(rows.fetchall())


def _topics(connection: sqlite3.Connection, since: date) -> tuple[tuple[str, str, int], ...]:
    rows = connection.execute(
        "SELECT topics.code, topics.name, count(*) FROM article_topics JOIN topics ON topics.code = topic"
        " JOIN articles ON number = article WHERE status = 'active' AND published_on >= ?"
        " GROUP BY 1 ORDER BY 3 DESC, 1",
        (since.isoformat(),),
    )
    return tuple(rows.fetchall())


def _topic_months(connection: sqlite3.Connection, since: str) -> dict[tuple[str, str], int]:
    rows = connection.execute(
        "SELECT topic, substr(published_on, 1, 7), count(*) FROM article_topics JOIN articles ON number = article"
        " WHERE status = 'active' AND published_on >= ? GROUP BY 1, 2",
        (since,),
    )
    return {(topic, month): count for topic, month, count in rows}


def _reprinted(connection: sqlite3.Connection) -> tuple[Reprinted, ...]:
    rows = connection.execute(
        """
        SELECT first.headline, first.canonical_url, portals.title, count(*), min(lag_minutes) / 60.0
        FROM reprints
        JOIN articles AS first ON first.number = reprints.original AND first.status = 'active'
        JOIN articles AS later ON later.number = reprints.article AND later.status = 'active'
        JOIN portals ON portals.key = first.portal
        WHERE later.portal <> first.portal
        GROUP BY reprints.original ORDER BY 4 DESC, first.published_at DESC LIMIT ?
        """,
        (_ROWS,),
    )
    return tuple(Reprinted(*row) for row in rows)


def _changed(connection: sqlite3.Connection) -> tuple[Changed, ...]:
    rows = connection.execute(
        """
        SELECT headline_after, canonical_url, portals.title, seen_at,
            (SELECT group_concat(value, '、') FROM json_each(changed))
        FROM v_changed_articles JOIN portals ON portals.key = portal ORDER BY seen_at DESC LIMIT ?
        """,
        (_ROWS,),
    )
    return tuple(Changed(*row) for row in rows)


def _withdrawn(connection: sqlite3.Connection) -> tuple[Changed, ...]:
    rows = connection.execute(
        "SELECT headline, canonical_url, portals.title, articles.updated_at, status"
        " FROM articles JOIN portals ON portals.key = portal WHERE status = 'withdrawn'"
        " ORDER BY articles.updated_at DESC LIMIT ?",
        (_ROWS,),
    )
    return tuple(Changed(*row) for row in rows)
