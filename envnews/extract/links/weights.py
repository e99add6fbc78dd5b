"""Weigh the links of a list page: how much headline text they carry, by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.links.link_titles import is_no_title
from envnews.extract.links.places import is_aside, is_headed
from envnews.extract.links.row_words import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.links.rows import Anchor

_TELLING: Final = 6
"""Characters from which a title speaks for its group: navigation is shorter, some headlines too."""
_LONGEST: Final = 40
"""Characters of a title that count."""
_LEAD: Final = 70
"""Characters of the longest title; what is longer is the beginning of a text, which may be linked beside its title."""
_OF_PROSE: Final = 10
"""What the beginning of a text counts that a page prints below its title and links, too."""
_DATE_BONUS: Final = 20
ASIDE: Final = 0.1
"""What a link of a side column counts."""
HEADED: Final = 1.5
"""What a heading counts."""


def factor_of(first: Sequence[Anchor]) -> float:
    """Return what the links of a group count, told by the first, a row's picture and title: those of a side column less, headings more."""
    if is_aside(first[0].element):
        return ASIDE
    return HEADED if any(is_headed(anchor.element) for anchor in first) else 1.0


def most_of(anchors: Sequence[Anchor]) -> int:
    """Return what a group weighs if each of its links has a date."""
    return sum(weight_of(anchor.title, dated=True) for anchor in anchors)


def weight_of(title: str, *, dated: bool) -> int:
    """Return what a link weighs; a date no more than the title, for counts of comments stand beside dates, too."""
    headline = _headline(title)
    return headline + (min(headline, _DATE_BONUS) if dated else 0)


def _headline(title: str) -> int:
    length = len(title)
    if length < _TELLING or is_no_title(title):
        return 0
    if is_prose(title):
        return _OF_PROSE
    return min(length, _LONGEST) if length <= _LEAD else _LONGEST // 2
