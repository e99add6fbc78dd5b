"""Hold the witnesses of every field, decide between them, and say who disagrees.

The order of trust, by field, with its reason:

- headline: the portal's rule was written for it; the page label is typed by the editor; the line that the
  title repeats is what readers see; OpenGraph and JSON-LD carry the site's name.
- published_at: what the page displays (rule, meta line) before what machines wrote (label, OpenGraph),
  since editors backdate what is displayed; a label that says the same day more exactly refines it.
- source: the displayed 来源 before the label, which many templates fill with the site's own name; the credit
  below the text before a name that only stands beside the date. The publisher of JSON-LD is the site that
  reprints: it is heard only where the page displays the same name.
- author, editor: displayed names first. The label Author names the author or the editor
  (国办发〔2017〕47号) and does not say which; it, and the author of JSON-LD, are heard last.
- keywords: the label, which may be site-wide, is heard only where it speaks of this article, and beside displayed
  ones only where it says no less; then it is what the editor typed, of which the page may show one word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from envnews.model import Origin, Precision, Timestamp, Witness
from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

TRUST: Final[Mapping[str, tuple[Origin, ...]]] = {
    "headline": (Origin.RULE, Origin.LABEL, Origin.GENERIC, Origin.STRUCTURED),
    "published_at": (
        Origin.RULE,
        Origin.META_LINE,
        Origin.DISCLOSURE,
        Origin.LABEL,
        Origin.STRUCTURED,
        Origin.TEXT,
        Origin.GENERIC,
    ),
    "source": (Origin.RULE, Origin.META_LINE, Origin.TEXT, Origin.LABEL, Origin.STRUCTURED, Origin.GENERIC),
    "keywords": (Origin.RULE, Origin.META_LINE, Origin.LABEL, Origin.GENERIC, Origin.STRUCTURED),
}
"""Fields whose order differs from `_DEFAULT`; an origin that a field lists nowhere never speaks for it."""

_FINENESS: Final = {Precision.DAY: 0, Precision.HOUR: 1, Precision.MINUTE: 2, Precision.SECOND: 3}

_YEAR: Final = re.compile(r"(?:19|20)\d\d")

_RAW: Final = 200
"""Characters of value and raw text that a witness keeps; the record holds the value in full."""

_DEFAULT: Final = (
    Origin.RULE,
    Origin.META_LINE,
    Origin.DISCLOSURE,
    Origin.TEXT,
    Origin.GENERIC,
    Origin.LABEL,
    Origin.STRUCTURED,
    Origin.LIST,
)


def trust_order(name: str) -> tuple[Origin, ...]:
    """Return the origins that may speak for a field, the most trusted first."""
    return TRUST.get(name, _DEFAULT)


class Candidate(Generic[T]):
    """One value for a field with the text it was read from; no named tuple, whose constructor is not compiled."""

    __slots__ = ("detail", "origin", "raw", "value")

    def __init__(self, origin: Origin, value: T, raw: str, detail: str) -> None:
        self.origin = origin
        self.value = value
        self.raw = raw
        self.detail = detail

    @property
    def display(self) -> str:
        """The value as text."""
        return shown(self.value)


class Witnesses:
    """The candidates of one page; each field is decided once, with `choose`."""

    def __init__(self) -> None:
        self._candidates: dict[str, list[Candidate[object]]] = {}
        self._chosen: dict[str, Candidate[object]] = {}

    def add(self, name: str, origin: Origin, value: object, raw: str, detail: str = "") -> None:
        """Add a candidate for field `name`; empty values are no witnesses, a count of 0 is one."""
        if not value and value != 0:
            return
        self._candidates.setdefault(name, []).append(Candidate(origin, value, raw, detail))

    def has(self, name: str, *origins: Origin) -> bool:
        """Return whether the field has a candidate, of one of the origins where some are given."""
        candidates = self._candidates.get(name)
        if not candidates or not origins:
            return candidates is not None
        for candidate in candidates:  # noqa: SIM110 - asked dozens of times a page, and twice as fast as any()
            if candidate.origin in origins:
                return True
        return False

    def lacks_year(self) -> bool:
        """Return whether the time of publication is read from words that state no year (07-22 07:10)."""
        chosen = self._best("published_at")
        return chosen is not None and _YEAR.search(chosen.raw) is None

    def peek(self, name: str) -> object | None:
        """Return the value that `choose` would return now, without deciding."""
        chosen = self._best(name)
        return chosen.value if chosen is not None else None

    def choose(self, name: str, kind: type[T]) -> T | None:
        """Decide the field and return its value, None where there is no witness."""
        chosen = self._best(name)
        if chosen is None:
            return None
        self._chosen[name] = chosen
        return chosen.value if isinstance(chosen.value, kind) else None

    def _best(self, name: str) -> Candidate[object] | None:
        candidates = self._candidates.get(name)
        if not candidates:
            return None
        if len(candidates) == 1:
            return candidates[0]
        order = trust_order(name)
        if name == "published_at":
            ranked = sorted(candidates, key=lambda candidate: order.index(candidate.origin))
            return _refine(ranked[0], ranked)
        for origin in order:
            for candidate in candidates:
                if candidate.origin is origin:
                    return candidate
        return None

    def as_tuple(self) -> tuple[Witness, ...]:
        """Return all witnesses of the decided fields, the chosen first."""
        told = []
        for name, chosen in self._chosen.items():
            shown = chosen.display
            told.append(
                Witness(name, chosen.origin, shown[:_RAW], chosen.raw[:_RAW], chosen.detail, chosen=True)
            )
            for other in self._candidates[name]:
                if other is not chosen:
                    # Most witnesses say the same, word for word.
                    same = other.value == chosen.value
                    value, agrees = (
                        (shown, True) if same else (other.display, agree(chosen.value, other.value))
                    )
                    told.append(
                        Witness(
                            name, other.origin, value[:_RAW], other.raw[:_RAW], other.detail, agrees=agrees
                        )
                    )
        return tuple(told)


def _refine(chosen: Candidate[object], ranked: list[Candidate[object]]) -> Candidate[object]:
    """Return the candidate that says the same time more exactly, where there is one.

    Labels written with the template pattern `hh` are twelve hours early in the afternoon, so a finer
    candidate never overrules a displayed time of day, it only adds seconds to it.
    """
    first = chosen.value
    if not isinstance(first, Timestamp):
        return chosen
    for candidate in ranked:
        when = candidate.value
        if isinstance(when, Timestamp) and (
            _supplies_year(chosen.raw, candidate.raw, first, when) or _says_more(when, first)
        ):
            return candidate
    return chosen


def _supplies_year(displayed: str, stated: str, first: Timestamp, when: Timestamp) -> bool:
    """Return whether a time tells the year of the same day that the page displays without one (05月16日 06:30)."""
    one, other = first.at, when.at
    same = one.year != other.year and (one.month, one.day) == (other.month, other.day)
    return same and _YEAR.search(displayed) is None and _YEAR.search(stated) is not None


def _says_more(when: Timestamp, first: Timestamp) -> bool:
    """Return whether a time says the same as the first one, and more exactly."""
    stated, one, other = first.precision, first.at, when.at
    if _FINENESS[when.precision] <= _FINENESS[stated] or one.date() != other.date():
        return False
    if stated is Precision.DAY:
        return True
    return one.hour == other.hour and (stated is Precision.HOUR or one.minute == other.minute)


def shown(value: object) -> str:
    """Return a value of any field as text."""
    if isinstance(value, Timestamp):
        return value.isoformat()
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def agree(first: object, second: object) -> bool:
    """Return whether two values of a field say the same: times as far as both state them, texts but for blanks."""
    if isinstance(first, Timestamp) and isinstance(second, Timestamp):
        if Precision.DAY in {first.precision, second.precision}:
            return first.at.date() == second.at.date()
        return abs((first.at - second.at).total_seconds()) < 60
    left, right = shown(first), shown(second)
    return left == right or squash(left) == squash(right)
