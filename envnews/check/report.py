"""What a check of samples tells: by case, each field beside what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from envnews.check.replay import Finding, replay

if TYPE_CHECKING:
    from envnews.check.cases import Case
    from envnews.model import Witness
    from envnews.spiders.declared import DeclaredPortal


@dataclass(frozen=True, slots=True)
class CaseReport:
    """One sample case held against its portal.

    Attributes:
        findings: Field by field.
        mistakes: What is wrong with the case itself.
    """

    case: Case
    findings: tuple[Finding, ...]
    mistakes: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.mistakes and all(finding.right for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the report for programs."""
        fields = [
            {"field": one.field, "right": one.right, "expected": one.expected, "found": one.found}
            for one in self.findings
        ]
        named = {"portal": self.case.portal, "case": self.case.name, "url": self.case.page.url}
        return named | {
            "right": self.right,
            "mistakes": list(self.mistakes),
            "inferred": list(self.case.inferred),
            "fields": fields,
        }


@dataclass(frozen=True, slots=True)
class LiveReport:
    """One page as its site shows it today.

    Attributes:
        problems: What is missing, or was not there to read.
        witnesses: All that speaks for a value, the chosen one marked.
    """

    portal: str
    url: str
    problems: tuple[str, ...]
    witnesses: tuple[Witness, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the page was read without a problem."""
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        """Return the report for programs."""
        witnesses = [
            {"field": w.field, "witness": w.origin.value, "value": w.value, "by": w.detail, "chosen": w.chosen, "agrees": w.agrees}
            for w in self.witnesses
        ]  # fmt: skip
        return {
            "portal": self.portal,
            "url": self.url,
            "right": self.right,
            "problems": list(self.problems),
            "witnesses": witnesses,
        }


def report_case(portal: type[DeclaredPortal] | None, case: Case) -> CaseReport:
    """Hold a portal against a case; an unreviewed case and an unknown portal are mistakes."""
    mistakes = (
        [] if case.reviewed else ["not reviewed: compare every value with the page, then set reviewed = true"]
    )
    if portal is None:
        return CaseReport(
            case, (), (*mistakes, f"no portal is called {case.portal}; name its file with --spiders")
        )
    return CaseReport(case, replay(portal, case), tuple(mistakes))
