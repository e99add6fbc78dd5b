"""Know an article's own words in a list of a meta tag by where they stand: before those of its site, or below the text once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.keywords.tags import LONGEST
from envnews.normalize import split_keywords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_LEADING: Final = 2
"""Words of an article, at least, to which a template appends others."""
_APPENDED: Final = 5
_ON_SEVERAL: Final = ("相关文章", "相关新闻", "相关阅读", "更多新闻")
"""What stands before several keywords that announce further articles."""
_ANNOUNCED: Final = 4
"""Characters of the shortest keywords of which that is heard."""
_BESIDE: Final = 6
"""Characters that such a line has besides."""
END_OF_TITLE: Final = 16
"""Characters at the end of a title in which the site's names stand."""


def leading_words(words: Sequence[str], headline: str) -> tuple[str, ...]:
    """Return the first words of a list that the headline has, where those of the site's column are appended to an article's.

    >>> site = ("白酒", "酒行业", "行业动态", "酒水大全", "酒品牌")
    >>> leading_words(("红酒", "洋葱", "酒", *site), "红酒泡洋葱能治多种病？"), leading_words(("红酒", *site), "红酒泡洋葱")
    (('红酒', '洋葱'), ())
    >>> leading_words(("iec", "标准", *site), "IEC标准修订启动")
    ('iec', '标准')
    """
    headline = headline.lower()
    own: list[str] = []
    for form in map(str.lower, words):
        if form not in headline or any(form in other for other in own):
            break
        own.append(form)
    rest = words[len(own) :]
    apart = not any(len(word) > 1 and word.lower() in headline for word in rest)
    return tuple(words[: len(own)]) if len(own) >= _LEADING and len(rest) >= _APPENDED and apart else ()


def shown_below(
    value: str, below: Sequence[Block], further: Sequence[Block], headline: str, title: str
) -> tuple[str, ...]:
    """Return the keywords of a meta tag if the page shows each of them below the text.

    They stand in a line each, or in one with what they announce: further articles on the same (关于 排污口 整治 的, 相关文章 排污口 整治).
    One of the latter begins like words of the `headline`, and none is of the site, as the `title` ends.
    """
    words = split_keywords(value)
    lines = {block.text for block in below if len(block.text) <= LONGEST}
    if len(words) > 1 and lines.issuperset(words):
        return words
    listed, end = " ".join(words), title[-END_OF_TITLE:]
    if len(listed) < _ANNOUNCED or not any(word[:2] in headline for word in words):
        return ()
    if any(word in end and word not in headline for word in words):
        return ()
    spaced = (block.spaced for block in (*below, *further) if len(block.text) <= len(listed) + _BESIDE)
    heads = {f"关于 {listed} 的", *(f"{head} {listed}" for head in (_ON_SEVERAL if len(words) > 1 else ()))}
    return words if not heads.isdisjoint(spaced) else ()
