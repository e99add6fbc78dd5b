"""Drift: a field that a portal's rule gave and gives no more, a list that has shrunk, bodies cut in half.

A run is held against the runs before it. Portals publish a few articles a run, so the newest runs are taken
together until they have enough pages, and a fall counts when it is large and chance does not explain it. The
kinds of comparison follow Spidermon's monitors (field coverage, item count, history of jobs).
"""

from __future__ import annotations

from math import comb
from statistics import median
from typing import TYPE_CHECKING, Final

from envnews.health.finding import Finding, Kind
from envnews.store.measures import FIELDS, FieldMeasure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.store.measures import RunMeasures

ENOUGH: Final = 20
"""Pages on which a judgement rests, now and before."""

_FALL: Final = 0.15
"""Share of pages by which a field has to fall."""

_CHANCE: Final = 1e-6
"""Probability below which a fall is no chance: fifty portals, nine fields, twelve runs a day make two million
comparisons a year, and most of those are of the same pages."""

_SUREST: Final = 0.98
"""Highest rate that is believed of the past: a hundred pages without a miss do not promise the next."""

_USUAL: Final = 0.5
"""Rate from which a field belongs to a portal; what a minority of its pages states comes and goes."""

_SHRUNK: Final = 0.3
_HALVED: Final = 0.5
_ALIKE: Final = 0.2
_LISTS: Final = 10
"""Earlier lists whose median is the usual length."""
_ROWS: Final = 5
"""Usual length from which a list can be said to have shrunk."""


def find_drift(runs: Sequence[RunMeasures], articles: int = 0, alike: int = 0) -> tuple[Finding, ...]:
    """Return what has changed for the worse with the latest run.

    Args:
        runs: What a portal's runs were measured by, the latest first.
        articles: How many articles the latest run fetched.
        alike: How many of them share their headline with another of them.
    """
    if not runs:
        return ()
    findings = [finding for name in FIELDS if (finding := _field(name, runs))]
    findings += [finding for column in runs[0].lists if (finding := _list(column, runs))]
    if articles >= ENOUGH and alike > _ALIKE * articles:
        message = f"{alike} of {articles} articles share a headline: the rule may read the site's name"
        findings.append(Finding(Kind.DRIFT, "headline", message))
    return tuple(findings)


def chance(hits: int, trials: int, rate: float) -> float:
    """Return the probability of so few hits or fewer in independent trials (the binomial distribution).

    >>> round(chance(0, 3, 0.9), 6)
    0.001
    """
    return sum(comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(hits + 1))


def _field(name: str, runs: Sequence[RunMeasures]) -> Finding | None:
    latest = next((run.fields[name] for run in runs if name in run.fields), FieldMeasure())
    now, before, since = _split(name, runs)
    if now.pages < ENOUGH or before.pages < ENOUGH:
        return None
    for witness, hits in before.heard.most_common():
        if _fell(latest.heard[witness] / latest.pages, now.heard[witness], now.pages, hits / before.pages):
            message = (
                f"{witness} gave it on {now.heard[witness]} of {now.pages} pages since {since}, before on {hits}"
                f" of {before.pages}; {now.filled} pages gave it at all: compare a page with the rule"
            )
            return Finding(Kind.DRIFT, name, message)
    if _fell(latest.filled / latest.pages, now.filled, now.pages, before.filled / before.pages):
        message = (
            f"{now.filled} of {now.pages} pages gave it since {since}, before {before.filled} of"
            f" {before.pages}: look at a page and mend the rule"
        )
        return Finding(Kind.DRIFT, name, message)
    if before.size and now.filled and now.typical_size < _HALVED * before.typical_size:
        message = (
            f"typically {now.typical_size:.0f} characters since {since}, before"
            f" {before.typical_size:.0f}: the rule may find only a part"
        )
        return Finding(Kind.DRIFT, name, message)
    return None


def _split(name: str, runs: Sequence[RunMeasures]) -> tuple[FieldMeasure, FieldMeasure, str]:
    """Return the newest runs that have enough pages together, all runs before them, and where the former begin."""
    now, before, since = FieldMeasure(), FieldMeasure(), ""
    for run in runs:
        measure = run.fields.get(name, FieldMeasure())
        if now.pages < ENOUGH:
            now, since = now + measure, run.started_at
        else:
            before += measure
    return now, before, since


def _fell(latest: float, hits: int, pages: int, usual: float) -> bool:
    """Return whether a rate has fallen from what is usual, and chance does not explain it.

    Once a rule is mended its first pages end the alarm, whatever the pages before them were: hence `latest`,
    the rate of the latest run.
    """
    if usual < _USUAL or latest > usual / 2 or hits / pages > usual - _FALL:
        return False
    return chance(hits, pages, min(usual, _SUREST)) < _CHANCE


def _list(column: str, runs: Sequence[RunMeasures]) -> Finding | None:
    earlier = [run.lists[column] for run in runs[1:] if run.lists.get(column)][:_LISTS]
    now = runs[0].lists[column]
    # A list with no entry at all is told by the crawl itself.
    if len(earlier) < 3 or not now or median(earlier) < _ROWS or now >= _SHRUNK * median(earlier):
        return None
    message = f"{now} entries on its first page, usually {median(earlier):.0f}: compare the page with `rows`"
    return Finding(Kind.DRIFT, column, message)
