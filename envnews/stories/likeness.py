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
        covered_other: Positions of the other one's runs that the first has too.
    """

    similarity: float
    shared: int
    covered: frozenset[int]
    covered_other: frozenset[int]

    def turned(self) -> Likeness:
        """Return how the other one and the article lie to each other."""
        return Likeness(self.similarity, self.shared, self.covered_other, self.covered)
