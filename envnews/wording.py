"""Words around figures, in whatever is told to people."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "portal"), counted(12, "article")
    ('1 portal', '12 articles')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def duration(seconds: float) -> str:
    """Return a time as the command line takes it, in the greatest unit that leaves no fraction.

    >>> duration(21600), duration(90), duration(0.5), duration(0)
    ('6h', '90s', '0.5s', '0s')
    """
    for unit, length in (("h", 3600), ("m", 60)):
        if seconds >= length and seconds % length == 0:
            return f"{seconds / length:g}{unit}"
    return f"{seconds:g}s"
