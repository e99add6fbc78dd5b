"""Read the box of official documents: 索引号, 文号, 发文机关, 成文日期, 有效性.

政府信息公开 pages print it above the text as a table, a list or a definition list, with and without colons,
label and value in one cell or in two, or in two rows. Read as lines, all forms are one of three: a label with its value
behind a colon, one with it behind a blank in an element of its own, or a label alone and its value in the next line.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from envnews.extract.disclosure.box_columns import by_pairs
from envnews.extract.furniture.interface import INTERFACE
from envnews.extract.page.blocks import Block, Outline
from envnews.extract.page.selectors import select_elements
from envnews.model import Origin, Problem
from envnews.normalize import clean, clean_source, find_date, split_keywords
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.page.document import Document
    from envnews.extract.rules import Rules

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "index_number": ("索引号", "索 引 号", "索取号", "信息索引", "信息索引号", "索引编号"),
    "document_number": ("文号", "文 号", "文件编号", "发文字号", "发文文号", "文件文号", "公文文号", "文件字号"),
    "issuing_agency": ("发文机关", "发文机构", "发文单位", "发布机构", "发布单位", "公开主体", "制发机关", "发布机关", "公开责任部门"),
    "issued_on": ("成文日期", "成文时间", "印发日期", "签发日期", "制发日期"),
    "given_out_on": ("发文日期", "生成日期"),
    "valid": ("有效性", "是否有效", "时效性", "效力状态", "文件状态", "信息有效性", "有 效 性"),
    "published_at": ("发布日期", "发布时间", "公开日期", "公开时间", "上载日期", "上载时间", "上传日期", "上传时间", "上网日期", "上网时间"),
    "headline": ("名称", "标题", "信息名称", "文件名称"),
    "keywords": ("主题词", "关键词"),
    "source": ("信息来源", "来源", "稿件来源", "文章来源"),
    "ignored": (
        "主题分类", "分类", "信息分类", "体裁分类", "组配分类", "服务对象", "体裁", "公开方式", "公开范围", "公开形式",
        "公开时限", "内容概述", "实施日期", "失效日期", "废止日期", "生效日期", "统一编号", "统一登记号", "组配", "信息格式", "语种",
        "责任部门", "所属主题", "相关信息", "主题类别", "公文种类", "公开目录", "废止时间", "生效时间",
    ),
}  # fmt: skip
"""Field of the record -> labels of the box; `ignored` ones end a value like all others."""

BOX_WORDS: Final = ("索引号", "索 引 号", "索取号", "文号", "文 号", "发文字号", "成文日期")
"""One of these stands in every box; few pages that have none hold any."""

_BY_LABEL: Final = {re.sub(r"\s", "", label): name for name, labels in FIELDS.items() for label in labels}
_ANY: Final = "|".join(r"\s*".join(label) for label in sorted(_BY_LABEL, key=len, reverse=True))
# [发文机构] 市生态环境局: where brackets mark the label, no colon has to.
_PAIR: Final = compile_later(
    rf"(?<![\u4e00-\u9fff])(?:[\[【]\s*({_ANY})\s*[\]】]\s*[:：]?|({_ANY})\s*[:：])\s*"
)
_ALONE: Final = compile_later(rf"^[\[【]?\s*({_ANY})\s*[\]】]?\s*[:：]?$")
# Label and value in elements of their own in one line, without a colon.
_APART: Final = compile_later(rf"^({_ANY})\s+(\S.*)$")
_OPENING: Final = compile_later(rf"[\[【]?\s*(?:{_ANY})\s*(?:[\]】:：\s]|$)")
# Begun with one class of characters, for which `re` leaps.
_OF_BOX: Final = re.compile(
    r"[索成印签制发文](?:(?<=[索成])|(?<=[印签制])\s*发|(?<=发)\s*文|(?<=文)[\s文件编字]*号)"
)
"""What every label of index number, document number or day of issue holds, without one of which there is no box."""
_FIRST: Final = 6
"""First lines of a text among which a box may stand."""
_EMPTY: Final = frozenset({"", "-", "--", "—", "/", "无", "暂无"})


def read_disclosure(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the fields that the box states.

    Args:
        blocks: The lines of the box, or those above the text: a page without 索引号, 文号 and 成文日期 has none.

    Returns:
        Field of the record (`index_number` … `published_at`) -> value as displayed. `given_out_on` is a date of
        issue whose label means that of publication as well, where the page has no other.
    """
    if not any(_OF_BOX.search(block.spaced) for block in blocks):
        return {}
    found: dict[str, str] = {}
    waiting: str | None = None
    for block in by_pairs(blocks, is_label):
        text = block.spaced
        alone = _ALONE.match(text)
        if alone:
            waiting = _field(alone[1])
            continue
        pairs = list(_PAIR.finditer(text))
        if pairs and pairs[0].start() < 3:
            for pair, following in zip_longest(pairs, pairs[1:]):
                end = following.start() if following else len(text)
                _put(found, _field(pair[1] or pair[2]), text[pair.end() : end])
            waiting = None
        elif waiting is not None:
            # Where the last value is empty, a label that no box needs may follow, or the page's buttons (【打印】).
            button = text[0] in "[【" and INTERFACE.match(text.lstrip("[【 "))
            if not (text.endswith((":", "：")) or button):
                _put(found, waiting, text)
            waiting = None
        elif text != block.text and (apart := _APART.match(text)):
            _put(found, _field(apart[1]), apart[2])
    if "given_out_on" in found:
        found.setdefault("issued_on", found["given_out_on"])
    box = {"index_number", "document_number", "issued_on"} & found.keys()
    return found if box else {}


def opens_box(text: str) -> bool:
    """Return whether a line begins with a label as boxes print it: alone, in brackets, or before its value.

    >>> opens_box("索引号：0001"), opens_box("发文机关 市生态环境局"), opens_box("来源于农业的污染")
    (True, True, False)
    """
    return _OPENING.match(text) is not None


def is_box_label(text: str) -> bool:
    """Return whether a line is a label of the box alone, that of the time of publication excepted."""
    found = _ALONE.match(text)
    return found is not None and _field(found[1]) != "published_at"


def is_label(text: str) -> bool:
    """Return whether a line is nothing but a label of the box.

    >>> is_label("语种"), is_label("索 引 号："), is_label("语种：中文")
    (True, True, False)
    """
    return _ALONE.match(text) is not None


def _field(label: str) -> str:
    return _BY_LABEL[re.sub(r"\s", "", label)]


def _put(found: dict[str, str], name: str, value: str) -> None:
    value = clean(value).strip("[]【】 ;；")
    if name != "ignored" and value not in _EMPTY and len(value) <= 200:
        found.setdefault(name, value)


def hear_box(
    document: Document,
    layout: Layout,
    rules: Rules,
    base: datetime | None,
    witnesses: Witnesses,
) -> list[Problem]:
    """Hear what the box states, keywords and a source that no meta line names among it; return what could not be read."""
    elements, selector = select_elements(document.places, rules.disclosure)
    origin = Origin.RULE if elements else Origin.DISCLOSURE
    lines = [block for element in elements for block in Outline(element).blocks]
    box = read_disclosure(lines if elements else _labelled_lines(layout))
    if not box:
        return []
    for name in ("index_number", "document_number", "issuing_agency", "valid"):
        witnesses.add(name, origin, box.get(name), box.get(name, ""), selector)
    if not witnesses.has("source", Origin.RULE, Origin.META_LINE, Origin.TEXT):
        witnesses.add(
            "source", Origin.META_LINE, clean_source(box.get("source", "")), box.get("source", ""), "box"
        )
    raw = box.get("keywords", "")
    if raw not in str(witnesses.peek("headline") or ""):  # which follows where the box has none
        witnesses.add("keywords", Origin.META_LINE, split_keywords(raw), raw, "box")
    published = box.get("published_at") or box.get("given_out_on", "")
    if published and (found := find_date(published, base)):
        witnesses.add("published_at", Origin.DISCLOSURE, found.timestamp, published, selector)
    issued = box.get("issued_on", "")
    day = find_date(issued, base) if issued else None
    if day:
        witnesses.add("issued_on", origin, day.timestamp.at.date().isoformat(), issued, selector)
    elif issued:
        message = f"{document.url}: 成文日期 {issued!r} is no date"
        return [Problem("issued_on", "unreadable_date", message)]
    return []


def _labelled_lines(layout: Layout) -> Sequence[Block]:
    """Return the lines before and at the beginning of a text where one of them holds a label of a box, else none."""
    lines = (*layout.before, *layout.kept[:_FIRST]) if layout.whole else ()
    text = "\n".join(block.text for block in lines)
    return lines if any(word in text for word in BOX_WORDS) else ()
