"""Values of envnews.toml: each function takes what TOML holds and returns what the program uses.

They raise ValueError with what they expected, so that one message can name every mistake of a file.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


def seconds(value: object) -> float:
    """Return the seconds of a time like `90s`, `1.5s`, `100m`, `2h` or `7d`.

    >>> seconds("100m"), seconds("7d")
    (6000.0, 604800.0)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", value) if isinstance(value, str) else None
    if not found:
        raise ValueError("expected a time such as 90s, 100m, 2h or 7d")
    return float(found[1]) * _UNITS[found[2]]


def times(value: object) -> list[float]:
    """Return the seconds of a list of times, each later than the one before.

    >>> times(["2h", "1d"])
    [7200.0, 86400.0]
    """
    if not isinstance(value, list):
        raise ValueError('expected a list of times such as ["2h", "1d"]')  # noqa: TRY004 - see above
    steps = [seconds(step) for step in value]
    if any(later <= earlier for earlier, later in pairwise(steps)):
        raise ValueError("expected times of which each is later than the one before")
    return steps


def count(value: object) -> int:
    """Return a whole number from 1.

    >>> count(20)
    20
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("expected a whole number from 1")
    return value


def megabytes(value: object) -> int:
    """Return the bytes of a number of megabytes.

    >>> megabytes(2)
    2097152
    """
    return count(value) * 1024**2


def text(value: object) -> str:
    """Return a text that is not empty, on one line.

    >>> text("https://example.org/crawler")
    'https://example.org/crawler'
    """
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("expected a text on one line")
    return value.strip()


def web_address(value: object) -> str:
    """Return an address over http or https.

    >>> web_address("https://hc-ping.com/uuid")
    'https://hc-ping.com/uuid'
    """
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError("expected an address such as https://example.org/hook")
    return value


def texts(value: object) -> tuple[str, ...]:
    """Return a list of texts.

    >>> texts(["portals", "my_portal.py"])
    ('portals', 'my_portal.py')
    """
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("expected a list of texts")
    return tuple(map(text, value))


def flag(value: object) -> bool:
    """Return true or false.

    >>> flag(False)
    False
    """
    if not isinstance(value, bool):
        raise ValueError("expected true or false")  # noqa: TRY004 - see above
    return value


def addresses(value: object) -> Mapping[str, str]:
    """Return a table of addresses by name.

    >>> addresses({"环保要闻": "https://www.example.gov.cn/hbyw/"})
    {'环保要闻': 'https://www.example.gov.cn/hbyw/'}
    """
    if not isinstance(value, dict) or not value:
        raise ValueError('expected a table such as {"环保要闻" = "https://…/hbyw/"}')
    return {text(name): text(url) for name, url in value.items()}
