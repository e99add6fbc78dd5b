"""What is found wrong with a portal that still answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong."""

    DRIFT = "drift"
    """The site has changed: a field or a list is no longer read as before."""
    WEAKER = "weaker"
    """Something gives less than it did, and the site may mean it so: told until that is usual."""
    INCOMPLETE = "incomplete"
    """A list gave fewer entries than it states it has."""
    ELSEWHERE = "elsewhere"
    """The lists name documents, and all of them lead to other sites: this one may have moved."""
    STALE = "stale"
    """Nothing new for far longer than usual: a column may have moved, its old list being left in place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, in a sentence that says what, since when and what to do.

    Attributes:
        subject: The field, the column, or `portal`.
    """

    kind: Kind
    subject: str
    message: str
