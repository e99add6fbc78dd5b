"""Know by their names the boxes in which a template puts its own words beside or below a text: advertisements, side columns, feet."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.page.named import PAGE, named_by

if TYPE_CHECKING:
    from lxml import etree

_DEEP: Final = 3
"""Elements around a line whose names are looked at."""
_TAGS: Final = frozenset({"aside", "footer", "nav"})
_is_named: Final = named_by(
    re.compile(
        r"(?:^|[\s_-])(?:ads?|advert\w*|guanggao|banner|promo\w*|sponsor\w*|side-?bar|aside|foot(?:er)?\d*"
        r"|copyright|recommend\w*|tuijian|about-?(?:us|author|me)|author-?(?:card|info|intro|bio|box)|subscri\w*|newsletter"
        r"|widget|qr-?code|contact-?us)(?:$|[\s_-])",
        re.IGNORECASE,
    )
)


# <div class="articalContent" id="sina_keyword_ad_area2"> holds a text
_is_content: Final = named_by(
    re.compile("content|article|text|body|detail|main|wrap|post|news", re.IGNORECASE)
)


def is_aside(element: etree._Element) -> bool:
    """Return whether an element is such a box by its tag or its names; what holds a whole page is none.

    >>> from lxml.html import fragment_fromstring
    >>> is_aside(fragment_fromstring("<div class='foot2'>…</div>")), is_aside(fragment_fromstring("<p class='footnote'>…</p>"))
    (True, False)
    """
    if element.tag in _TAGS:
        return True
    return element.tag not in PAGE and _is_named(element) and not _is_content(element)


def aside_around(element: etree._Element) -> etree._Element | None:
    """Return the outermost such box among an element and those right around it, None where none is one."""
    around = (element, *islice(element.iterancestors(), _DEEP))
    return next((one for one in reversed(around) if is_aside(one)), None)
