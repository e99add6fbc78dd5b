"""Tell the link to the page of whoever wrote a text from the entries of a reader's own menu, which lead to accounts, too."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.page.blocks import inner_text

if TYPE_CHECKING:
    from lxml import etree

# /u/1f8d, /people/laoliu: where platforms have the page of an account.
USER_PAGE: Final = re.compile(r"/(?:u|users?|people|authors?|members?|profile|space)[/_][\w.-]{1,40}/?$")
_OF_MEDIA: Final = re.compile(r"(?:https?:)?//mp\.[\w.-]+/(?:profile|account|user|author)[/?]")
# Where sites themselves have accounts.
_ELSEWHERE: Final = re.compile(r"(?:youtube|facebook|twitter|instagram|linkedin)\.com/")

_LINKS: Final = 12
"""Links of a line that are looked at."""
_ENTRY: Final = 2
"""Elements around a symbol that are an entry of a menu: li > a > i."""


def is_media_account(address: str) -> bool:
    """Return whether an address is that of an account on a platform for media (mp.…/profile), which is a text's source.

    >>> is_media_account("https://mp.example.com/profile?xpt=bGl1"), is_media_account("https://www.example.com/profile?id=1")
    (True, False)
    """
    return _OF_MEDIA.match(address) is not None


def leads_to_account(link: etree._Element, address: str) -> bool:
    """Return whether a link leads to the page of an account, and is no entry of a reader's own menu."""
    if not USER_PAGE.search(address) or _ELSEWHERE.search(address):
        return False
    return not stands_in_menu(link)


def names_author(line: etree._Element, name: str) -> bool:
    """Return whether a line links a name, whosever it is, by rel="author"."""
    return any(
        "author" in (link.get("rel") or "").split() and inner_text(link).strip() == name
        for link in islice(line.iter("a"), _LINKS)
    )


def stands_in_menu(element: etree._Element) -> bool:
    """Return whether markup calls an element, or one right around it, a menu or its entry."""
    around = (element, *islice(element.iterancestors(), _ENTRY))
    return any("menu" in (one.get("class") or "").lower() for one in around)


def is_menu_entry(entry: etree._Element) -> bool:
    """Return whether the entry of a list stands among others of its class, as what a reader's own account offers does."""
    names = entry.get("class")
    return names is not None and any(
        other.get("class") == names
        for preceding in (False, True)
        for other in entry.itersiblings("li", preceding=preceding)
    )
