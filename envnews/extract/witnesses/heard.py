"""Hear the lines around a text that state time, source and people with a label, or where such lines stand."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.box import BOX_WORDS, is_label
from envnews.extract.furniture.words import SHORT, is_span
from envnews.extract.headline.titles import FULL_DAY
from envnews.extract.keywords.tags import linked_keywords
from envnews.extract.metaline.lines import meta_text
from envnews.extract.metaline.parsing import parse_meta_line
from envnews.extract.people.no_names import is_command
from envnews.extract.people.outlets import is_outlet
from envnews.extract.people.persons import is_person
from envnews.extract.witnesses.account_links import names_author
from envnews.extract.witnesses.heard_below import (
    hear_further_below,
    hear_more_exactly,
    hear_right_below,
    hear_same_day,
    is_dated_link,
    own_lines,
)
from envnews.extract.witnesses.ruled import add_meta_line, unread_time
from envnews.model import Origin, Problem
from envnews.normalize import clean_source, split_keywords
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.metaline.parsing import MetaLine
    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document

_TIMES: Final = ("时间", "日期", "時間", "发布于", "发表于", "發佈於", "發布於", "發表於")
"""One of these is part of every label of the time of publication."""
_STATING: Final = (*_TIMES, "来源", "來源")
_DAY: Final = "今"
_CLOCK: Final = re.compile("今[天日]是")
"""Words before the date of the day, which a site prints in its head."""
_WEEKDAY: Final = re.compile(FULL_DAY + r"\s?日?\s*(?:星期|周)[一二三四五六日天]")
"""Day and weekday alone in a line: a clock, where a meta tag tells the day of publication."""
_PARTS: Final = re.compile(r"[-_|｜\s]+")
_SHORT_DAY: Final = re.compile(r"\s*\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?$")
"""A day without its year, which is no date where nobody knows when the page was fetched."""
_NAME_AND_DAY: Final = 36
_BY_OFFICE: Final = compile_later(r"(?:发布|来源|提供)(?:单位|部门)")
_OF_ARTICLE: Final = re.compile(r"(?:来源|來源|编辑|編輯|责编|責編|选稿|作者)\s?[:：]")
"""Labels of lines that are an article's own, wherever they stand above its text."""
_SITES: Final = ("门户网站", "政府网站", "官方网站", "门户网")
"""Ends of names of sites that are no outlets."""


def hear_lines(
    document: Document, layout: Layout, base: datetime | None, witnesses: Witnesses
) -> list[Problem]:
    """Hear the meta line above the text, or below it where templates put it there, with a label.

    Where rules named it, it has been heard already.

    Returns:
        A problem where the page states a time that cannot be read, and nothing else tells it.
    """
    if not layout.whole:
        return []
    problems = _hear_meta_line(document, layout.above, base, witnesses, below=False)
    told = witnesses.has("published_at", Origin.RULE, Origin.META_LINE) and not witnesses.lacks_year()
    if told:
        hear_more_exactly(layout.below, base, witnesses)
    else:
        hear_right_below(layout, base, witnesses)
        problems += _hear_meta_line(document, own_lines(layout.below), base, witnesses, below=True)
    for hear in (_hear_over_headline, hear_same_day, hear_further_below):
        if not witnesses.has("published_at", Origin.RULE, Origin.META_LINE):
            hear(layout, base, witnesses)
    _hear_publisher(layout.above, witnesses)
    return [] if witnesses.has("published_at") else problems


def _hear_meta_line(
    document: Document, lines: Sequence[Block], base: datetime | None, witnesses: Witnesses, *, below: bool
) -> list[Problem]:
    """Hear the meta line among the lines above or below the text; return a problem where its time cannot be read."""
    if not lines:
        return []
    text = meta_text(_telling(lines, witnesses, below=below))
    # Below the text only a label tells the time of this article from that of others.
    if below and not any(word in text for word in _TIMES):
        return []
    line = parse_meta_line(text, base)
    problems = unread_time(document, line)
    if line.empty or (below and not line.labelled):
        return problems
    if line.source and "源" not in text and _is_of_site(line.source, document.title):
        # The site's own name beside the date gives way to 来源 below the text.
        witnesses.add("source", Origin.GENERIC, line.source, line.raw["source"], "name of the site")
        line = line._replace(source=None)
    where = "below the text" if below else "above the text"
    if _names_author(line, lines):
        witnesses.add(
            "author", Origin.META_LINE, line.source, line.raw["source"], "link to the author's page"
        )
        line = line._replace(source=None)
    add_meta_line(witnesses, line, Origin.META_LINE, where)
    if (publisher := line.raw.get("publisher")) and _BY_OFFICE.search(text):
        # The source where no other is stated; 发布者 is who posted the page.
        witnesses.add("source", Origin.GENERIC, clean_source(publisher), publisher, f"publisher, {where}")
    # Where the box of a document has no keywords, its next label follows.
    if raw := "\n".join(takewhile(lambda one: not is_label(one), line.raw.get("keywords", "").split("\n"))):
        linked = next((words for block in lines if (words := linked_keywords(block.element, raw))), ())
        witnesses.add("keywords", Origin.META_LINE, linked or split_keywords(raw), raw, where)
    return problems


def _names_author(line: MetaLine, lines: Sequence[Block]) -> bool:
    """Return whether what stands beside the date without a label is a person's name, or a Latin one, linked as the author's.

    Offices link themselves so, too, as whoever posted the page.
    """
    name = line.source or ""
    named = is_person(name) or "·" in name or (name.isascii() and not name.isupper())
    if not named or any("源" in block.text for block in lines):
        return False
    return any(names_author(block.element, name) for block in lines if block.linked)


def _telling(lines: Sequence[Block], witnesses: Witnesses, *, below: bool) -> list[Block]:
    """Return the lines that may tell of this article: no paragraphs, no clock, not the headline once more.

    The date of a linked title below a text is another article's.
    """
    headline = witnesses.peek("headline")
    known = witnesses.has("published_at")
    return [
        block
        for block in lines
        if not (_is_paragraph(block) or is_span(block.text))
        and not ((below and is_dated_link(block)) or (_DAY in block.text and _CLOCK.search(block.text)))
        and block.text != headline
        and not (known and _WEEKDAY.fullmatch(block.text))
    ]


def _is_paragraph(block: Block) -> bool:
    """Return whether a line is a lead or summary, whose dateline tells a day, and no long meta line."""
    return block.prose and len(block.text) > SHORT and not any(word in block.text for word in _STATING)


def _is_of_site(source: str, title: str) -> bool:
    """Return whether a title has the name behind its headline, or the beginning of it, or the name is that of a site by its words.

    >>> _is_of_site("临江市政府门户网站", "河水变清")
    True
    >>> _is_of_site("临江在线新闻网站", "河水变清-水质-临江在线-临江新闻"), _is_of_site("河口日报", "河水变清-临江在线")
    (True, False)
    """
    parts = _PARTS.split(title)[1:]
    return (
        title.endswith(source)
        or source.endswith(_SITES)
        or any(len(part) > 2 and source.startswith(part) for part in parts)
    )


def _hear_over_headline(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear labelled lines that stand over the headline or in the column left of it, as long as they label a time.

    The box of 索引号 and 文号 stands there, too; its dates are those of the document, see `disclosure`.
    """
    over = [
        block for block in layout.over if not (block.is_link or _is_paragraph(block) or _announces(block))
    ]
    text = meta_text(over) if over else ""
    stated = any(word in text for word in _TIMES) or _OF_ARTICLE.search(text) is not None
    if stated and not any(word in text for word in BOX_WORDS):
        line = parse_meta_line(text, base)
        if not line.labelled:
            line = line._replace(published=None)
        if line.labelled or line.source:
            add_meta_line(witnesses, line, Origin.META_LINE, "over the headline")


def _announces(block: Block) -> bool:
    """Return whether a line over a headline says what will be held when (会议将于2月12日召开), and no field of the article."""
    return "将于" in block.text or "将在" in block.text


def _hear_publisher(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear a publisher that stands in a line of its own between headline and text, without a label."""
    if not witnesses.has("source"):
        names = (_SHORT_DAY.sub("", block.text) for block in lines if len(block.text) <= _NAME_AND_DAY)
        # Networks to share on are called like outlets (人人网).
        found = next((name for name in names if is_outlet(name) and not is_command(name)), None)
        witnesses.add("source", Origin.GENERIC, found, found or "", "line of its own")
