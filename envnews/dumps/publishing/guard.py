"""What must hold before anything is published: a bad crawl must not become everybody's bad data.

The guard looks at what changed since the last publication. It stops publication only, never a crawl.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from envnews.health.freshness import LOOK_BACK, find_silence
from envnews.model import CHINA_TIME
from envnews.normalize.dates import AHEAD
from envnews.normalize.text import excerpt
from envnews.store.articles.rows import utc_text
from envnews.store.articles.takedown import taken_down_sql
from envnews.store.crawl.runs import Outcome
from envnews.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.dumps.records.state import State

FLOORS: Final = {"headline": 0.99, "published_at": 0.95, "body": 0.95}
"""Share of a portal's articles that have the field; for the body, a table, file or picture will do."""
FEWEST: Final = 20
"""Articles from which a share says anything."""
WITHDRAWN: Final = 0.20
"""Share of a portal's articles above which withdrawals are an accident, not a decision."""
FEWEST_WITHDRAWN: Final = 5
REPLACED: Final = 0.005
"""Share of a portal's articles that may hold U+FFFD: sites print some themselves."""
BAD: Final = frozenset(
    {Outcome.SITE_CHANGED, Outcome.CRASHED, Outcome.EMPTY_LIST, Outcome.BLOCKED, Outcome.GAP}
)
"""Outcomes of a portal's last run after which what it stored is in doubt, or has a hole. Drift ends a run with
the first of them. A portal that could not be reached, or that failed on single pages, has stored nothing wrong."""

_WRONG: Final = "published_at > ?2 OR published_at NOT GLOB '????-??-??T??:??:??+08:00' OR julianday(published_at) IS NULL"
# `NOT INDEXED`: in the order of an index by portal every row would be fetched from another place of the file.
# `MATERIALIZED`: grouping sorts what it is given, which had better not be the texts.
_CHANGED: Final = """
WITH changed AS MATERIALIZED (
    SELECT portal,
        headline <> '' AS headline,
        published_at IS NOT NULL AS published_at,
        body <> '' OR tables <> '[]' OR attachments <> '[]' OR images <> '[]' AS body,
        instr(headline, char(65533)) > 0 OR instr(body, char(65533)) > 0 AS replaced,
        published_at IS NOT NULL AND ({wrong}) AS wrong
    FROM source.articles AS articles NOT INDEXED
    WHERE status = 'active' AND seq > ?1 AND {scope}
)
SELECT portal, count(*), avg(headline), avg(published_at), avg(body), sum(replaced), sum(wrong)
FROM changed GROUP BY portal
"""
_WHENEVER: Final = """
SELECT portal, count(*) FILTER (WHERE last > ?2) AS ahead, max(last) AS last,
    count(*) FILTER (WHERE within AND status = 'withdrawn' AND seq > ?1) AS withdrawn,
    count(*) FILTER (WHERE within AND (status = 'active' OR seq > ?1)) AS articles
FROM (
    SELECT portal, status, seq, {scope} AS within, CASE
        WHEN status <> 'active' THEN iif({stones}, updated_at, NULL)
        WHEN {scope} THEN max(first_seen_at, last_seen_at, updated_at)
    END AS last
    FROM source.articles AS articles NOT INDEXED
)
GROUP BY portal ORDER BY portal
"""
"""Of all articles, whenever they were stored, in one pass, for these times stand behind the texts: a full dump holds
them all, and followers refuse it for one that is from a time to come."""
_DATES: Final = """
SELECT id, published_at FROM source.articles AS articles
WHERE status = 'active' AND seq > ?1 AND {scope} AND published_at IS NOT NULL
    AND ({wrong})
ORDER BY id LIMIT 4
"""
_HEALTH: Final = """
SELECT portal, outcome, coalesce(message, ''), started_at FROM source.portal_runs
WHERE number IN (SELECT max(number) FROM source.portal_runs WHERE outcome IS NOT NULL GROUP BY portal)
    AND portal IN (
        SELECT portal FROM source.articles AS articles NOT INDEXED
        WHERE seq > ? AND NOT {taken_down} AND {scope}
    )
ORDER BY portal
"""
_DAYS: Final = """
SELECT DISTINCT published_on FROM source.articles
WHERE portal = ? AND status = 'active' AND published_on BETWEEN ? AND ? ORDER BY 1
"""
_MESSAGE: Final = 200


def objections(state: State, after: int, now: datetime | None = None) -> Iterator[str]:
    """Yield the reasons not to publish what changed after the change `after`, each naming portal and figure."""
    execute = state.connection.execute
    if execute("SELECT EXISTS (SELECT 1 FROM source.imports WHERE loading IS NOT NULL)").fetchone()[0]:
        yield "a full dump is being loaded into the database; let `envnews import` end first"
    yield from _bad_health(state, after)
    latest = (now or datetime.now(UTC)) + AHEAD
    yield from _bad_articles(state, after, latest)
    yield from _of_all(state, after, latest)


def _bad_articles(state: State, after: int, latest: datetime) -> Iterator[str]:
    """Yield what too many of the articles of a portal that have changed lack, or hold."""
    limits = (after, _in_china(latest))
    sql = _CHANGED.format(scope=state.scope.condition("articles"), wrong=_WRONG)
    misdated = 0
    for portal, articles, *shares, replaced, wrong in state.connection.execute(sql, limits):
        for (field, floor), share in zip(FLOORS.items(), shares, strict=True):
            if articles >= FEWEST and share < floor:
                yield f"{portal}: {field} is there in {share:.1%} of {articles} articles, expected are {floor:.0%}"
        if replaced > REPLACED * articles:
            yield f"{portal}: {replaced} of {counted(articles, 'article')} hold lost characters (U+FFFD)"
        misdated += wrong
    if misdated:
        yield from _bad_dates(state, after, latest)


def _of_all(state: State, after: int, latest: datetime) -> Iterator[str]:
    """Yield the portals with articles, or tombstones, from times that have not come, or with few articles left."""
    stones = replace(state.scope, since=None).condition("articles")
    sql = _WHENEVER.format(scope=state.scope.condition("articles"), stones=stones)
    portals = state.connection.execute(sql, (after, utc_text(latest))).fetchall()
    for portal, ahead, last, _, _ in portals:
        if ahead:
            yield (
                f"{portal}: {counted(ahead, 'article')} stored or withdrawn under a clock that was ahead, up to {last}, which"
                " followers refuse; restore the backup from before, and crawl again"
            )
    held = dict(state.scope.held)
    for portal, _, _, withdrawn, articles in portals:
        # Before the first publication there is nothing that could disappear from it.
        if (
            after
            and portal not in held
            and withdrawn >= FEWEST_WITHDRAWN
            and withdrawn > WITHDRAWN * articles
        ):
            yield f"{portal}: {withdrawn} of {counted(articles, 'article')} were withdrawn at once"


def _bad_dates(state: State, after: int, latest: datetime) -> Iterator[str]:
    """Yield articles that have changed and say to be published in the future, or at no time."""
    sql = _DATES.format(scope=state.scope.condition("articles"), wrong=_WRONG)
    for number, (article, at) in enumerate(state.connection.execute(sql, (after, _in_china(latest)))):
        yield (
            f"{article}: published_at {at!r} is in the future or no time at +08:00"
            if number < 3
            else "and more"
        )


def _in_china(at: datetime) -> str:
    return at.astimezone(CHINA_TIME).isoformat(timespec="seconds")


def _bad_health(state: State, after: int) -> Iterator[str]:
    """Yield what the last run of each portal that has changed says against it: its outcome, or its silence."""
    scope = state.scope.condition("articles")
    health = _HEALTH.format(scope=scope, taken_down=taken_down_sql("articles"))
    for portal, outcome, message, started_at in state.connection.execute(health, (after,)).fetchall():
        if outcome in BAD:
            reason = excerpt(message, _MESSAGE)
            yield f"{portal}: the last run ended {outcome}" + (f" ({reason})" if reason else "")
            continue
        day = datetime.fromisoformat(started_at).astimezone(CHINA_TIME).date()
        period = ((day - LOOK_BACK).isoformat(), day.isoformat())
        days = [date.fromisoformat(text) for (text,) in state.connection.execute(_DAYS, (portal, *period))]
        if silence := find_silence(days, day, watched=date.min):
            yield f"{portal}: {silence.message}"
