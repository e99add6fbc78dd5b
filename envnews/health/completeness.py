"""Completeness: what lists state they have, against what they gave.

Interfaces state a total beside their rows. Where it is far above the rows that were read, pages were left out: an
interface that gives fewer rows a page than it is asked for, a pager that is read no more, rows that are not known
as rows. Nothing else would tell, for what was read is read well.
"""

from __future__ import annotations

from itertools import accumulate
from statistics import fmean
from typing import TYPE_CHECKING, Final

from envnews.health.finding import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from envnews.store.crawl.measures import RunMeasures

_FEW: Final = 5
"""Entries that may be missing from a list: withdrawn ones that it still counts, rows without a link …"""
_SHARE: Final = 0.05
"""… and the share of its entries that may be."""
_GROWTH: Final = 20
"""Entries by which a total has to grow before its growth is held against what was found."""
_FOUND: Final = 0.5
"""Share of the growth that has to be found, the rows left out that the list counts and that lead to other sites."""


def find_incomplete(runs: Sequence[RunMeasures], columns: Collection[str]) -> tuple[Finding, ...]:
    """Return the columns whose lists gave fewer entries than they state.

    Args:
        runs: What a portal's runs were measured by, the latest first.
        columns: Columns that it declares; of others those count that the latest run has read.
    """
    stated = dict.fromkeys(name for run in runs for name in run.totals)
    judged = [name for name in stated if name in columns or name in runs[0].totals]
    found = (_unread(name, runs) or _missed(name, runs) for name in judged)
    return tuple(finding for finding in found if finding)


def _unread(column: str, runs: Sequence[RunMeasures]) -> Finding | None:
    """Tell of a list that was read to its end and gave fewer entries than it states."""
    stated = [run for run in runs if column in run.totals]
    read = [run for run in stated if run.totals[column].named is not None]
    if not read:
        return None
    last, now = read[0].totals[column], stated[0].totals[column]
    # What is missing may have been found since, by readings that ended at what was known.
    if not (_falls_short(last.total, last.named or 0) and _falls_short(now.total, now.listed)):
        return None
    message = (
        f"read to its end on {read[0].started_at} it gave {last.named} of the {last.total} entries that it states:"
        " compare its later pages with the site, and crawl once with --full when they are read"
    )
    return Finding(Kind.INCOMPLETE, column, message)


def _falls_short(total: int, given: int) -> bool:
    return total - given > max(_FEW, _SHARE * total)


def _missed(column: str, runs: Sequence[RunMeasures]) -> Finding | None:
    """Tell of a list whose total grows, while the entries that make it grow are not found.

    The highest total so far counts: one that falls and rises again brings nothing new.
    """
    stated = [run for run in reversed(runs) if column in run.totals]
    highest = list(accumulate((run.totals[column].total for run in stated), max))
    grown = [run for run, total in zip(stated, highest, strict=True) if highest[-1] - total >= _GROWTH]
    if not grown:
        return None
    then, now = grown[-1], stated[-1].totals[column]
    growth = highest[-1] - highest[stated.index(then)]
    found = now.listed - then.totals[column].listed
    shares = [run.totals[column].elsewhere for run in stated[stated.index(then) :]]
    if found >= _FOUND * growth * (1 - fmean(shares)):
        return None
    message = (
        f"it states {growth} entries more than on {then.started_at}, and {max(found, 0)} were found: compare its"
        " pages with the site, and crawl once with --full to read them all"
    )
    return Finding(Kind.INCOMPLETE, column, message)
