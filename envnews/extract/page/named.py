"""Know elements by what a template calls them: the words in their class and id, which say what they are for.

Names are few on a page and asked about line by line: what a pattern says of each is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from lxml import etree

PAGE: Final = frozenset({"body", "html"})
"""Elements whose names are those of the page, and say nothing of one thing in it."""


def named_by(pattern: re.Pattern[str]) -> Callable[[etree._Element], bool]:
    """Return the question whether a pattern finds a name in class or id of an element.

    >>> from lxml import html
    >>> import re
    >>> is_poll = named_by(re.compile("vote"))
    >>> is_poll(html.fromstring("<p class='vote'>…</p>")), is_poll(html.fromstring("<p id='text'>…</p>"))
    (True, False)
    """
    # No nested function with a decorator: compiled, another one beside it does not see it.
    finds: Callable[[str], bool] = lru_cache(maxsize=4096)(lambda names: pattern.search(names) is not None)

    def is_named(element: etree._Element) -> bool:
        classes, number = element.get("class"), element.get("id")
        return bool(classes and finds(classes)) or bool(number and finds(number))

    return is_named
