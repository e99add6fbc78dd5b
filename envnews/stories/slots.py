"""What kind of difference it is where one text has something in the place of another's words.

A form has slots: the month, the place, the company, the figure. Another filling of one is another article; another verb
or another title for the same man is none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from envnews.stories.align import Substitution
from envnews.stories.content import content, is_bare, rounds, timed, words
from envnews.stories.facts import DIGITS
from envnews.stories.wording import introduces, means_the_same, trimmed
from envnews.vocabulary.places import named_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DATE = re.compile(r"[年月日时号期季旬届]|[上中下][旬半]")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟上中下甲乙丙丁]+")
_PERIOD = re.compile(r"[\d〇一二三四五六七八九十上下](?:年|月|日|季度|旬|半[年月])")
_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,3}?[省市县区州盟旗镇乡村局厅厂站河湖江库港岛湾峡]"
    r"|[\u4e00-\u9fff]{0,8}?(?:公司|集团|项目|街道|断面|医院|学校|[小中大]学|工程|分局|[支大]队|公园|景区|社区|监测站|监测中心"
    r"|研究[院所]|法院|检察院|委员会|协会|林场|保护区|湿地|焚烧厂|处理厂)"
)
_DAY = re.compile(r"(?:\d+年)?\d+月\d+日")
_WEEK = re.compile("(?:周|星期|礼拜)$")
_DAYS = frozenset("一二三四五六日天末")

_GRADES = frozenset("红橙黄蓝")
"""Colours of warnings: another colour is another warning."""

_JOINT = re.compile("[着至在到对向由从把被与和及的了是将]")
"""Joins a name with another word, and hardly stands in one."""

_PARTICLES = ("的", "了", "着", "日", "时")
_CLAUSE = 5
"""Characters from which on a passage is more than a name."""

_DEICTIC = ("该", "本", "全", "我", "此", "这", "各", "城")
"""Before 省, 市, 湖: no name, but one that is known or all of them."""

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹"
    "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "莫谷詹申耿樊岑聂焦芦柴蓝兰施陶洪翟倪葛俞章韦毕丛岳齐苗柳庄辛祝涂祁颜霍阮卜栾佟裴卓翁饶窦邢欧骆柯覃卞奚巫靳莘屈伍娄"
)
_COUNTED = re.compile(r"\d+(?:\.\d+)?[年月日时分]?")
_ZONE = re.compile("(?:北京|当地|本地)时间")
_HEADED = re.compile("原标题|编者按|编者的话|导语|导读|核心提示")
"""What a print puts before the text: which headline it had elsewhere, a word of its own."""

_HEARD = re.compile("^.{0,24}?(?:获悉|了解到|得知|报道|报导|消息|讯)")

_PERSON = re.compile(f"[{''.join(sorted(_SURNAMES))}][\u4e00-\u9fff]{{1,2}}")


_NUMERALS = str.maketrans("一二两三四五六七八九", "1223456789")


class Kind(Enum):
    """What differs: nothing that is said, mere words, a thing, a figure, a date or grade, a name."""

    SAME = 0
    WORDS = 1
    THING = 2
    FIGURE = 3
    DATE = 4
    NAME = 5


Told = tuple[Substitution, Kind]
"""A difference with its kind."""


def kind_of(pair: Substitution) -> Kind:
    """Return what kind of difference a substitution is."""
    pair = _with_hour(pair)
    one, other = _unheard(timed(pair.one)), _unheard(timed(pair.other))
    if pair.edge:
        one, other = ("" if _HEADED.match(text) else text for text in (one, other))
    if not pair.place:
        one, other = _dated_alike(one, other)
    if not (one and other) or means_the_same(one, other) or _are_units(pair):
        return Kind.SAME
    if figures := _figures(pair, one, other):
        return figures
    if _is_name(pair) or _are_places(one, other):
        return Kind.NAME
    if pair.edge and introduces(pair.one, pair.other):
        return Kind.SAME
    return _words(pair, *_without_common(one, other))


def telling(substitutions: Iterable[Substitution], runs: Sequence[str], others: Sequence[str]) -> list[Told]:
    """Return the substitutions that say something else, with their kind; two that changed places in a list say the same."""
    found = [(pair, kind) for pair in substitutions if (kind := kind_of(pair)) is not Kind.SAME]
    swapped = {(pair.other, pair.one) for pair, _ in found}
    return [
        (pair, kind)
        for pair, kind in found
        if (pair.one, pair.other) not in swapped or not _are_listed(pair, runs, others)
    ]


def _are_listed(pair: Substitution, runs: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether one of two things begins a run in either text, as all of a list but its first do.

    In 任命他为水务局局长，免去其林业局局长职务 neither does.
    """
    things = (pair.one, pair.other)
    return all(any(run.startswith(things) for run in text) for text in (runs, others))


def _words(pair: Substitution, one: str, other: str) -> Kind:
    """Return what kind of difference two passages are that are no figures."""
    if means_the_same(one, other):
        return Kind.SAME
    one, other = (_COUNTED.sub("", text) for text in trimmed(one, other))
    if _PERSON.fullmatch(content(one)) and _PERSON.fullmatch(content(other)):
        return Kind.NAME
    bare = bool(one and other) and is_bare(one) and is_bare(other)
    # Where two words begin or end alike, the passages hold but a part of each.
    for before, after in ((0, 0), (1, 0), (0, 1), (1, 1)):
        start, end = pair.before[len(pair.before) - before :], pair.after[:after]
        first, second = content(f"{start}{one}{end}"), content(f"{start}{other}{end}")
        if first == second or not (bare or (first and second)):
            return Kind.WORDS
    return Kind.THING


def _unheard(passage: str) -> str:
    """Return a passage without who heard it, and by which clock: 记者9日从市局获悉, 北京时间9日."""
    return _HEARD.sub("", _ZONE.sub("", passage), count=1)


def _dated_alike(one: str, other: str) -> tuple[str, str]:
    """Return two beginnings without the day that only one of them states: the other's is an editor's own."""
    if bool(_DAY.search(one)) != bool(_DAY.search(other)) and not (
        _PERIOD.search(one) and _PERIOD.search(other)
    ):
        one, other = _DAY.sub("", one), _DAY.sub("", other)
    return one, other


def _without_common(one: str, other: str) -> tuple[str, str]:
    """Return two passages without the figures that stand in both."""
    one, other = one.translate(_NUMERALS), other.translate(_NUMERALS)
    for figure in set(_COUNTED.findall(one)) & set(_COUNTED.findall(other)):
        one, other = one.replace(figure, "", 1), other.replace(figure, "", 1)
    return one, other


def is_of_other_stage(pair: Substitution) -> bool:
    """Return whether two words are steps of a procedure: 核发 and 延续 of a licence."""
    return any(stage in text for text in (pair.one, pair.other) for stage in words("stages"))


def are_two_stages(pair: Substitution) -> bool:
    """Return whether two passages each name a step of a procedure, and none of them alike: 受理情况, 审批意见."""
    one, other = ({stage for stage in words("stages") if stage in text} for text in (pair.one, pair.other))
    return bool(one and other) and one.isdisjoint(other)


def sounds_like_words(pair: Substitution) -> bool:
    """Return whether one of two passages may be a name or a kind that is made of ordinary characters: 太和, 生活垃圾."""
    noun = pair.after[:2]
    before_a_noun = bool(pair.before and noun) and (_is_thing(noun) or noun in words("general"))
    return any(
        2 <= len(text) < _CLAUSE
        and _is_thing(text)
        and (content(other, singles=True) or (before_a_noun and len(text) == len(other) == 2))
        for text, other in ((pair.one, pair.other), (pair.other, pair.one))
    )


def _is_thing(text: str) -> bool:
    """Return whether no character of a text is one of an ordinary word."""
    return content(text, singles=True) == text


def _with_hour(pair: Substitution) -> Substitution:
    """Return a substitution within an hour with the digits and the 时 that stand beside it."""
    if pair.one[:1] in {"点", "时"} or pair.other[:1] in {"点", "时"}:
        digits = re.search(r"\d+$", pair.before)
        if digits:
            pair = replace(pair, one=digits[0] + pair.one, other=digits[0] + pair.other)
    if pair.after[:1] in {"点", "时"}:
        pair = replace(pair, one=pair.one + "时", other=pair.other + "时")
    return pair


def _are_units(pair: Substitution) -> bool:
    """Return whether one figure is told in two units: 5万立方米, 5万吨."""
    return {pair.one, pair.other} <= words("units")


def _figures(pair: Substitution, one: str, other: str) -> Kind | None:
    """Return which kind of figure differs, None where none does."""
    first, second = Counter(DIGITS.findall(one)), Counter(DIGITS.findall(other))
    if first and second:
        if not (first - second and second - first) or rounds(one, other):
            return None
    elif _is_period(pair, one, other):
        return Kind.DATE
    elif not all(map(_NUMERAL.fullmatch, trimmed(one, other))):
        return None
    dated = _DATE.match(pair.after) or _DATE.search(one + other) or "第" in f"{pair.before[-1:]}{one[:1]}"
    return Kind.DATE if dated else Kind.FIGURE


def _is_period(pair: Substitution, one: str, other: str) -> bool:
    """Return whether two periods, days of the week or grades of a warning are told without digits."""
    if _WEEK.search(pair.before):
        return one[:1] in _DAYS and other[:1] in _DAYS
    return all(map(_PERIOD.search, (one, other))) or {one, other} <= _GRADES


def _is_name(pair: Substitution) -> bool:
    if DIGITS.search(pair.one) or DIGITS.search(pair.other) or _NUMERAL.fullmatch(pair.one + pair.other):
        return False
    if any(_is_ordinary(text, pair.before[-1:]) for text in (pair.one, pair.other)):
        return False
    # The first characters of two words that end alike: 恢复, 回复 before 公司.
    if not any(content(text + pair.after[:1], singles=True) for text in (pair.one, pair.other)):
        return False
    if any(text.endswith(_DEICTIC) or _ends_before_a_name(text) for text in (pair.one, pair.other)):
        return False
    return all(_names(text[-2:] + pair.after) for text in (pair.one, pair.other))


def _ends_before_a_name(passage: str) -> bool:
    """Return whether a passage ends with a word that is no part of the name behind it: 期待已久的, 生物多样性日.

    A short one may be a name itself that sounds like a word.
    """
    return len(passage) >= _CLAUSE and (passage.endswith(_PARTICLES) or passage[-2:] in words("general"))


def _are_places(one: str, other: str) -> bool:
    """Return whether two passages name divisions, and none of them alike: 舟山, 常州."""
    first, second = named_places(one), named_places(other)
    return bool(first and second) and set(first).isdisjoint(second)


def _names(passage: str) -> bool:
    """Return whether a passage begins with the end of a name: 岭站, and not 已站立."""
    found = _NAME.match(passage)
    if not found or found[0][-2:-1] in _DEICTIC or _JOINT.search(found[0][2:]):
        return False
    return bool(content(passage[found.end() - 1 : found.end() + 1]))


def _is_ordinary(passage: str, before: str) -> bool:
    """Return whether a passage, or the word that begins before it, is all words that name nothing."""
    return not (content(passage, singles=True) and content(before + passage, singles=True))
