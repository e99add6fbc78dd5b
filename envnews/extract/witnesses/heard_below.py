"""Hear the lines below a text that state its time, source and people: right below it, or behind lists and comments.

Most days there are those of other articles. What tells the article's own is a label, a source beside it, or the same day
stated elsewhere; where nothing does, or lines disagree, none is heard.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.body.around import until_others
from envnews.extract.choose import agree
from envnews.extract.furniture.strangers import TITLE, is_title
from envnews.extract.furniture.words import SHORT, ends_text
from envnews.extract.headline.titles import FULL_DAY, MOMENT
from envnews.extract.metaline.credits import LONGEST
from envnews.extract.metaline.lines import meta_text
from envnews.extract.metaline.parsing import parse_meta_line
from envnews.extract.witnesses.credited import FAR
from envnews.extract.witnesses.ruled import add_meta_line
from envnews.model import Origin, Precision, Timestamp
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block

_YEAR: Final = re.compile(r"(?:19|20)\d\d\s?[-/.年]")
_STATED: Final = re.compile(
    r"(?:[时時][间間]|日期|[发發]布|[来來]源)\s{0,2}[:：]?.{0,60}(?:19|20)\d\d\s?[-/.年]"
    r"|(?:19|20)\d\d\s?[-/.年].{0,40}[来來]源\s{0,2}[:：]"
)
# 上版日期：113-10-21, in years of the Republic as Taiwan's offices print it
_OF_REPUBLIC: Final = re.compile(
    r"(?:日期|時間)\s?[:：]\s?1[01]\d\s?(?:[-/.]\s?\d\d?\s?[-/.]|年\s?\d\d?\s?月)\s?\d"
)
_SIGNED: Final = compile_later(
    r"\W{0,2}(?:责任编辑|责编|編輯|编辑|选稿)\s?[:：]\s?\S{1,12}\s{1,4}"
    + FULL_DAY
    + r"\s?日?(?: \d{1,2}:\d\d)?\W?"
)
"""An editor and the day, and nothing else (选稿：江帆 2022-07-22)."""
_OF_SOURCE: Final = re.compile(r"(?:文章|稿件|信息|新闻)?[来來]\s?源\s?[:：]")
_OF_PUBLICATION: Final = compile_later(
    r"(?<![\u4e00-\u9fff])(?:(?:信息|文章|稿件|新闻)?(?:发布|發布|發佈|发表|發表|上传|录入|添加|提交|发稿|刊发)(?:时间|日期|時間|[于於])|时间|日期|時間)\s?[:：]"
)
"""Labels of the time of publication; below a text stand those of an update, a reply, an archive and of the page, too."""
_LINKS: Final = 20
"""Links of a line among which the title of another article is looked for."""
_RIGHT_BELOW: Final = 3
"""Lines below a text among which its meta line stands where no label tells it from those of other articles."""
_DATE_LENGTH: Final = 12


def own_lines(below: Sequence[Block]) -> Sequence[Block]:
    """Return the lines before other articles begin if one of them states time or source, else all."""
    own = until_others(below)
    return own if any(map(_states_time, own)) else below


def is_dated_link(block: Block) -> bool:
    """Return whether a line is a linked title and its date (2024/5/2 本案言词辩论)."""
    text = block.spaced
    mostly = block.linked * 2 > len(text) - _DATE_LENGTH and "源" not in text and "：" not in text
    return bool(block.linked) and mostly and _YEAR.search(text) is not None


def hear_right_below(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
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


def hear_more_exactly(below: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
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


def hear_same_day(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
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


def hear_further_below(layout: Layout, base: datetime | None, witnesses: Witnesses) -> None:
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


def _states_time(block: Block) -> bool:
    """Return whether a line states a date and says of what. Few lines hold a year, and looking for it is quick."""
    text = block.spaced
    if len(text) > LONGEST:
        return False
    dated = _YEAR.search(text) is not None and _STATED.search(text) is not None
    return dated or (("期" in text or "間" in text) and _OF_REPUBLIC.search(text) is not None)


def _is_signed(block: Block) -> bool:
    text = block.spaced
    if "编" not in text and "編" not in text and "选" not in text:
        return False
    return len(text) <= SHORT and _YEAR.search(text) is not None and _SIGNED.fullmatch(text) is not None
