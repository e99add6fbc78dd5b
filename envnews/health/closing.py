"""Close a portal's run with the verdict that its health adds to: the site answered, but is it still the same?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from envnews.health.astray import find_astray
from envnews.health.completeness import find_incomplete
from envnews.health.drift import find_drift
from envnews.health.finding import Finding, Kind
from envnews.health.freshness import LOOK_BACK, find_silences
from envnews.model import CHINA_TIME
from envnews.run.outcome import WELL
from envnews.store.articles.rows import utc_time
from envnews.store.crawl.runs import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.store.writing.writer import Writer

_JUDGED = WELL - {Outcome.SKIPPED_JAVASCRIPT} | {Outcome.DEGRADED}
"""Outcomes of runs that read the site; any other says already what is wrong."""


def close_portal_run(
    writer: Writer, portal_run: int, verdict: Verdict, counters: Mapping[str, int]
) -> Verdict:
    """Close a portal's part of a run; return the verdict with what health added to it."""
    if verdict.outcome in _JUDGED:
        verdict = with_findings(verdict, examine(writer, portal_run, counters))
    if verdict.outcome not in WELL and not verdict.reasons:
        verdict = replace(verdict, reasons=(str(verdict.outcome),))
    writer.close_portal_run(portal_run, verdict, counters)
    return verdict


def examine(writer: Writer, portal_run: int, counters: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return what the measures of a run and the days of publication say of its portal.

    Args:
        writer: The database.
        portal_run: The portal's part of the run, not yet closed.
        counters: What it has counted, with the checksum of the rules that it read pages with.
    """
    today = writer.now().astimezone(CHINA_TIME).date()
    facts = writer.facts(portal_run, since=today - LOOK_BACK, rules=counters.get("rules"))
    days = {column: [date.fromisoformat(day) for day in listed] for column, listed in facts.days.items()}
    watched = utc_time(facts.watched).astimezone(CHINA_TIME).date()
    found_any = counters.get("new") or counters.get("alias")
    astray = None if found_any else find_astray(facts.elsewhere)
    return (
        *((astray,) if astray else ()),
        *find_drift(facts.runs, facts.articles, facts.alike, facts.columns),
        *find_incomplete(facts.runs, facts.columns),
        *find_silences(days, today, watched, facts.columns),
    )


def with_findings(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """Return the verdict with the findings in its message; drift is a changed site, silence a flaw.

    >>> with_findings(Verdict(Outcome.OK), [Finding(Kind.STALE, "portal", "nothing since May")])
    Verdict(outcome=<Outcome.DEGRADED: 'degraded'>, message='nothing since May')
    """
    if not findings:
        return verdict
    drift = any(finding.kind is Kind.DRIFT for finding in findings)
    told = [f.message if f.subject == "portal" else f"{f.subject}: {f.message}" for f in findings]
    message = "; ".join([*told, *filter(None, [verdict.message])])
    reasons = (*(f"{finding.kind}: {finding.subject}" for finding in findings), *verdict.reasons)
    return Verdict(Outcome.SITE_CHANGED if drift else Outcome.DEGRADED, message, verdict.not_before, reasons)
