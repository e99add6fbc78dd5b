"""Find keywords that a page displays: in lines labelled so, in links and rows that are tags."""

from __future__ import annotations

import re
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import ends_text, is_furniture
from envnews.extract.keywords.markup import (
    around_link,
    is_hashtag,
    is_named,
    is_page_of_tag,
    is_tag,
    is_tag_line,
    leads_to_tag,
    list_of_tags,
    row_of,
    words_of,
)
from envnews.extract.page.anchors import anchors_of
from envnews.extract.page.blocks import Block, inner_text
from envnews.extract.page.starts import Starts
from envnews.normalize import clean, split_keywords
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree


_LABEL: Final = Starts(
    r"\W{0,3}+(?:本文|文章|相关|相關|热门|推荐)?(?:关键[词字]|關鍵[詞字]|(?<=相[关關])[词字詞][词詞]|标签|標籤|热词(?!回顾|排行|榜)|tagged(?:\s?(?:with|under))?(?![a-z])|tags?(?![a-z]))(?:阅读|搜索)?"
    r"\s*[:：﹕]?\s*",
    flags=re.IGNORECASE,
)
# [责任编辑：江帆] 标签：水质 监测
_BEHIND: Final = re.compile(r"[\]】)）|｜\s](?:关键[词字]|(?:文章|本文)?标签)\s?[:：]\s*")
LONGEST: Final = 24
"""Characters of the longest keyword."""
_BELOW: Final = 6
"""Lines below a text in which its keywords stand without a label."""
_HOTLINE: Final = 4
"""Figures of the shortest number that a text may be about."""
_SIGNS: Final = re.compile("[#＃,，]")
"""What parts the words of a line of hashtags."""
_COMMAS: Final = re.compile("[，、；]")
"""What parts the words of a link that holds several."""
_LINKS: Final = 4
"""Links of a line that is one tag."""
_TAG: Final = 8
"""Characters of a word among them."""
_TITLE: Final = 13
"""Characters of a link beside tags that is another article's title."""
_ROW: Final = 3
"""Words that are a row."""
_NETWORKS: Final = re.compile(
    r"(?:facebook|whatsapp|wechat|twitter|telegram|line|x|微信|微博|qq空间)$", re.IGNORECASE
)
_PROMPTS: Final = re.compile(
    r"(?:继续|点击|查看|加载|阅读|获[取得])+(?:全文|更多|阅读|详情|原文)|收录于(?:合集|话题|专辑)?|\d+\s?[个篇]"
)
# The link to a page's comments: 已有 12 位网友发表了看法
_COUNTED: Final = compile_later(r"[已共]有\s*\d+\s*[位人条个次]")


def displayed_keywords(
    blocks: Iterable[Block], article: str, further: Iterable[Block] = ()
) -> tuple[tuple[str, ...], str] | None:
    """Return the keywords of the first line labelled 关键词 or 标签, and the line.

    What stands below a label without any link occurs in the article; else it heads what comes next.

    Args:
        blocks: Lines among which the label stands.
        article: Headline and text.
        further: Lines behind them, in which a row of linked words may go on.
    """
    label = False
    looked_at = list(blocks)
    lines = [*looked_at, *further]
    for index, block in enumerate(looked_at):
        found = _LABEL.match(block.spaced)
        if found is None and not block.prose and ("标签" in block.text or "关键" in block.text):
            found = _BEHIND.search(block.spaced)
        # Where no word is typed behind the label, the link to the next article follows (<<上一篇：).
        if found is None and (not label or _heads_others(block.text)):
            label = False
            continue
        text = block.spaced[found.end() :] if found else block.spaced
        if label and not found and (row := _row_of_links(lines, index)):
            return row, " ".join(row)
        if found or label:
            words = linked_keywords(block.element, text) or split_keywords(text.replace("|", " "))
            own = found is not None or bool(block.linked) or mostly_in(words, article)
            # What readers search for now is the site's.
            label_is_of_site = found is not None and "热词" in found[0]
            own = own and (not label_is_of_site or mostly_in(words, article))
            if (
                words
                and own
                and not all(map(_counts, words))
                and any(len(word) > 1 for word in words)
                and all(_may_be_keyword(word) and not _NETWORKS.match(word) for word in words)
            ):
                return words, block.spaced
        label = found is not None and not text
    return None


def _heads_others(text: str) -> bool:
    """Return whether a line below a label heads what comes next, and is no word of its list."""
    return ends_text(text.lstrip("<＜«")) or text.endswith((":", "："))


def _row_of_links(blocks: Sequence[Block], first: int) -> tuple[str, ...]:
    """Return the links below a label that stand in a row, each in an element of its own; none where there is but one."""
    parent = blocks[first].element.getparent()
    row = takewhile(
        lambda block: block.is_link and len(block.text) <= LONGEST and block.element.getparent() is parent,
        islice(blocks, first, None),
    )
    words = tuple(dict.fromkeys(block.text.strip("#＃ ") for block in row))
    return words if len(words) > 1 and parent is not None and all(map(_may_be_keyword, words)) else ()


def tagged_keywords(blocks: Iterable[Block], text: str) -> tuple[tuple[str, ...], str] | None:
    """Return the words that markup calls tags, and their line.

    They are links with rel="tag", links to the pages of a tag or to a search, all links of a container of that
    name, or its words between bars.

    Args:
        blocks: Lines below the text.
        text: Headline and text; where only the links' addresses speak of tags, half of the words occur in it.
    """
    seen: set[etree._Element] = set()
    rows: dict[etree._Element, str | None] = {}
    looked_at = list(blocks)
    for block in looked_at:
        element = around_link(block.element) if block.linked else block.element
        named = is_named(element)
        if block.linked:
            element = row_of(element, rows) if named or is_tag_line(block.element) else block.element
            around = None if named else list_of_tags(block.element)
            element = element if around is None else around
            if element in seen:  # all links of a footer may stand in one element, each a line
                continue
            seen.add(element)
            anchors = list(element.iter("a"))
            known = named and any(leads_to_tag(anchor) or not anchor.get("href") for anchor in anchors)
            certain = anchors if known else [anchor for anchor in anchors if is_tag(anchor)]
            if certain and any(map(_is_title, set(anchors).difference(certain))):
                continue  # the title of another article, with its tags
            # Lists of that name are those of the whole site, too.
            words = words_of(
                certain or (anchors if named or around is not None else filter(leads_to_tag, anchors))
            )
            if not certain and (len(words) < 2 or not mostly_in(words, text)):
                continue
        else:
            parted = named and _BARS.search(block.text)
            words = split_keywords(_BARS.sub(" ", block.text)) if parted else ()
        if words and all(map(_may_be_keyword, words)):
            return words, block.spaced
    return _linked_to_tags(looked_at, text)


def _is_title(anchor: etree._Element) -> bool:
    """Return whether the words of a link beside tags are those of a title, by their number."""
    return len(clean(inner_text(anchor))) >= _TITLE


def _linked_to_tags(lines: Iterable[Block], text: str) -> tuple[tuple[str, ...], str] | None:
    """Return the words of the first links that lead to pages below /tag/, each in a line of its own, if half of them occur."""
    apart = dropwhile(lambda block: not _is_link_to_tag(block), lines)
    words = tuple(dict.fromkeys(block.text.strip("#＃ ") for block in takewhile(_is_link_to_tag, apart)))
    return (words, " ".join(words)) if mostly_in(words, text) and all(map(_may_be_keyword, words)) else None


def _is_link_to_tag(block: Block) -> bool:
    return (
        block.is_link
        and len(block.text) <= LONGEST
        and all(map(is_page_of_tag, anchors_of(block.element, _LINKS)))
    )


def hashtags(blocks: Iterable[Block]) -> tuple[tuple[str, ...], str] | None:
    """Return the words that short lines of links mark with a number sign (#水环境 #海洋污染), and these lines."""
    lines = [block.text for block in blocks if is_hashtag(block)]
    words = (clean(word) for line in lines for word in _SIGNS.split(line))
    found = tuple(dict.fromkeys(filter(None, words)))
    return (found, " ".join(lines)) if found and all(map(_may_be_keyword, found)) else None


# 关键词一 in a form for searching, a day
_NO_WORD: Final = re.compile(r"[一二三四五六七八九十]|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")


def _may_be_keyword(word: str) -> bool:
    return (
        0 < len(word) <= LONGEST
        and not _NO_WORD.fullmatch(word)
        and not ends_text(word)
        and not is_furniture(word)
        and not _PROMPTS.fullmatch(word)
        and not (word[0] in "已共" and _COUNTED.match(word))
    )


def _counts(word: str) -> bool:
    """Return whether a word is the number of a site's tags; a hotline has more figures."""
    return len(word) < _HOTLINE and word.isdecimal()


_BARS: Final = re.compile(r"[|｜]|(?:^|(?<=[\w ]))[#＃](?=\w)")


def linked_keywords(element: etree._Element, text: str) -> tuple[str, ...]:
    """Return the texts of the element's links that make up `text`, which prints them without separator.

    A site's links are the only place where adjacent keywords are told apart: 水环境海洋污染 is two of them.
    """
    line = "".join(text.split())
    words = [clean(inner_text(anchor)) for anchor in element.iter("a")]
    kept = dict.fromkeys(
        word.strip("#＃ ")
        for word in words
        if word and len(word) <= LONGEST and "".join(word.split()) in line
    )
    if len(kept) == 1:  # some systems make one tag of all that was typed into the box: 排污口，整治
        kept = dict.fromkeys(word for part in _COMMAS.split(next(iter(kept))) if (word := part.strip()))
    return tuple(kept)


def unlabelled_row(blocks: Sequence[Block], body: str) -> tuple[tuple[str, ...], str] | None:
    """Return the words of a row of links right below the text, each in an element of its own, if all occur in it."""
    for index, block in enumerate(blocks[:_BELOW]):
        if block.is_link and len(block.text) <= _TAG:
            row = _row_of_links(blocks, index)
            return (row, " ".join(row)) if len(row) >= _ROW and all(word in body for word in row) else None
    return None


def mostly_in(words: Sequence[str], text: str) -> bool:
    """Return whether half of the words occur in a text."""
    return 0 < len(words) <= 2 * sum(word in text for word in words)
