"""What a crawl leaves behind for people and programs: one value, as a paragraph or as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from envnews.run.outcome import WELL
from envnews.store.rows import utc_text
from envnews.store.runs import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from envnews.errors import ExitCode
    from envnews.run.due import NotDue


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """How the crawl of one portal went; see `spiders.report` and the store pipeline for the counters.

    Attributes:
        since: UTC time of the first run that did not end well since the last one that did; None where this one did.
    """

    portal: str
    title: str
    outcome: Outcome
    counters: Mapping[str, int]
    message: str = ""
    since: str | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a crawl went.

    Attributes:
        started_at: Aware time of the start.
        seconds: Duration.
        mistakes: Portal files that could not be loaded, with file and line.
        not_due: Portals whose time had not come.
    """

    database: str
    started_at: datetime
    seconds: float
    portals: tuple[PortalSummary, ...]
    exit_code: ExitCode
    mistakes: tuple[str, ...] = ()
    not_due: tuple[NotDue, ...] = ()

    def total(self, counter: str) -> int:
        """Return a counter's sum over all portals."""
        return sum(portal.counters.get(counter, 0) for portal in self.portals)

    def paragraph(self) -> str:
        """Return the summary in one paragraph, each portal in trouble on a line of its own after it."""
        troubled = [portal for portal in self.portals if portal.outcome not in WELL]
        text = (
            f"{len(self.portals)} portals in {self.seconds:.1f} s, {self.total('requests')} requests: "
            f"{self.total('new')} new articles, {self.total('revised')} revised, "
            f"{self.total('unchanged') + self.total('not_modified')} unchanged"
        )
        more = [
            f"{self.total(name)} {what}"
            for name, what in (
                ("alias", "aliases"),
                ("quarantined", "in quarantine"),
                ("failed", "failed"),
                ("gone", "gone"),
            )
            if self.total(name)
        ]
        text = ", ".join([text, *more]) + f"; stored in {self.database}."
        if self.not_due:
            first = min(portal.due_at for portal in self.not_due)
            text += f" {len(self.not_due)} portals were not due, the first is at {first:%Y-%m-%dT%H:%M:%SZ}."
        if skipped := [p.portal for p in self.portals if p.outcome is Outcome.SKIPPED_JAVASCRIPT]:
            text += f" Skipped, as declared, because only a browser draws their lists: {', '.join(skipped)}."
        if troubled:
            outcomes = Counter(portal.outcome for portal in troubled)
            text += f" {len(troubled)} need attention ({', '.join(f'{n} {o}' for o, n in outcomes.items())}):"
        lines = [
            f"  {one.portal} {one.outcome}{f' since {one.since}' if one.since else ''}: {one.message}"
            for one in troubled
        ]
        return "\n".join([text, *lines, *(f"  not loaded: {mistake}" for mistake in self.mistakes)])

    def to_json(self) -> dict[str, object]:
        """Return the summary as JSON values."""
        return asdict(self) | {
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "exit_code": int(self.exit_code),
            "not_due": {portal.portal: utc_text(portal.due_at) for portal in self.not_due},
        }
