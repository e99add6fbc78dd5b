"""Hear the lines around a text that state time, source and people with a label, or where such lines stand."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.around import until_others
from envnews.extract.choose import agree
from envnews.extract.disclosure.box import BOX_WORDS
from envnews.extract.furniture.strangers import TITLE, is_title
from envnews.extract.furniture.words import SHORT, ends_text, is_span
from envnews.extract.headline.titles import FULL_DAY, MOMENT
from envnews.extract.keywords.tags import linked_keywords
from envnews.extract.metaline.credits import LONGEST
from envnews.extract.metaline.lines import meta_text
from envnews.extract.metaline.parsing import parse_meta_line
from envnews.extract.page.blocks import Block
from envnews.extract.people.no_names import is_command
from envnews.extract.people.outlets import is_outlet, looks_like_publisher
from envnews.extract.witnesses.account_links import names_author
from envnews.extract.witnesses.credited import FAR
from envnews.extract.witnesses.ruled import add_meta_line, unread_time
from envnews.model import Origin, Precision, Problem, Timestamp
from envnews.normalize import clean_source
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.metaline.parsing import MetaLine
    from envnews.extract.page.document import Document

_TIMES: Final = ("时间", "日期", "時間", "发布于", "发表于", "發佈於", "發布於", "發表於")
"""One of these is part of every label of the time of publication."""
_STATING: Final = (*_TIMES, "来源", "來源")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\s?[-/.年]")
_STATED: Final = re.compile(
    r"(?:[时時][间間]|日期|[发發]布|[来來]源)\s{0,2}[:：]?.{0,60}(?:19|20)\d\d\s?[-/.年]"
    r"|(?:19|20)\d\d\s?[-/.年].{0,40}[来來]源\s{0,2}[:：]"
)
_DAY: Final = "今"
_CLOCK: Final = re.compile("今[天日]是")
"""Words before the date of the day, which a site prints in its head."""
_WEEKDAY: Final = re.compile(FULL_DAY + r"\s?日?\s*(?:星期|周)[一二三四五六日天]")
"""Day and weekday alone in a line: a clock, where a meta tag tells the day of publication."""
_PARTS: Final = re.compile(r"[-_|｜\s]+")
_SHORT_DAY: Final = re.compile(r"\s*\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?$")
"""A day without its year, which is no date where nobody knows when the page was fetched."""
_NAME_AND_DAY: Final = 36
_DATE_LENGTH: Final = 12
_BY_OFFICE: Final = compile_later(r"(?:发布|来源|提供)(?:单位|部门)")
_OF_SOURCE: Final = re.compile(r"(?:文章|稿件|信息|新闻)?[来來]\s?源\s?[:：]")
_SIGNED: Final = compile_later(
    r"\W{0,2}(?:责任编辑|责编|編輯|编辑|选稿)\s?[:：]\s?\S{1,12}\s{1,4}"
    + FULL_DAY
    + r"\s?日?(?: \d{1,2}:\d\d)?\W?"
)
"""An editor and the day, and nothing else (选稿：江帆 2022-07-22)."""
_OF_ARTICLE: Final = re.compile(r"(?:来源|來源|编辑|編輯|责编|責編|选稿|作者)\s?[:：]")
"""Labels of lines that are an article's own, wherever they stand above its text."""
_OF_PUBLICATION: Final = compile_later(
    r"(?<![\u4e00-\u9fff])(?:(?:信息|文章|稿件|新闻)?(?:发布|發布|發佈|发表|發表|上传|录入|添加|提交|发稿|刊发)(?:时间|日期|時間|[于於])|时间|日期|時間)\s?[:：]"
)
"""Labels of the time of publication; below a text stand those of an update, a reply, an archive and of the page, too."""
_SITES: Final = ("门户网站", "政府网站", "官方网站", "门户网")
"""Ends of names of sites that are no outlets."""
_LINKS: Final = 20
"""Links of a line among which the title of another article is looked for."""
_RIGHT_BELOW: Final = 3
"""Lines below a text among which its meta line stands where no label tells it from those of other articles."""


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
        _hear_more_exactly(layout.below, base, witnesses)
    else:
        _hear_right_below(layout, base, witnesses)
        problems += _hear_meta_line(document, _own_lines(layout.below), base, witnesses, below=True)
    for hear in (_hear_over_headline, _hear_same_day, _hear_further_below):
        if not witnesses.has("published_at", Origin.RULE, Origin.META_LINE):
            hear(layout, base, witnesses)
    _hear_publisher(layout.above, witnesses)
    return [] if witnesses.has("published_at") else problems


def _own_lines(below: Sequence[Block]) -> Sequence[Block]:
    """Return the lines before other articles begin if one of them states time or source, else all."""
    own = until_others(below)
    return own if any(map(_states_time, own)) else below


def _states_time(block: Block) -> bool:
    """Return whether a line states a date and says of what. Few lines hold a year, and looking for it is quick."""
    text = block.spaced
    return len(text) <= LONGEST and _YEAR.search(text) is not None and _STATED.search(text) is not None


def _is_signed(block: Block) -> bool:
    text = block.spaced
    if "编" not in text and "編" not in text and "选" not in text:
        return False
    return len(text) <= SHORT and _YEAR.search(text) is not None and _SIGNED.fullmatch(text) is not None


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
    if raw := line.raw.get("keywords"):
        linked = next((words for block in lines if (words := linked_keywords(block.element, raw))), ())
        witnesses.add("keywords", Origin.META_LINE, linked or line.keywords, raw, where)
    return problems


def _names_author(line: MetaLine, lines: Sequence[Block]) -> bool:
    """Return whether what stands beside the date without a label is a person's name, linked as the author's."""
    name = line.source
    if (
        name is None
        or line.author
        or looks_like_publisher(name)
        or any("源" in block.text for block in lines)
    ):
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
        and not ((below and _is_dated_link(block)) or (_DAY in block.text and _CLOCK.search(block.text)))
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


def _is_dated_link(block: Block) -> bool:
    """Return whether a line is a linked title and its date (2024/5/2 本案言词辩论)."""
    text = block.spaced
    mostly = block.linked * 2 > len(text) - _DATE_LENGTH and "源" not in text and "：" not in text
    return bool(block.linked) and mostly and _YEAR.search(text) is not None


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


def _hear_same_day(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear a line without labels below the text, where it states the time that a meta tag states as well.

    The same day is enough before other articles begin, which may be of that day, too.
    """
    known = witnesses.peek("published_at")
    if not isinstance(known, Timestamp):
        return
    own = True
    for block in layout.below:
        own = own and not ends_text(block.text)
        long = block.prose or len(block.spaced) > LONGEST
        if long or block.linked * 2 > len(block.text) or not _YEAR.search(block.spaced):
            continue
        line = parse_meta_line(meta_text([block]), base)
        if line.published and agree(line.published, known) and (own or known.precision is not Precision.DAY):
            add_meta_line(witnesses, line, Origin.META_LINE, "same day, below the text")
            return


def _hear_more_exactly(below: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear a labelled line below the text that states the time of the day that stands above it."""
    known = witnesses.peek("published_at")
    if not isinstance(known, Timestamp) or known.precision is not Precision.DAY:
        return
    for block in until_others(below):
        stated = _states_time(block) and _OF_PUBLICATION.search(block.spaced) is not None
        if block.prose or not stated or _links_title(block):
            continue
        line = parse_meta_line(meta_text([block]), base)
        if line.labelled and line.published and agree(line.published, known):
            witnesses.add(
                "published_at", Origin.META_LINE, line.published, block.spaced, "same day, below the text"
            )
            return


def _links_title(block: Block) -> bool:
    """Return whether a line links the title of another article; tags are shorter, and sources are told as such."""
    if block.linked < TITLE or "源" in block.text:
        return False
    links = islice(block.element.iterdescendants("a"), _LINKS)
    return any(len("".join(map(str, link.itertext())).strip()) >= TITLE for link in links)


def _hear_right_below(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear a line right below the text that states a time of day and where the text is from, before other articles begin.

    Where a meta tag tells another day, the line is that of the next article.
    """
    if witnesses.has("published_at"):
        return
    for index, block in enumerate(layout.below[:_RIGHT_BELOW]):
        if ends_text(block.text) or (is_title(block) and not block.text.startswith("http")):
            return
        if block.prose or block.is_link or len(block.spaced) > LONGEST or not _YEAR.search(block.spaced):
            continue
        # Templates put each field into an element of its own.
        source = [line for line in layout.below[index + 1 : index + 2] if _OF_SOURCE.match(line.text)]
        line = parse_meta_line(meta_text([block, *source]), base)
        stated = line.source or _STATED.search(block.spaced) or MOMENT.match(block.spaced)
        exact = line.published is not None and line.published.precision is not Precision.DAY
        if line.published and stated and (exact or source):
            if "源" not in block.text and not source and any("来源" in other.text for other in layout.below):
                line = line._replace(source=None)  # the site's own name beside the date
            add_meta_line(witnesses, line, Origin.META_LINE, "right below the text")
            return


def _hear_further_below(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the one line below the text, behind whatever lists and comments, that states a time and says of what.

    Cards of other articles state theirs, too; where lines disagree, none is heard.
    """
    stated = [
        parse_meta_line(meta_text([block]), base)
        for block in (*layout.below, *layout.rest[:FAR])
        if not block.prose and (_states_time(block) or _is_signed(block))
    ]
    stated = [line for line in stated if line.published and (line.labelled or line.source or line.editor)]
    if stated and len({line.published for line in stated}) == 1:
        add_meta_line(witnesses, stated[0], Origin.META_LINE, "further below the text")


def _hear_publisher(lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear a publisher that stands in a line of its own between headline and text, without a label."""
    if not witnesses.has("source"):
        names = (_SHORT_DAY.sub("", block.text) for block in lines if len(block.text) <= _NAME_AND_DAY)
        # Networks to share on are called like outlets (人人网).
        found = next((name for name in names if is_outlet(name) and not is_command(name)), None)
        witnesses.add("source", Origin.GENERIC, found, found or "", "line of its own")
