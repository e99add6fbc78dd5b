"""Words that those who reprint an article put for its own without saying anything else."""

from __future__ import annotations

import re
from fractions import Fraction

from envnews.stories.align import NEGATIONS
from envnews.stories.facts import MULTIPLES
from envnews.stories.synonyms import ALTERNATIVES, OPPOSITES, are_synonyms

_NEAR = re.compile(
    r"(?:我|本|全|该|各|这|我们|当地|贵|自治)[省市县区州盟旗镇乡村国部委厅局院站所队企]{0,2}|各(?:设区)?[省市县区州厅局、]{1,8}|各有关单位"
)
"""我市 becomes 全市 or 杭州市 when others print it; that names no other city."""

_RECENT = re.compile(
    r"(?:今年以来|年初以来|[今去前明当本上][年月]度?|截至目前|截至发稿|今|昨|前|当|近|目前|日前|近期|近来|本周|上周|本月|上月|周|星期)[天日晚早一二三四五六]?[上下]?午?"
)
_DAY = re.compile(
    r"(?:截[至止]|到|在|于)?(?:\d+年度?|(?:\d+年)?\d*月?\d+日?|(?:\d+年)?\d+月[份底末初中]?)[上下]?午?"
)
"""今天 becomes 26日 a day later."""

_SOMEBODY = re.compile(
    r"(?:该?[厅局部委市省县])?(?:有关|相关|主要)?(?:部门)?(?:负责人|负责同志|人士|领导|工作人员|专家)|问|答|主持人|(?:有关|相关|职能|主管)部门|[省市区县镇乡村]里"
)
"""A name becomes 有关负责人, or 答 in an interview."""

_LEAD_IN = re.compile(
    "(?:本报|本网|本台)?(?:记者|通讯员|笔者|近日|日前|今日|昨日|近期|据悉|据了解|从|由|在|据)+"
)
"""What a print puts before the first words of its own or another's text."""

_ORDINARY = re.compile(
    "(?:下一步|接下来|下一阶段|下步|今后|未来|目前|截至目前|截至|当前|现在|眼下|近年来|近些年|多年来|如今|此外|另外|同时|与此同时|其中|据介绍|据了解"
    "|据悉|因此|为此|所以|由于|因为|并且|并|而且|以及|和|与|及|但|但是|然而|不过|还|也|又|再|均|都|进一步|不断|持续|切实|扎实|积极|大力|全面|深入"
    "|有效|有力|着力|努力|加快|加强|强化|加大|推动|推进|促进|提升|提高|改善|开展|进行|实施|落实|做好|抓好|通过|利用|对|向|为|于|在|的|地|得|了|着)+"
)
"""Words that join and colour; another one of them tells of nothing else. Tenses and negations are not among them."""

_SIGNED = re.compile("(?:本报|本网|全媒体|特约|见习)?(?:记者|通讯员)[\u4e00-\u9fff·]{2,12}")
"""记者程刚通讯员何雨 where others begin with the day."""

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([百千万亿]?)([^\d]*)")

_UNITS: dict[str, tuple[int, str]] = {
    "兆瓦": (1000, "千瓦"),
    "吉瓦": (1_000_000, "千瓦"),
    "兆瓦时": (1000, "千瓦时"),
    "公顷": (15, "亩"),
    "平方公里": (1500, "亩"),
    "平方千米": (1500, "亩"),
    "公里": (1000, "米"),
    "千米": (1000, "米"),
    "吨": (1000, "公斤"),
    "毫克": (1000, "微克"),
    "小时": (60, "分钟"),
}
"""How many of a lesser unit make one of a greater."""

_SIDES: dict[str, list[tuple[int, int]]] = {}
for _line, _lines in enumerate(OPPOSITES):
    for _side, _words in enumerate(_lines):
        for _word in _words:
            _SIDES.setdefault(_word, []).append((_line, _side))
_OPPOSITE = re.compile("|".join(sorted(_SIDES, key=len, reverse=True)))
"""The words of opposite sides, the longest first: 不达标 is no 达标."""

_LATIN_WORD = re.compile("[a-z]{2}")

_WHO = 14
"""Characters of a name with its office at most."""

_SMALL_NUMERAL = re.compile(
    r"(?=[一二三四五六七八九十])(?:([二三四五六七八九]?)(十))?([一二三四五六七八九])?"
)
_ONES = "零一二三四五六七八九"

_INTRODUCTION = re.compile(
    "消息|获悉|报道|介绍|了解到|通报|发布|公布|记者|通讯员|编辑|来源|导读|导语|摘要|摄影$|供图$|图为|各市|各县|各设区|各有关|各处室|网讯|报讯"
)

_FORMAL = re.compile(
    "现将|附件|附后|给你们|特此|你单位|你公司|你厂|对你|当事人|决定书|收悉|经研究|经审[查核]|如下|罚款人民币"
)
_FORM = re.compile(
    "(?:通告|公告|公示|通知|函|决定书?|批复|通报|[日周月季年]报|简报|快报|播报|预报|公报|评价|排名|(?:状况|情况)(?:报告)?|信息|目录|名单|结果)"
    r"(?:第?\d+[年月日周期批次号至]|[上下]半[年月]|第?[一二三四]季度|第[一二三四五六七八九]+[期批次周号])*$"
)
"""How the headline of one of a series ends, with the period or the issue behind it."""

_RATHER_FORMAL = re.compile(
    "公示|公告|通告|处以?罚款|经审议|报名|招聘|投标|中标|采购|联系人|联系电话|特[此发]|逾期|异议|予以"
)

_OPENING, _CLOSING = 300, 200
"""Characters at the beginning and the end of a text where a document speaks like one; a long report may quote one."""

_POINTS_ELSEWHERE = re.compile(
    "现将|公示|公告|附件|附后|见附|给你们|转发|如下|异议|下载|详见|特此|贯彻执行|遵照执行|予以公布"
)


def means_the_same(one: str, other: str) -> bool:
    """Return whether what stands for something else in another print says the same.

    >>> means_the_same("我市", "金华市"), means_the_same("今天", "26日"), means_the_same("十二", "12")
    (True, True, True)
    >>> means_the_same("0.34万亩", "3400亩"), means_the_same("0.34万亩", "340亩")
    (True, False)
    >>> means_the_same("200万千瓦", "2000兆瓦"), means_the_same("200万千瓦", "200兆瓦")
    (True, False)
    >>> means_the_same("1公里3公里", "1000米3000米")
    True
    >>> means_the_same("温州市", "金华市"), means_the_same("25日", "26日")
    (False, False)
    """
    if one[:1].isdigit() and other[:1].isdigit() and _amounts(one) == _amounts(other):
        return True
    if are_synonyms(one, other):
        return True
    one, other = trimmed(one, other)
    if are_synonyms(one, other):
        return True
    if _in_figures(one) == _in_figures(other):
        return True
    if _ORDINARY.fullmatch(one) and _ORDINARY.fullmatch(other):
        return True
    return any(_stands_in(loose, exact) for loose, exact in ((one, other), (other, one)))


def introduces(one: str, other: str) -> bool:
    """Return whether what stands at the edge of two prints is their own: a lead-in, an address to all, a credit.

    >>> introduces("根据会商结果", "监测总站消息"), introduces("佛山市中医院", "东莞大学")
    (True, False)
    """
    shorter, longer = sorted((len(one), len(other)))
    return longer > max(2 * shorter, 12) or bool(_INTRODUCTION.search(one) or _INTRODUCTION.search(other))


def opposes(one: str, other: str, before: str = "", after: str = "") -> bool:
    """Return whether what stands for something else says the contrary.

    Args:
        one: Of the first text.
        other: Of the second.
        before: What stands before it in both: 有所 of 有所上升.
        after: What follows in both.

    >>> opposes("上升", "下降"), opposes("水质合格", "水质不合格"), opposes("上升", "提高"), opposes("城东", "城西")
    (True, True, False, True)
    >>> opposes("方案a", "方案b"), opposes("man", "men")
    (True, False)
    >>> opposes("超", "达", after="标"), opposes("有所好转", "无明显变化")
    (True, True)
    """
    mine, its = trimmed(one, other)
    if len(mine) == len(its) == 1 and any(mine in kind and its in kind for kind in ALTERNATIVES):
        # A letter of a word is none of a row: men, man.
        return not (mine.isascii() and _LATIN_WORD.search(f"{before[-1:]}{one}{after[:1]}"))
    if any(
        not rest and (text in NEGATIONS or text.startswith(("不", "未", "无", "非", "没有")))
        for text, rest in ((mine, its), (its, mine))
    ):
        return True
    first, second = (_sides(f"{before[-2:]}{text}{after[:2]}") for text in (one, other))
    return any(first[line].isdisjoint(second[line]) for line in first.keys() & second.keys())


def _sides(text: str) -> dict[int, set[int]]:
    """Return on which side of which line of `OPPOSITES` the words of a text stand."""
    found: dict[int, set[int]] = {}
    for word in _OPPOSITE.findall(text):
        for line, side in _SIDES[word]:
            found.setdefault(line, set()).add(side)
    return found


def points_elsewhere(text: str) -> bool:
    """Return whether a text is a notice whose substance stands in its headline or in an attachment.

    >>> points_elsewhere("现将名单予以公布，如有异议，请向我局反映。"), points_elsewhere("昨日，我市首座加氢站投运。")
    (True, False)
    """
    return bool(_POINTS_ELSEWHERE.search(text))


def is_formal(headline: str, text: str) -> bool:
    """Return whether a text is a document of which there are many of one form, rather than a piece of news.

    >>> is_formal("许可", "经审查，决定核发排污许可证。"), is_formal("首站投运", "昨日，我市首座加氢站投运。")
    (True, False)
    >>> is_formal("水质月报", "入海河口水质良好。")
    True
    """
    ends = text if len(text) < _OPENING + _CLOSING else f"{text[:_OPENING]}{text[-_CLOSING:]}"
    return (
        bool(_FORM.search(headline))
        or bool(_FORMAL.search(ends))
        or len(set(_RATHER_FORMAL.findall(ends))) > 1
    )


def _amounts(text: str) -> tuple[tuple[Fraction, str], ...]:
    """Return numbers and what is counted: 0.34万亩 is 3400亩, 2000兆瓦 is 200万千瓦; none where a word stands before."""
    found = []
    for number, many, counted in _NUMBER.findall(text):
        factor, unit = _UNITS.get(counted, (1, counted))
        found.append((Fraction(number) * MULTIPLES.get(many, 1) * factor, unit))
    return tuple(found)


def trimmed(one: str, other: str) -> tuple[str, str]:
    """Return what two passages have without their common beginning and end, digits left whole."""
    before = _common(one, other)
    one, other = one[before:], other[before:]
    after = _common(one[::-1], other[::-1])
    return one[: len(one) - after], other[: len(other) - after]


def _common(one: str, other: str) -> int:
    """Return how many characters before any digit two texts begin with alike."""
    alike = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its or mine.isdigit():
            break
        alike += 1
    return alike


def _stands_in(loose: str, exact: str) -> bool:
    """Return whether one is a word that stands for another without a name or a date."""
    if len(exact) > _WHO:
        return False
    if _RECENT.fullmatch(loose) and (_DAY.fullmatch(exact) or _RECENT.fullmatch(exact)):
        return True
    if _SIGNED.fullmatch(loose) and (_DAY.fullmatch(exact) or not re.search(r"\d", exact)):
        return True
    if re.search(r"\d", exact):
        return False
    return any(pattern.fullmatch(loose) for pattern in (_NEAR, _SOMEBODY, _LEAD_IN))


def _in_figures(text: str) -> str:
    return _SMALL_NUMERAL.sub(_in_digits, text).lstrip("0")


def _in_digits(numeral: re.Match[str]) -> str:
    tens, ten, ones = numeral.groups()
    return str((_ONES.index(tens or "一") * 10 if ten else 0) + (_ONES.index(ones) if ones else 0))
