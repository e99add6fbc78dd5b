"""Words around figures, in whatever is told to people."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "portal"), counted(12, "article")
    ('1 portal', '12 articles')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
