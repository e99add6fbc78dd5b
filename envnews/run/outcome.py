"""From counters and troubles to the outcome of a portal's run, and from outcomes to the exit code.

Scrapy's own exit code is 0 after refused connections, empty lists and crashed parsers, so nothing here
looks at it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from envnews.errors import ExitCode
from envnews.store.crawl.runs import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WELL = frozenset({Outcome.OK, Outcome.NOTHING_NEW, Outcome.SKIPPED_JAVASCRIPT})
"""Outcomes that need nobody's attention."""

UNREACHABLE = frozenset({Outcome.DNS_FAILURE, Outcome.TLS_FAILURE, Outcome.HTTP_ERROR, Outcome.TIMEOUT})
"""Outcomes without a single list page read."""

OUT_OF_TIME = "out of time"
"""Why a spider was closed, where its portal's time was used up."""

_BY_REASON = {
    "shutdown": (
        Outcome.KILLED,
        "interrupted by a signal; what was listed stays pending for the next run",
    ),
    OUT_OF_TIME: (Outcome.TIMEOUT, "its time was used up; what was listed stays pending for the next run"),
}

# The first that occurs decides: each of them makes the ones after it plausible consequences.
_DECISIVE = (Outcome.CRASHED, Outcome.BLOCKED, Outcome.GAP, Outcome.SITE_CHANGED, Outcome.EMPTY_LIST)
_OF_COLUMNS = frozenset({Outcome.GAP, Outcome.SITE_CHANGED, Outcome.EMPTY_LIST})
_MESSAGES = 3


def judge(
    counters: Mapping[str, int], troubles: Sequence[tuple[Outcome, str]], reason: str = "finished"
) -> Verdict:
    """Return the verdict on one portal's run.

    Args:
        counters: What was counted: `lists`, `listed`, `new`, `revised`, `failed`, `quarantined` …
        troubles: What went wrong, as outcome and message, in the order of events.
        reason: Why Scrapy closed the spider: `shutdown` after a signal, `blocked` after an anti-bot page,
            OUT_OF_TIME.

    >>> judge({"lists": 2, "listed": 40, "new": 3}, [])
    Verdict(outcome=<Outcome.OK: 'ok'>, message='')
    >>> judge({}, [(Outcome.TIMEOUT, "no answer")]).outcome
    <Outcome.TIMEOUT: 'timeout'>
    """
    if reason in _BY_REASON:
        outcome, message = _BY_REASON[reason]
        return Verdict(outcome, _messages(troubles, outcome) or message)
    kinds = Counter(outcome for outcome, _ in troubles)
    # One column that refuses us or has moved is a flaw of a portal whose other columns are read, or have not changed.
    read = counters.get("listed") or counters.get("lists_unchanged")
    partial = {Outcome.SITE_CHANGED} if reason == "blocked" else {Outcome.SITE_CHANGED, Outcome.BLOCKED}
    for outcome in _DECISIVE:
        if kinds[outcome] and not (outcome in partial and read):
            return Verdict(outcome, _messages(troubles, outcome))
    # A list that only a browser draws, as declared, is no flaw of the others.
    del kinds[Outcome.SKIPPED_JAVASCRIPT]
    if not counters.get("lists") and kinds:
        most = kinds.most_common(1)[0][0]
        return Verdict(most, _messages(troubles, most))
    if not read:
        why = _messages(troubles, Outcome.SKIPPED_JAVASCRIPT)
        return _empty("" if kinds else why)
    if kinds or counters.get("failed") or counters.get("quarantined"):
        return Verdict(Outcome.DEGRADED, _degraded(counters, troubles))
    return Verdict(Outcome.OK if counters.get("new") or counters.get("revised") else Outcome.NOTHING_NEW)


def reasons_of(
    outcome: Outcome, troubles: Iterable[tuple[Outcome, str | None]], counters: Mapping[str, int]
) -> tuple[str, ...]:
    """Return what a portal is in trouble for, in words that stay the same as long as the trouble is the same.

    Where the whole portal failed that is the outcome alone: which columns it met first is chance.

    Args:
        outcome: Of its run.
        troubles: What went wrong, as outcome and column.
        counters: What was counted.

    >>> reasons_of(Outcome.DEGRADED, [(Outcome.TIMEOUT, "要闻"), (Outcome.TIMEOUT, "要闻")], {"failed": 2})
    ('failed', 'timeout: 要闻')
    """
    if outcome in WELL:
        return ()
    met = {(kind, column) for kind, column in troubles if kind is not Outcome.SKIPPED_JAVASCRIPT}
    if outcome in _OF_COLUMNS:
        met = {(kind, column) for kind, column in met if kind is outcome}
    elif outcome is not Outcome.DEGRADED:
        met = set()
    found = {f"{kind}: {column}" if column else str(kind) for kind, column in met}
    if outcome is Outcome.DEGRADED:
        found.update(name for name in ("failed", "quarantined") if counters.get(name))
    return tuple(sorted(found)) or (str(outcome),)


def exit_code(outcomes: Iterable[Outcome], *, mistakes: bool = False) -> ExitCode:
    """Return the exit code of a run; `mistakes` says that a portal file could not be loaded.

    >>> exit_code([Outcome.OK, Outcome.TIMEOUT]), exit_code([Outcome.TIMEOUT])
    (<ExitCode.SOME_FAILED: 1>, <ExitCode.UNAVAILABLE: 69>)
    """
    seen = set(outcomes)
    if seen and seen <= UNREACHABLE:
        return ExitCode.UNAVAILABLE
    return ExitCode.OK if seen <= WELL and not mistakes else ExitCode.SOME_FAILED


def _empty(skipped: str) -> Verdict:
    """Return the verdict on lists without any entry; `skipped` tells of those that are declared to need a browser."""
    if skipped:
        return Verdict(Outcome.SKIPPED_JAVASCRIPT, skipped)
    return Verdict(Outcome.EMPTY_LIST, "no column names an article; open one in a browser and mend `rows`")


def _degraded(counters: Mapping[str, int], troubles: Sequence[tuple[Outcome, str]]) -> str:
    failed, kept = (counters.get(name, 0) for name in ("failed", "quarantined"))
    parts = []
    if failed:
        parts.append(f"{failed} page{'s' * (failed > 1)} failed and stay{'s' * (failed == 1)} pending")
    if kept:
        parts.append(f"{kept} page{'s' * (kept > 1)} in quarantine: `envnews status NAME` says why")
    return "; ".join(
        [*parts, *dict.fromkeys(f"{outcome}: {message}" for outcome, message in troubles[:_MESSAGES])]
    )


def _messages(troubles: Sequence[tuple[Outcome, str]], wanted: Outcome) -> str:
    """Return what went wrong, each reason once, with the first place where it was met."""
    places: dict[str, set[str]] = {}
    told: dict[str, str] = {}
    for message in (message for outcome, message in troubles if outcome is wanted):
        _, _, reason = message.partition(": ")
        places.setdefault(reason, set()).add(message)
        told.setdefault(reason, message)
    messages = [
        message + (f" (and {len(places[reason]) - 1} more alike)" if len(places[reason]) > 1 else "")
        for reason, message in told.items()
    ]
    rest = len(messages) - _MESSAGES
    return "; ".join(messages[:_MESSAGES]) + (f"; and {rest} more" if rest > 0 else "")
