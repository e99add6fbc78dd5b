"""Whether a page is what its list says it is, or a notice that the site shows in the place of its articles.

A site under maintenance answers each address with status 200 and a few lines. Their wording is without end, so
they are not told by their words but by what they lack: the day and anything of the title that the list states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.model import Origin
from envnews.normalize.text import squash

if TYPE_CHECKING:
    from envnews.model import Article, ListEntry

_LONGEST: Final = 500
"""Characters of body up to which a page may be such a notice; a longer one says something of its own."""
_TELLING: Final = 8
"""Characters from which a title tells its article: links also say 详情 or 点击查看."""
_SHARED: Final = 0.2
"""Share of a title's pairs of characters that its own article has at least, be the headline another one."""


def is_another_page(article: Article, listed: ListEntry | None) -> bool:
    """Return whether a page states neither the day nor next to anything of the title by which a list leads to it."""
    if listed is None or not 0 < len(article.body) <= _LONGEST or article.attachments or article.tables:
        return False
    if article.published is not None and article.published_origin is not Origin.LIST:
        day = listed.published.at.date() if listed.published else None
        if day is None or article.published.at.date() == day:
            return False
    title = squash(listed.title)
    if len(title) < _TELLING:
        return False
    text = squash(f"{article.headline}\n{article.body}")
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    return sum(pair in text for pair in pairs) < _SHARED * len(pairs)
