"""Documents whose pages lead to other sites: how many in a row, and how usual that is for their portal.

Such a page stands in quarantine, with the address that it leads to in the place of its headers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.store.changes import LEADS_ELSEWHERE

if TYPE_CHECKING:
    import sqlite3

_SINCE: Final = """
    SELECT min(started_at) FROM portal_runs
    WHERE portal = :portal
        AND number > coalesce((
            SELECT number FROM portal_runs
            WHERE portal = :portal AND number < :run
                AND coalesce(counters ->> 'new', 0) + coalesce(counters ->> 'alias', 0) > 0
            ORDER BY number DESC LIMIT 1
        ), 0)
        AND started_at >= coalesce((
            SELECT max(first_seen_at) FROM articles
            WHERE portal = :portal AND status = 'active'
                AND first_seen_at <= (SELECT started_at FROM portal_runs WHERE number = :run)
        ), '')
"""
"""The first run after the last article was found. One that was killed has counted nothing, but what it found is stored."""

_IN_A_ROW: Final = """
    SELECT headers ->> '$[0][1]' FROM quarantine JOIN pages USING (article_id)
    WHERE quarantine.portal = :portal AND reason = :reason AND resolved_at IS NULL AND first_at >= :since
        AND error = field || ': ' || reason
        AND (first_listed_at >= :since OR article IS NOT NULL)
    ORDER BY first_at, number
"""
"""Of documents listed before, articles have come since: only those that gave an article themselves are news."""

_KNOWN: Final = """
    SELECT
        (
            SELECT count(*) FROM quarantine JOIN pages USING (article_id)
            WHERE quarantine.portal = :portal AND reason = :reason AND resolved_at IS NULL
                AND error = field || ': ' || reason
        ),
        (SELECT count(*) FROM articles WHERE portal = :portal)
"""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What of a portal's documents leads to other sites.

    Attributes:
        since: Start of the first run after the last article was found.
        addresses: Where the pages lead that were found to since then, of documents listed since then or stored before.
        before: How many pages lead to other sites besides.
        articles: How many articles are stored.
    """

    since: str
    addresses: tuple[str, ...] = ()
    before: int = 0
    articles: int = 0


def led_elsewhere(connection: sqlite3.Connection, portal: str, run: int) -> Elsewhere:
    """Return what leads to other sites by the end of a portal's part of a run that has brought no article."""
    values = {"portal": portal, "run": run, "reason": LEADS_ELSEWHERE}
    (since,) = connection.execute(_SINCE, values).fetchone()
    addresses = tuple(address for (address,) in connection.execute(_IN_A_ROW, values | {"since": since}))
    if not addresses:
        return Elsewhere(since)
    leading, articles = connection.execute(_KNOWN, values).fetchone()
    return Elsewhere(since, addresses, leading - len(addresses), articles)
