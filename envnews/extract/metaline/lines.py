"""Write the lines around a headline in the form that the reader of meta lines knows.

Labels stand in cells of their own without a colon, people behind 记者 and 编辑 without one, and self-media
platforms print years of two digits. Spelling these out beforehand keeps the grammar of meta lines small.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from envnews.normalize.labels import LABELS
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from envnews.extract.metaline.parsing import MetaLine
    from envnews.extract.page.blocks import Block

_CELLS: Final = (
    "published_at",
    "updated_at",
    "source",
    "publisher",
    "author",
    "editor",
    "reviewer",
    "views",
    "keywords",
    "provider",
)
_SHORT: Final = 40
"""Characters of a line that is one label and its value."""
_LABEL: Final = 8
"""Characters of a label alone."""
_YEAR_LABELLED: Final = re.compile(
    r"([时日](?:(?<=时)间|(?<=日)期)\s*[:：]\s*)(\d\d)([-./])(?=\d\d\3\d\d(?!\d))"
)
# 添加日期：14年12月15日
_YEAR_SPELLED: Final = compile_later(r"([时日][间期]\s*[:：]\s*)(\d\d年)(?=[01]?\d月[0-3]?\d日)")
# Labelled days of eight figures alone: 发布日期 20220722.
_DAY_LABELLED: Final = compile_later(r"([时日][间期]\s*[:：]\s*)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
# 来源：河口网 发布：2016-01-18; 临江发布：2016-01-18 is an account's
_POSTED: Final = compile_later(r"(?:^|(?<=\s))([发發][布佈])\s?[:：]\s?(?=(?:19|20)\d\d)", re.MULTILINE)
# 作者 江帆 發表時間 2024-11-02 20:17
_TIME_APART: Final = compile_later(r"((?:[发發][布佈表]|更新|刊登)(?:时间|時間|日期))\s+(?=(?:19|20)\d\d)")
# 20-04-15 15:40:12, 20年4月15日 15:40: year, month and day in that order, with a time of day.
# Begun with one class of characters, for which `re` leaps.
_SHORT_YEAR: Final = re.compile(
    r"([0-9](?<![\d.:/-].)\d)(?:(?=([-/.])[01]\d\2[0-3]\d\s{1,3}[0-2]\d:[0-5]\d)"
    r"|(?=年[01]?\d月[0-3]?\d日\s{0,3}[0-2]?\d:[0-5]\d))"
)
# 16:40 2022-07-22
_CLOCK_FIRST: Final = compile_later(
    r"(?<![\d:.-])([0-2]?\d:[0-5]\d(?::[0-5]\d)?)\s{1,3}((?:19|20)\d\d([-/.])\d{1,2}\3\d{1,2})(?!\d)(?!\s{0,3}\d{1,2}:)"
)
_DASHED: Final = compile_later(
    r"(编辑|来源|作者|记者|文|发布|時間|时间|來源)(?: [-–—/]|/) (?=[\u4e00-\u9fffA-Z0-9《])"
)
# 作者 | 江帆, 来源｜临江网
# Begun with one class of characters, for which `re` leaps.
_BARRED: Final = compile_later(
    r"([编责来作记](?:(?<=编)辑|(?<=责)编|(?<=来)源|(?<=[作记])者))(?<!\S..)\s?[|｜丨]\s?(?=\d{0,3}[\u4e00-\u9fffA-Za-z《])"
)
# | 来源 临江网 | 作者 江帆: bars part the fields, and labels need no colon
_BETWEEN_BARS: Final = compile_later(r"([|｜]\s?(?:来源|來源|作者|编辑))\s(?=[^\s|｜:：])")
# What a platform says of an account is no name, but behind a label.
_VERIFIED: Final = re.compile(r"([:：]\s?[《\w·》]{2,20}?)官方(?:帐|账)号|《?[\w·]{0,20}》?官方(?:帐|账)号")
_ENGLISH: Final = re.compile(
    r"\b(?:Date|Time|Publish(?:ed)? (?:date|time))\s*[:：]\s*(?=(?:19|20)\d\d)", re.IGNORECASE
)
# Source: 临江科技 Time:2016-01-14 Click:
_SOURCE: Final = re.compile(r"\b[Ss]ource\s?[:：]\s?(?=[\u4e00-\u9fff《])")
# [责任编辑]江倩倩, 【作者】林孟
_IN_BRACKETS: Final = re.compile(
    r"[\[【]\s?(责任编辑|责编|编辑|作者|文章来源|信息来源|来源|记者|供稿|审核|校对|摄影|撰[稿文]|采写)\s?[\]】]\s?[:：]?(?=\s?[\u4e00-\u9fff《])"
)
# By 何晓婷 | 2023年6月7日
_BY: Final = compile_later(
    r"(?:^|(?<=[\s|]))By (?=(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,8}|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,2} ?)(?:[\s|,，]|$))",
    re.MULTILINE,
)
# 由 admin 提交于 周六, 2019-10-26 00:44: Drupal's line, in its translations.
_POSTED_BY: Final = re.compile(r"^由 (\S{2,20}) (?:在|于|於|提交[于於]|[发發][表布佈][于於])\s", re.MULTILINE)
# 2019年4月22日 由 江帆: WordPress in Chinese. 发布:江帆 | 分类:科普 | 评论:0: Z-Blog.
_BY_WHOM: Final = re.compile(
    r"(?:^|(?<=\s))(?:由 (?=\S{2,20}(?:\s?[|｜·]|\s*$))|发布\s?[:：]\s?(?=[^\s|｜:：]{2,20}\s?[|｜]\s?分类))",
    re.MULTILINE,
)
# 文/图 江帆, with nothing else in the line.
_WORDS_AND_PICTURES: Final = re.compile(
    r"^(?:文\s?[/／、]?\s?[图圖]|[图圖]\s?[/／、]?\s?文)\s*[:：/／|｜丨]?\s+"
    r"(?=[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3}$)"
)
# 文/图：江帆 来源：水文局
_BOTH_BY: Final = compile_later(r"(?:文/图|图/文)\s?[:：]\s?(?=[\u4e00-\u9fff]{2,3}(?:[\s、]|$))")
_PICTURED: Final = ("文", "图", "圖")
_EDITOR_APART: Final = re.compile(r"[编责](?:(?<=编)辑|(?<=责)编)\s")
"""What `_BARE_EDITOR` looks for, which it would try at every blank."""
_BARE_EDITOR: Final = re.compile(
    r"(^|[\s|｜/])[\u4e00-\u9fff]{0,4}(?:责任编辑|责编|编辑)\s+(?=[\u4e00-\u9fff]{2,4}(?:\s|$))"
    r"|(^|[\s|｜/])(?:责任编辑|责编|编辑)\s+(?=[A-Za-z]{1,8}\d{1,6}(?:\s|$))",
    re.MULTILINE,
)


def meta_text(blocks: Sequence[Block]) -> str:
    """Return the lines as one text for the reader of meta lines.

    >>> from envnews.extract.page.blocks import Outline
    >>> from lxml import html
    >>> row = html.fromstring("<table><tr><td>信息来源</td><td>土壤处</td></tr></table>")
    >>> meta_text(Outline(row).blocks)
    '信息来源：土壤处'
    """
    lines: list[str] = []
    waiting = False
    for block in blocks:
        text = block.spaced
        label = "".join(text.rstrip(":：").split()) in _labels()
        if waiting and not label:
            lines[-1] += text
        else:
            lines.append(f"{text.rstrip(':： ')}：" if label else _labelled(text))
        waiting = label
    return spelled_out("\n".join(lines))


def _labelled(text: str) -> str:
    """Return a line with a colon behind the label that begins it in an element of its own (信息来源 执法支队)."""
    first, _, rest = text.partition(" ")
    return f"{first}：{rest}" if rest and len(text) <= _SHORT and first in _labels() else text


def joined_labels(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines, a label that stands alone with its value in the next line.

    >>> from envnews.extract.page.blocks import Outline
    >>> from lxml import html
    >>> rows = html.fromstring("<dl><dt>责任编辑：</dt><dd>孙佳</dd><dt>摄影：</dt><dt>校对：</dt><dd>周宁</dd></dl>")
    >>> list(joined_labels(Outline(rows).blocks))
    ['责任编辑：孙佳', '摄影：', '校对：周宁']
    """
    label: Block | None = None
    for block in blocks:
        text = block.spaced
        if label is not None:
            beside = {label.element, label.element.getparent()}
            if (
                block.element.getparent() in beside
                and len(text) <= _SHORT
                and not block.prose
                and "：" not in text
                and ":" not in text
            ):
                text = label.spaced + text
            else:
                yield label.spaced
            label = None
        if len(text) <= _LABEL and text.endswith(("：", ":")):
            label = block
        else:
            yield text
    if label is not None:
        yield label.spaced


def spelled_out(text: str) -> str:
    """Return the text with full years and colons behind bare labels.

    >>> spelled_out("添加日期：14年12月15日")
    '添加日期：2014年12月15日'
    >>> spelled_out("作者 | 佚名 来源 | 51水网")
    '作者：佚名 来源：51水网'
    >>> spelled_out("发布时间：22-07-22 20:16"), spelled_out("每经记者 宋可嘉 每经编辑 文多")
    ('发布时间：2022-07-22 20:16', '每经记者 宋可嘉 编辑：文多')
    """
    if "]" in text or "】" in text:
        text = _replaced(_IN_BRACKETS, r"\1：", text)
    if "︰" in text:  # as papers of Hong Kong set it
        text = text.replace("︰", "：")
    text = _written_by(text)
    if _EDITOR_APART.search(text):
        text = _BARE_EDITOR.sub(r"\1\2编辑：", text)
    # Few lines have any of it, and looking for a word is cheaper than trying a pattern everywhere.
    if " - " in text or " – " in text or " — " in text or "/ " in text:
        text = _replaced(_DASHED, r"\1：", text)
    if "|" in text or "｜" in text or "丨" in text:
        text = _replaced(_BARRED, r"\1：", text)
        text = _replaced(_BETWEEN_BARS, r"\1：", text)
    if "官方" in text:
        text = _VERIFIED.sub(r"\1", text)
    if "ate" in text or "ime" in text or "ource" in text:
        text = _SOURCE.sub("来源：", _ENGLISH.sub("发布时间：", text))
    return _dated(text)


def _dated(text: str) -> str:
    """Return the text with dates as the reader of meta lines knows them: years in full, a colon behind their label.

    >>> _dated("作者 江帆 發表時間 2024-11-02 20:17"), _dated("16:40 2022-07-22")
    ('作者 江帆 發表時間：2024-11-02 20:17', '2022-07-22 16:40')
    >>> _dated("来源：blog.example.me 发布：2016-01-18"), _dated("临江发布：2016-01-18")
    ('来源：blog.example.me 发布时间：2016-01-18', '临江发布：2016-01-18')
    """
    if ":" in text:
        text = _replaced(_SHORT_YEAR, r"20\1", text)
        if text.find(":") < text.find("20", 1):
            text = _replaced(_CLOCK_FIRST, r"\2 \1", text)
    if "布：" in text or "布:" in text or "佈：" in text:
        text = _replaced(_POSTED, r"\1时间：", text)
    if " HKT" in text:
        text = text.replace(" HKT", " ")
    if "时间" in text or "日期" in text or "時間" in text:
        text = _replaced(_TIME_APART, r"\1：", text)
        text = _replaced(_YEAR_LABELLED, r"\g<1>20\2\3", text)
        text = _replaced(_YEAR_SPELLED, r"\g<1>20\2", text)
        text = _replaced(_DAY_LABELLED, r"\1\2-\3-\4", text)
    return text


def _replaced(pattern: re.Pattern[str], template: str, text: str) -> str:
    """Return the text with what the pattern finds replaced; `re` takes a template apart before it looks for anything."""
    return pattern.sub(template, text) if pattern.search(text) else text


def _written_by(text: str) -> str:
    """Return the text with the label of an author in place of what other systems and languages print.

    >>> _written_by("2019年4月22日 由 江帆"), _written_by("文/图 江帆"), _written_by("发布:江帆 | 分类:科普")
    ('2019年4月22日 作者：江帆', '作者：江帆', '作者：江帆 | 分类:科普')
    """
    if "By " in text:
        text = _BY.sub("作者：", text)
    if "/图" in text or "图/" in text:
        text = _BOTH_BY.sub("作者：", text)
    if text[:1] in _PICTURED:
        text = _WORDS_AND_PICTURES.sub("作者：", text)
    if "由 " in text:
        return _BY_WHOM.sub("作者：", _POSTED_BY.sub(r"作者：\1 发布时间：", text))
    return _BY_WHOM.sub("作者：", text) if "分类" in text else text


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for name in _CELLS for label in LABELS[name] if len(label) > 1)


def begins_sentence(text: str, line: MetaLine) -> bool:
    """Return whether all that dates a line is a word for a day with more behind it: 今日，小编带你看看 dates nothing."""
    raw = line.raw.get("published_at", "")
    return not line.labelled and len(text) > len(raw) + 2 and not any(map(str.isdigit, raw))
