"""Drift: a field that a portal's rule gave and gives no more, a list that has shrunk, bodies cut in half.

A run is held against the runs before it. Portals publish a few articles a run, so the newest runs are taken
together until they have enough pages, and a fall counts when it is large and chance does not explain it. What
was found stays found until the site or the rules are mended: runs of a changed site are no past to compare with.
What a site may mean so, as a label that it has given up or a list of half the length, ends by becoming usual.
The kinds of comparison follow Spidermon's monitors (field coverage, item count, history of jobs).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from math import comb
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from envnews.health.finding import Finding, Kind
from envnews.store.crawl.measures import FIELDS, FieldMeasure

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from envnews.store.crawl.measures import RunMeasures

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
_SHORTER: Final = 0.6
_HALVED: Final = 0.5
_ALIKE: Final = 0.2
_LISTS: Final = 3
"""Earlier lists from which their median is the usual length."""
_ROWS: Final = 5
"""Usual length from which a list can be said to have shrunk."""
_EVEN: Final = 10
"""Earlier lists from which they can be said to be of one length, as pages of a list are."""


def find_drift(
    runs: Sequence[RunMeasures], articles: int = 0, alike: int = 0, columns: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Return what has changed for the worse with the latest run, or earlier and is not mended.

    Args:
        runs: What a portal's runs were measured by, the latest first.
        articles: How many articles the latest run fetched.
        alike: How many of them share their headline with another of them.
        columns: Columns that it declares; of others, which a menu led to or which are declared no more, those count
            that the latest run has read. None for all.
    """
    read = dict.fromkeys(name for run in runs for name in run.lists)
    judged = [name for name in read if columns is None or name in columns or name in runs[0].lists]
    findings = [finding for name in FIELDS if (finding := _field(name, runs))]
    findings += [finding for column in judged if (finding := _list(column, runs))]
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


@dataclass(frozen=True, slots=True)
class _Field:
    """A field in the runs that were measured by it, the latest first.

    Attributes:
        runs: When each began, and its measure.
        now: The newest pages.
        before: Those before them, of runs that found the site unchanged.
        rules_changed: Whether those were read with other rules than the latest.
    """

    name: str
    runs: Sequence[tuple[str, FieldMeasure]]
    now: FieldMeasure
    before: FieldMeasure
    rules_changed: bool

    @property
    def latest(self) -> FieldMeasure:
        return self.runs[0][1]

    def fallen(self, lacks: Callable[[FieldMeasure], bool]) -> tuple[str, FieldMeasure]:
        """Return since when all runs lack something, and their pages together."""
        lacking = list(takewhile(lambda run: lacks(run[1]), self.runs))
        return lacking[-1][0], sum((measure for _, measure in lacking), FieldMeasure())


def _field(name: str, runs: Sequence[RunMeasures]) -> Finding | None:
    field = _measured(name, runs)
    if field is None or field.now.pages < ENOUGH or field.before.pages < ENOUGH:
        return None
    return _dead_witness(field) or _unread(field) or _cut(field)


def _measured(name: str, runs: Sequence[RunMeasures]) -> _Field | None:
    """Return a field with its newest pages and those before; of the latter those of the present rules, if enough."""
    measured = [run for run in runs if name in run.fields]
    if not measured:
        return None
    now, count = FieldMeasure(), 0
    while now.pages < ENOUGH and count < len(measured):
        now, count = now + measured[count].fields[name], count + 1
    past = [run for run in measured[count:] if not run.drifted]
    same = [run for run in past if run.rules == measured[0].rules]
    before = sum((run.fields[name] for run in same), FieldMeasure())
    rules_changed = before.pages < ENOUGH and len(same) < len(past)
    if rules_changed:
        before = sum((run.fields[name] for run in past), FieldMeasure())
    return _Field(name, [(run.started_at, run.fields[name]) for run in measured], now, before, rules_changed)


def _dead_witness(field: _Field) -> Finding | None:
    """Tell of a rule or label that gave the field and gives it no more, whoever gives it now."""
    latest, now, before = field.latest, field.now, field.before
    mended = max((hits for witness, hits in latest.heard.items() if witness.startswith("rule ")), default=0)
    for witness, hits in before.heard.most_common():
        usual = hits / before.pages
        if field.rules_changed and mended / latest.pages > usual / 2:
            continue
        if _fell(latest.heard[witness] / latest.pages, now.heard[witness], now.pages, usual):
            since, lacking = field.fallen(lambda run: run.heard[witness] / run.pages <= usual / 2)  # noqa: B023 - called at once
            message = (
                f"{witness} gave it on {lacking.heard[witness]} of {lacking.pages} pages since {since}, before on"
                f" {hits} of {before.pages}; {lacking.filled} pages gave it at all: compare a page with the rule"
            )
            # A label that a site has given up harms nobody while the page states the field elsewhere.
            given = lacking.filled / lacking.pages > before.filled / before.pages - _FALL
            kind = Kind.WEAKER if given and not witness.startswith("rule ") else Kind.DRIFT
            return Finding(kind, field.name, message)
    return None


def _unread(field: _Field) -> Finding | None:
    """Tell of a field that pages gave and give no more."""
    latest, now, before = field.latest, field.now, field.before
    usual = before.filled / before.pages
    if not _fell(latest.filled / latest.pages, now.filled, now.pages, usual):
        return None
    since, lacking = field.fallen(lambda run: run.filled / run.pages <= usual / 2)
    message = (
        f"{lacking.filled} of {lacking.pages} pages gave it since {since}, before {before.filled} of"
        f" {before.pages}: look at a page and mend the rule"
    )
    return Finding(Kind.DRIFT, field.name, message)


def _cut(field: _Field) -> Finding | None:
    """Tell of bodies that have become much shorter."""
    short = _HALVED * field.before.typical_size
    if not (field.before.size and field.now.filled and field.now.typical_size < short):
        return None
    if field.latest.filled and field.latest.typical_size >= short:
        return None
    since, lacking = field.fallen(lambda run: not run.filled or run.typical_size < short)
    message = (
        f"typically {lacking.typical_size:.0f} characters since {since}, before"
        f" {field.before.typical_size:.0f}: the rule may find only a part"
    )
    return Finding(Kind.DRIFT, field.name, message)


def _fell(latest: float, hits: int, pages: int, usual: float) -> bool:
    """Return whether a rate has fallen from what is usual, and chance does not explain it.

    Once a rule is mended its first pages end the alarm, whatever the pages before them were: hence `latest`,
    the rate of the latest run.
    """
    if usual < _USUAL or latest > usual / 2 or hits / pages > usual - _FALL:
        return False
    return chance(hits, pages, min(usual, _SUREST)) < _CHANCE


def _list(column: str, runs: Sequence[RunMeasures]) -> Finding | None:
    """Tell of a column whose first page names far fewer entries than it did."""
    # Of a list that is answered with 304 the entries are the former ones.
    read = [run for run in runs if column in run.lists]
    if not read or not (now := read[0].lists[column]):  # a list without any entry is told by the crawl itself
        return None
    earlier = [run.lists[column] for run in read[1:] if run.lists[column] and not run.drifted]
    usual = median(earlier) if len(earlier) >= _LISTS else 0
    even = len(earlier) >= _EVEN and quantiles(earlier, n=5)[0] >= 0.8 * usual
    limit = (_SHORTER if even else _SHRUNK) * usual
    if usual < _ROWS or now > limit:
        return None
    since = list(takewhile(lambda run: run.lists[column] <= limit, read))[-1].started_at
    message = (
        f"{now} entries on its first page since {since}, usually {usual:.0f}: compare the page with `rows`"
    )
    if now < _SHRUNK * usual:
        return Finding(Kind.DRIFT, column, message)
    return Finding(Kind.WEAKER, column, f"{message}; if the site shows fewer now, this ends by itself")
