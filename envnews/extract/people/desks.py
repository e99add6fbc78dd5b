"""Read the people of bylines that call nobody a reporter: a desk's, a translator's, one that says from where a text was sent.

Papers and broadcasters of Taiwan hardly ever print a role; what tells their bylines are 報導 and 訊 at the end, behind the
desk, the outlet or the place (國際中心／羅明輝報導).
"""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.people.persons import are_persons, is_person
from envnews.normalize import clean_names
from envnews.patterns import compile_later

# 临江信报编译 何燕: behind a reporter it ends the byline, alone it is one.
_TRANSLATED: Final = compile_later(
    r"(?:[\u4e00-\u9fff]{1,8}[报報网網社刊台])?编译[\s:：／/]+([\u4e00-\u9fff]{2,3}(?:[\s、]+[\u4e00-\u9fff]{2,3}){0,3})$"
)
_DESK: Final = re.compile(
    r"(?:[\w\u4e00-\u9fff]{2,12}\s[|｜]\s)?"
    r"(?:[\u4e00-\u9fff]{2,8}\s?[／/]\s?(?P<name>[\u4e00-\u9fff]{2,4})|(?P<first>[\u4e00-\u9fff]{2,4})\s+)\s?"
    r"(?:[綜综]合|[\u4e00-\u9fff]{2}(?=[報报][導导]$))?[報报][導导](?:\s?[／/]\s?[\u4e00-\u9fff]{2,8})?$"
)
# 國際中心羅明輝／綜合報導
_DESK_BEFORE: Final = compile_later(
    r"[\u4e00-\u9fff]{2}中心\s?([\u4e00-\u9fff]{2,3})\s?[／/]\s?[\u4e00-\u9fff]{2,6}[報报][導导]$"
)
# 羅明輝／綜合外電報導
_PLACED: Final = compile_later(r"([\u4e00-\u9fff]{2,4})\s?[／/]\s?([\u4e00-\u9fff]{2,6})[報报][導导]$")
# 臨江新聞江帆、何燕台北報導: outlet and place glued to the names
_OF_OUTLET: Final = compile_later(
    r"[\u4e00-\u9fff]{2,6}?(?:新[聞闻]|電視台|电视台|[報报社網网])(?:記者|记者)?([\u4e00-\u9fff、\s]{2,40}?)[綜综]?合?[報报][導导道]$"
)
_REPORTED: Final = ("報導", "报导", "报道", "報道", "。")
# 本報2015年7月8日高雄訊，李育琴報導: paper, day and place before the names
_DISPATCHED: Final = compile_later(
    r"(?:本[报報网網台]|[\u4e00-\u9fff]{2,8}[报報社網网])?\s?(?:(?:(?:19|20)\d\d\s?年)?\d{1,2}月\d{1,2}日)?\s?[\u4e00-\u9fff]{0,8}[讯訊电電]"
    r"\s?[，,、：:]\s?([\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,4}?)\s?(?:[綜综]合)?[報报][導导道]。?$"
)
# 临江财经 江帆 发自省城
_SENT_FROM: Final = compile_later(r"([\u4e00-\u9fff·\s、／]{2,24})[\s，,]发自[\u4e00-\u9fff、]{2,8}$")
_DAY_AND_PLACE: Final = compile_later(r"\s*(?:\d{1,2}月)?\d{1,2}日(?:[从自在于]?[\u4e00-\u9fff]{2,8})?\s*$")
_TIMED: Final = re.compile(r"\s+(?:19|20)\d\d[-/.年].{4,30}$")


def signed_without_role(text: str, *, enclosed: bool) -> str | None:
    """Return the people of a line without any role; each kind has words of its own, which few lines hold.

    >>> signed_without_role("國際中心／羅明輝報導", enclosed=False), signed_without_role("临江信报编译 何燕", enclosed=False)
    ('羅明輝', '何燕')
    """
    people = _of_desk(without_time(text)) if "導" in text or "导" in text else None
    people = people or (dispatched_by(text) if "訊" in text or "讯" in text else None)
    people = people or (_translators(without_time(text)) if "编译" in text else None)
    people = people or (_sent_from(text) if "发自" in text else None)
    return people or (_of_outlet(text) if enclosed and text.endswith(("導", "导", "道")) else None)


def without_time(text: str) -> str:
    """Return a byline without the time that may stand behind it."""
    return _TIMED.sub("", text)


def _translators(text: str) -> str | None:
    """Return the people who translated a text, where a byline names nobody else."""
    found = _TRANSLATED.match(text)
    names = clean_names(found[1]) if found else None
    return names if names and are_persons(names) else None


def _of_desk(text: str) -> str | None:
    """Return the person who reports for a desk or from a place, as papers and broadcasters of Taiwan print it.

    >>> _of_desk("國際中心／羅明輝報導"), _of_desk("馬慧娟 綜合報導 / 泰國"), _of_desk("地方／綜合報導")
    ('羅明輝', '馬慧娟', None)
    >>> _of_desk("國際中心羅明輝／綜合報導"), _of_desk("國際中心／綜合報導")
    ('羅明輝', None)
    >>> _of_desk("临江新聞 | 羅明輝 台北報導"), _of_desk("羅明輝 综合報導"), _of_desk("羅明輝／綜合外電報導")
    ('羅明輝', '羅明輝', '羅明輝')
    """
    before = _DESK_BEFORE.match(text) if "中心" in text[:4] else None
    if before and is_person(before[1]):
        return before[1]
    found = _DESK.match(text)
    name = found["name"] or found["first"] if found else None
    if name is None or not is_person(name):
        placed = _PLACED.match(text)
        name = placed[1] if placed and not is_person(placed[2]) else None
    return name if name and is_person(name) else None


def _sent_from(text: str) -> str | None:
    """Return the people of a byline that calls nobody a reporter but says where they sent the text from.

    >>> _sent_from("临江财经 江帆 周宁 发自省城"), _sent_from("祝福 发自内心")
    ('江帆、周宁', None)
    """
    found = _SENT_FROM.match(text)
    words = re.split(r"[\s、／]+", found[1].strip()) if found else []
    people = [word for word in words[1:] if is_person(word)]
    # Who sends a text belongs to an outlet, which stands first; 发自 alone is a word of many sentences.
    return "、".join(people) if people and len(people) == len(words) - 1 else None


def _of_outlet(text: str) -> str | None:
    """Return the people of an outlet who report from a place, as broadcasters of Taiwan sign with nothing between them.

    >>> _of_outlet("臨江新聞羅明輝、馬慧娟台北報導"), _of_outlet("臨江新聞綜合報導")
    ('羅明輝、馬慧娟', None)
    """
    found = _OF_OUTLET.match(text)
    *others, last = re.split(r"[、\s]+", found[1].strip()) if found else [""]
    names = "、".join([*others, without_place(last)])
    return names if names and are_persons(names) else None


def dispatched_by(text: str) -> str | None:
    """Return the people whom a dateline in a line of its own names behind paper, day and place, as papers of Taiwan print it.

    >>> dispatched_by("本報2015年7月8日高雄訊，李育琴、江帆報導"), dispatched_by("本報訊，市府昨日報導")
    ('李育琴、江帆', None)
    """
    found = _DISPATCHED.match(text) if text.endswith(_REPORTED) else None
    names = clean_names(found[1]) if found else None
    return names if names and are_persons(names) else None


def without_place(stated: str) -> str:
    """Return names without the place, and the day before it, that may stand between them and 报道 (周丹 长沙, 李一鹏7月21日北京)."""
    stated = _DAY_AND_PLACE.sub("", stated)
    *words, last = re.split(r"[\s／/]+", stated.rstrip(" ／/"))
    if words and not is_person(last):
        return " ".join(words)
    names, comma, last = last.rpartition("、")
    for length in (3, 2):
        if is_person(last[:length]) and len(last) - length in {2, 3}:
            return " ".join([*words, names + comma + last[:length]])
    return stated
