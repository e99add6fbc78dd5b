"""Find who signs a text elsewhere than in byline, dateline and credits: in a line among its own, or behind the source's name.

Such a line might be one of the text, so it has to hold nothing but names, in a place and between marks where names stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.people.outlets import looks_like_publisher
from envnews.extract.people.persons import are_persons, is_person
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAYS: Final = frozenset("“「『")
_WRITER: Final = compile_later(r"\W{0,2}(?:撰文|采写|撰稿|文字?)\s?[|｜丨/／:：]\s?([\u4e00-\u9fff]{2,3})")
_SIGNED: Final = 12
_NAMES: Final = compile_later(
    r"(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])(?:\s(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])){1,2}"
)
_WEEKDAYS: Final = frozenset(f"周{day}" for day in "一二三四五六日末")
"""Days of the week, which look like people of the name 周."""
_TEXT: Final = 3
"""Lines of the shortest text whose last one may be names alone."""
_PLACED: Final = compile_later(
    r"(?:^|[。！？」”])\s?[（(]([\u4e00-\u9fff]{2,4})[／/][\u4e00-\u9fff]{2,4}(?:報導|报道)[）)]"
)
_AT_END: Final = 40
"""Last characters of a text in which such brackets stand."""

# （作者江帆系临江大学教授）, 本文作者江帆，临江大学教授; （江帆 作者系临江大学教授）
_INTRODUCED: Final = compile_later(
    r"[（(*＊【]?\s?(?:本文|文章)?作者\s?[:：]?\s?(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,8}?)\s?"
    r"(?:(?P<is>[系为是]|现任)|[，,])[^。]{2,70}[。）)】]{0,3}"
    r"|[（(]\s?(?P<first>[\u4e00-\u9fff]{2,3})[\s，,；;]{1,2}(?:本文)?作者[系为是单][^。]{2,60}[。）)]{0,3}"
)
# （作者系临江大学教授江帆）
_OFFICE_FIRST: Final = compile_later(
    r"[（(*＊【]?\s?(?:本文|文章)?作者\s?[系为是]([^。，,；;（()）】]{5,40})[）)】。]{0,2}"
)
_INTRODUCTION: Final = 80
"""Characters of a line that says who the author is."""
# ……很遗憾。文/江帆
_WROTE: Final = compile_later(
    r"[。！？”…]\s?文字?\s?[/／|｜]\s?([\u4e00-\u9fff]{2,3}(?:[\s、][\u4e00-\u9fff]{2,3}){0,2})$"
)
_PEN_NAME: Final = compile_later(r"[。！？”…]\s?[（(]([\u4e00-\u9fff]{2,3})[）)]$")
_NO_NAMES: Final = frozenset(
    {
        "全文完", "未完", "待续", "完结", "下略", "略去", "图略", "附图", "见图", "资料图", "图文", "配图", "题图", "制图", "供图", "摄影", "图片", "视频",
        "本报讯", "本刊讯", "新华社", "法新社", "路透社", "美联社", "中新社", "央视网", "人民网", "中新网", "环球网", "综合", "整理", "编译", "编辑", "责编",
        "摘编", "节选", "删节", "删改", "有删节", "有删改", "略有删", "转载", "原创", "公开", "此件公", "盖章", "签名", "签字", "签章", "公章", "印章", "印发",
        "代章", "来论", "观点", "时评", "社论", "化名", "均化名", "注释", "作者", "笔名", "匿名", "佚名", "下同", "同上", "自负", "报道", "讯息", "消息",
        "连载", "上接", "下转", "转自", "来源", "校对", "审核", "审校", "采写", "撰文", "撰稿", "供稿", "口述", "记录", "翻译", "译者", "编者", "记者", "通讯员",
        "北京", "上海", "天津", "重庆", "广东", "广州", "深圳", "浙江", "杭州", "江苏", "南京", "山东", "湖北", "湖南", "四川", "成都", "河南", "河北", "福建",
        "安徽", "江西", "陕西", "山西", "辽宁", "吉林", "黑龙江", "云南", "贵州", "广西", "海南", "甘肃", "青海", "宁夏", "新疆", "西藏", "内蒙古", "香港",
        "澳门", "台湾", "如图", "见表", "附表", "附件", "试行", "暂行", "修订", "草案", "节录", "摘要", "摘录", "笑声", "掌声", "鼓掌", "完毕",
    }
)  # fmt: skip
"""What else stands in brackets behind the last sentence of texts."""
_NO_LAST: Final = (
    "图摄攝稿电電讯訊版报報网網社台刊完略续續章表注下上部局厅省市县区镇村院校司署会會月日号條条款"
)
"""Last letters of such words that are none of a name's."""


def introduced(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the author whom a line at the end of a text introduces by office, as papers do below an essay.

    >>> introduced(["（作者江帆系临江大学教授）"])[0], introduced(["（江帆 作者单位：临江大学）"])[0], introduced(["（作者系临江大学教授何燕）"])[0]
    ('江帆', '江帆', '何燕')
    >>> introduced(["本文作者缪冬系临江大学文学院硕士，主要研究方向为明清文学。"])[0]
    '缪冬'
    >>> introduced(["（作者系临江大学教授）", "作者认为，一口一策是关键。", "作者系自由撰稿人"])
    """
    for line in lines:
        if len(line) > _INTRODUCTION or "作者" not in line:
            continue
        if found := _INTRODUCED.fullmatch(line):
            name = found["name"] or found["first"]
            if is_person(name) or "·" in name or (found["is"] and name not in _NO_NAMES):
                return name, line
        if office := _OFFICE_FIRST.fullmatch(line):
            words = office[1].strip()
            if name := next((words[-length:] for length in (3, 2) if is_person(words[-length:])), ""):
                return name, line
    return None


def written_last(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the people who sign behind the last sentence of a text as its writers, or by a pen name in brackets.

    >>> written_last(["会议开始。", "他说，这很遗憾。文/江帆"])[0], written_last(["会议开始。", "以女性的样子出现。(晨风)"])[0]
    ('江帆', '晨风')
    >>> written_last(["会议开始。", "名单附后。（公开）"]), written_last(["会议开始。", "名单附后。（临江网）"])
    (None, None)
    """
    ending = text[-1][-_AT_END:] if text else ""
    if found := _WROTE.search(ending):
        names = clean_names(found[1])
        return (names, found[0].lstrip("。！？”… ")) if names and are_persons(names) else None
    pen = _PEN_NAME.search(ending)
    if pen is None or pen[1] in _NO_NAMES or pen[1][-1] in _NO_LAST or looks_like_publisher(pen[1]):
        return None
    return pen[1], pen[0].lstrip("。！？”… ")


def behind_source(opening: Sequence[str], source: str) -> tuple[str, str] | None:
    """Return the person with whose name behind the source's a paragraph begins, that of somebody's words.

    >>> behind_source(["排查已经开始。", "临江水网 江帆 “一口一策”是这次整治的原则。"], "临江水网(河口)")
    ('江帆', '临江水网 江帆')
    >>> behind_source(["临江水网 今天开通。"], "临江水网"), behind_source(["临江水网江帆告诉记者。"], "临江水网")
    (None, None)
    >>> behind_source(["白石镇 江水 清了，岸绿了。"], "白石镇")
    """
    for line in opening:
        outlet, _, behind = line.partition(" ")
        person, _, sentence = behind.partition(" ")
        if len(outlet) > 2 and source.startswith(outlet) and sentence[:1] in _SAYS and is_person(person):
            return person, f"{outlet} {person}"
    return None


def signed_inside(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the person whom one short line of a text names as its writer, pictures and verse around it (撰文 | 江帆)."""
    found = [signed for line in text if len(line) <= _SIGNED and (signed := _WRITER.fullmatch(line))]
    names = clean_names(found[0][1]) if len(found) == 1 else None
    return (names, found[0][0]) if names and are_persons(names) else None


def signed_last(text: Sequence[str]) -> tuple[str, str] | None:
    """Return the people whose names alone are the last line of a text, or who stand in its last brackets with a place.

    >>> signed_last(["排查已经开始。", "整治年底完成。", "王  倩 宋晓华"])[0], signed_last(["会议开始。", "到场。（王煌忠／台中報導）《臨江》關心你"])[0]
    ('王倩、宋晓华', '王煌忠')
    >>> signed_last(["排查已经开始。", "整治年底完成。", "周一 周二"])
    >>> signed_last(["会议开始。", "他说（何燕/新华社报道）并不属实。"]) is None
    True
    """
    last = text[-1] if text else ""
    if placed := _PLACED.search(last[-_AT_END:]):
        return (placed[1], placed[0]) if is_person(placed[1]) else None
    alone = len(text) >= _TEXT and len(last) <= _SIGNED and text[-2].endswith("。") and _NAMES.fullmatch(last)
    names = clean_names(last) if alone else None
    dated = any(name in _WEEKDAYS for name in names.split("、")) if names else False
    return (names, last) if names and "、" in names and are_persons(names) and not dated else None
