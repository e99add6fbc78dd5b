"""What is told of an article and another of its story; apart from what finds it out, which is loaded when needed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """How an article and another of its story lie to each other.

    Attributes:
        similarity: Jaccard similarity by characters of the normal forms, 0 to 1.
        shared: Characters that both have.
        covered: Positions of the first one's runs that the other has too.
    """

    similarity: float
    shared: int
    covered: frozenset[int]
