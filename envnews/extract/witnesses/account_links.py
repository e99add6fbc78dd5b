"""Tell the link to the page of whoever wrote a text from the entries of a reader's own menu, which lead to accounts, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

# /u/1f8d, /people/laoliu: where platforms have the page of an account.
USER_PAGE: Final = re.compile(r"/(?:u|users?|people|authors?|members?|profile|space)[/_][\w.-]{1,40}/?$")
# Where sites themselves have accounts.
_ELSEWHERE: Final = re.compile(r"(?:youtube|facebook|twitter|instagram|linkedin)\.com/")


def leads_to_account(link: etree._Element, address: str) -> bool:
    """Return whether a link leads to the page of an account, and is no entry of a reader's own menu."""
    if not USER_PAGE.search(address) or _ELSEWHERE.search(address):
        return False
    around = link.getparent()
    return not any(
        "menu" in (element.get("class") or "").lower() for element in (link, around) if element is not None
    )


def is_menu_entry(entry: etree._Element) -> bool:
    """Return whether the entry of a list stands among others of its class, as what a reader's own account offers does."""
    names = entry.get("class")
    return names is not None and any(
        other.get("class") == names
        for preceding in (False, True)
        for other in entry.itersiblings("li", preceding=preceding)
    )
