"""What a crawl leaves behind for people and programs: one value, as a paragraph or as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from envnews.errors import ExitCode
from envnews.health.alarm import TOLD, News
from envnews.run.outcome import WELL
from envnews.store.articles.rows import utc_text
from envnews.store.crawl.runs import Outcome
from envnews.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from envnews.run.due import NotDue

_OF_PORTALS = frozenset({ExitCode.OK, ExitCode.SOME_FAILED, ExitCode.UNAVAILABLE})
"""Exit codes that say how portals are; any other one is an event of its own."""

_SELDOM: Mapping[str, str] = {
    "alias": "found at another address",
    "quarantined": "in quarantine",
    "failed": "failed",
    "gone": "gone",
    "elsewhere": "on other sites",
}
"""Counters that are told only where they are not nought, and how."""

_AGAIN: Mapping[News | None, str] = {
    News.BACK: "again ",
    News.REMINDER: "still ",
    News.KNOWN: "still ",
}


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """How the crawl of one portal went; see `spiders.report` and the store pipeline for the counters.

    Attributes:
        since: UTC time of the first run that did not end well since the last one that did; of a portal that is well
            again, when its trouble was first told; else None.
        reasons: What it is, or was, in trouble for; see `Verdict`.
        news: What of it the operator does not know yet; None where it was well before, or was not weighed.
    """

    portal: str
    title: str
    outcome: Outcome
    counters: Mapping[str, int]
    message: str = ""
    since: str | None = None
    reasons: tuple[str, ...] = ()
    news: News | None = None

    @property
    def well(self) -> bool:
        """Whether it needs nobody's attention."""
        return self.outcome in WELL


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a crawl went.

    Attributes:
        started_at: Aware time of the start.
        seconds: Duration.
        mistakes: Portal files that could not be loaded, with file and line.
        not_due: Portals whose time had not come.
        mistakes_news: What of the mistakes the operator does not know yet.
    """

    database: str
    started_at: datetime
    seconds: float
    portals: tuple[PortalSummary, ...]
    exit_code: ExitCode
    mistakes: tuple[str, ...] = ()
    not_due: tuple[NotDue, ...] = ()
    mistakes_news: News | None = None

    @property
    def troubled(self) -> list[PortalSummary]:
        """The portals that need attention."""
        return [portal for portal in self.portals if not portal.well]

    @property
    def recovered(self) -> list[PortalSummary]:
        """The portals of which it is news that they are well."""
        return [portal for portal in self.portals if portal.news is News.WELL]

    @property
    def has_news(self) -> bool:
        """Whether there is anything that the operator does not know yet."""
        if self.exit_code not in _OF_PORTALS:
            return True
        news = [*(portal.news for portal in self.portals), self.mistakes_news]
        unweighed = any(portal.news is None for portal in self.troubled)
        return unweighed or not TOLD.isdisjoint(news)

    def total(self, counter: str) -> int:
        """Return a counter's sum over all portals."""
        return sum(portal.counters.get(counter, 0) for portal in self.portals)

    def paragraph(self, *, news_only: bool = False) -> str:
        """Return the summary in one paragraph, each portal in trouble on a line of its own after it.

        With `news_only` portals that were told before are but named.
        """
        sentences = (self._result(), self._postponed(), self._skipped(), self._attention())
        lines = (" ".join(filter(None, sentences)), *self._lines(news_only=news_only))
        return "\n".join(lines)

    def _result(self) -> str:
        portals, requests = counted(len(self.portals), "portal"), counted(self.total("requests"), "request")
        parts = [
            f"{portals} in {self.seconds:.1f} s, {requests}: {counted(self.total('new'), 'new article')}",
            f"{self.total('revised')} revised",
            f"{self.total('unchanged') + self.total('not_modified')} unchanged",
        ]
        parts += [f"{self.total(name)} {what}" for name, what in _SELDOM.items() if self.total(name)]
        return f"{', '.join(parts)}; stored in {self.database}."

    def _postponed(self) -> str:
        if not self.not_due:
            return ""
        first = min(portal.due_at for portal in self.not_due)
        were = "was not due, it" if len(self.not_due) == 1 else "were not due, the first"
        return f"{counted(len(self.not_due), 'portal')} {were} is at {first:%Y-%m-%dT%H:%M:%SZ}."

    def _skipped(self) -> str:
        skipped = [portal.portal for portal in self.portals if portal.outcome is Outcome.SKIPPED_JAVASCRIPT]
        if not skipped:
            return ""
        return f"Skipped, as declared, because only a browser draws their lists: {', '.join(skipped)}."

    def _attention(self) -> str:
        troubled = self.troubled
        if not troubled:
            return ""
        outcomes = Counter(portal.outcome for portal in troubled)
        need = "needs" if len(troubled) == 1 else "need"
        counts = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items())
        told = f"{len(troubled)} {need} attention ({counts}):"
        if self.exit_code is ExitCode.UNAVAILABLE and len(troubled) > 1:
            # Fifty sites are not down at once.
            told = f"None was reached: look at this machine's network first (`envnews doctor`). {told}"
        return told

    def _lines(self, *, news_only: bool) -> Iterator[str]:
        """Yield the lines that follow: portals in trouble, portals that are well again, mistakes."""
        known = [portal for portal in self.troubled if news_only and portal.news is News.KNOWN]
        yield from (_line(portal) for portal in self.troubled if portal not in known)
        for portal in self.recovered:
            reasons = ", ".join(portal.reasons)
            yield f"  {portal.portal} is well again, in trouble since {portal.since}: {reasons}"
        if not (news_only and self.mistakes_news is News.KNOWN):
            yield from (f"  not loaded: {mistake}" for mistake in self.mistakes)
        if self.mistakes_news is News.WELL:
            yield "  all portal files are loaded again"
        if known:
            names = ", ".join(portal.portal for portal in known)
            yield f"  as told before, see `envnews status`: {names}"

    def to_json(self) -> dict[str, object]:
        """Return the summary as JSON values."""
        return asdict(self) | {
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "exit_code": int(self.exit_code),
            "not_due": {portal.portal: utc_text(portal.due_at) for portal in self.not_due},
        }


def _line(portal: PortalSummary) -> str:
    again = _AGAIN.get(portal.news, "")
    since = f" since {portal.since}" if portal.since else ""
    return f"  {portal.portal} {again}{portal.outcome}{since}: {portal.message}"
