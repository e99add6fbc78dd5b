"""Read the people whom a byline or dateline names behind their role: 记者, 通讯员, 实习生.

A byline stands in a line of its own (□ 本报记者 王乐文 方敏), in brackets behind place and day (（杨桂华 记者马一梅）),
or opens the first sentence without any (中国气象报记者李一鹏报道). It is cut at the roles; what stands behind each has to
be names and nothing else, for 记者 also begins sentences (记者从省厅获悉) and headings (记者手记).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.people.desks import signed_without_role, without_place, without_time
from envnews.extract.people.outlets import is_outlet
from envnews.extract.people.persons import PLACES, are_persons, is_person
from envnews.normalize import clean_names
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_LINE: Final = 70
"""Characters of a line that is nothing but a byline."""

ROLE: Final = re.compile(
    r"(?<![与和向对被])(?:(?:特约|特派|见习|实习|首席|资深|全媒体|融媒体?|新媒体|职工|特約|見習|實習)\s?)*"
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|实习生|實習生|撰稿人|特约撰稿(?!人)|专栏作家|专栏作者|编译)(?![站团团协节会證证从在了获注及和])\s*(?P<mark>[:：/／|｜丨】])?"
)
# What ends a byline: other people's credits, and what the reporter did.
_END: Final = re.compile(
    r"(?:[\s（(]+[\u4e00-\u9fff]{1,4}|[\s（(]*)(?:责任编辑|责编|编辑|校对|审核|统筹|策划|来源|编译|制图|剪辑|编导|导播|后期|主播|播音|配音|海报|视频|漫画|監製|监制|編輯)"
    r"(?:[\s:：/／|｜丨]|$).*$"
    r"|\s(?:摄影|摄像|供图|[图摄])[\s:：/／|｜丨].*$|(?<=[\u4e00-\u9fff]{2})(?<!文)[/／][图摄][\s:：].*$"
    r"|\s(?:摄影|摄像|责任编辑|编辑|责编|校对|审核)[\u4e00-\u9fff]{2,4}$"
    r"|(?:[/／]文)?[\s，,]*(?:受访者|被访者|受访单位|采访对象|当事人|校方|警方|主办方)供图\W*$"
    # 江帆 （临江时报）
    r"|\s?[（(][\u4e00-\u9fff]{2,10}[报報网網社台][）)]?\W*$"
    r"|(?<=[/／][图摄])(?:网络|责任)?编辑\s?[:：].*$"
    r"|[\s，,／/]*发自[\u4e00-\u9fff]{2,6}\W*$"
    # 江帆/文 何燕/摄: who wrote, and who took the pictures
    r"|(?:(?<=[/／\s]文)|(?<=[/／\s]报道))[\s，,、]+[\u4e00-\u9fff]{2,4}\s?[/／]?\s?(?:摄影?|图|摄像|供图|视频)\W*$"
)
_VERB: Final = re.compile(
    r"[\s，,／/]*(?:摄影|综合|图文|采访|现场|联合)?(?:报道|報道|報導|报导|采写|整理|(?:\d{1,2}月)?\d{1,2}日(?:[电電讯訊]|报道|報道|報導))\W*$"
)
_PICTURES: Final = re.compile(
    r"[\s，,]*(?:文[/／、·\s]?[图摄](?:[/／、]视频)?|图[/／、·\s]?文|摄影并?报道|(?<=[\s/／])文)\W*$"
)
_NAME: Final = compile_later(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,12}")
# 高 原: only names of people are spaced out to the width of three characters.
_SPACED: Final = compile_later(r"[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
# 共享联盟·河口 江帆: the desk of one who helped.
DESK_NAMED: Final = compile_later(r"[\u4e00-\u9fff]{1,6}(?:联盟|融媒体?|新闻|客户端|[网报台号])·")
# Words that follow 记者 directly and are no names.
WORDS: Final = frozenset(
    {
        "来到", "看到", "走进", "发现", "昨日", "近日", "日前", "今日", "今天", "昨天", "调查", "手记", "观察",
        "采访", "报道", "了解", "走访", "探访", "体验", "直击", "现场", "随行", "暗访", "实地", "连线", "提问",
        "问", "说", "追踪", "讯", "见到", "随机", "梳理", "统计", "查询", "查阅", "随后", "跟随", "听到",
        "遇到", "眼前", "视线", "专访", "札记", "日记", "述评", "视点", "之家", "招待会", "招待", "行业",
        "队伍", "出镜", "编辑", "摄影", "通讯", "多次", "联系", "致电", "拨打", "前往", "赶到", "赶赴", "抵达",
        "目前", "截稿", "获得", "得知", "询问", "提出", "试图", "尝试", "整理", "综合", "按", "摄", "图", "文",
        "获悉", "追问", "反问", "探班", "探营", "探店", "感言", "感悟", "后记", "评述", "航拍", "实拍", "街拍", "翻译",
        "交谈", "谈话", "对话", "走基层", "职业", "资格", "身份", "大会", "会上", "文章",
    },
)  # fmt: skip
# 撰文：临江号记者 江帆, with those who took the pictures in a line of their own
_WROTE: Final = compile_later(r"^\W{0,2}(?:撰文|采写|撰写|文字)\s?[:：|｜丨/／]\s?")
# 图/临江日报记者 江帆
_OF_PICTURES: Final = re.compile(r"(?:图片|图|摄影|摄|视频)\s?[/／|｜丨:：](?!\s?文)")
# 2019-05-03 14:30 臨江日報 記者江帆
_AT: Final = compile_later(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?\s+")
MARKS: Final = " \u3000□■○●◎◇◆△▲▌▍★☆*·—-|｜（(【[〔）)】]〕"


def read_byline(line: str, *, enclosed: bool = False) -> str | None:
    """Return the people of a line, or of what stands in brackets, if it is nothing but a byline.

    In brackets (`enclosed`) any two or three characters behind a role are a name; in the open they have to look
    like one, or stand apart.

    >>> read_byline("□ 本报记者 王乐文 方敏"), read_byline("杨桂华 记者马一梅"), read_byline("记者手记")
    ('王乐文、方敏', '杨桂华、马一梅', None)
    >>> read_byline("临江信报编译 何燕"), read_byline("本报编译")
    ('何燕', None)
    >>> read_byline("河口新闻·河口商报记者江帆/文受访者供图")
    '江帆'
    >>> read_byline("记者江帆文/图网络编辑：何燕"), read_byline("记者 江帆 （临江时报）")
    ('江帆', '江帆')
    >>> read_byline("记者 江帆/报道 何燕/摄"), read_byline("记者江帆、何燕/文 李欣/图")
    ('江帆', '江帆、何燕')
    >>> read_byline("南方日报记者 李欣 通讯员 粤环宣 陈惠陆"), read_byline("记者从省厅获悉")
    ('李欣、粤环宣、陈惠陆', None)
    """
    text = line.strip(MARKS).replace("╱", "／")
    if text.startswith(("19", "20")):
        text = _AT.sub("", text)
    if len(text) > OWN_LINE or _says_more(text) or _OF_PICTURES.match(text):
        return None
    people = signed_without_role(text, enclosed=enclosed)
    return people or (_of_roles(text, enclosed=enclosed) if may_name_role(text) else None)


def _says_more(text: str) -> bool:
    """Return whether a line has a sentence, or more than one."""
    return "！" in text or "？" in text or "。" in text[:-1] or (text[-1:] == "。" and "，" in text)


def _of_roles(text: str, *, enclosed: bool) -> str | None:
    """Return the people whom a byline names behind their roles, and the one before the first."""
    text = _PICTURES.sub("", _END.sub("", without_time(text)))
    told = _VERB.sub("", text)
    placed = told != text
    roles = list(ROLE.finditer(told))
    before = _names_in_front(told[: roles[0].start()]) if roles else None
    if before is None:
        return None
    people = dict.fromkeys(before)
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        stated = told[role.end() : following.start() if following else len(told)]
        if placed and following is None:
            stated = without_place(stated)
        names = _names(stated, apart=enclosed or bool(role["mark"]) or role[0][-1:].isspace())
        if names is None:
            return None
        if (
            following is not None
            and len(names) > 1
            and (is_outlet(names[-1]) or (names[-1][-1] in "台臺" and not is_person(names[-1])))
        ):
            del names[-1]  # whose reporters come next
        people.update(dict.fromkeys(names))
    return "、".join(people) or None


def with_next_line(found: tuple[str, str], following: Sequence[str]) -> tuple[str, str]:
    """Return a byline with the one in the line below it, as papers print reporters one by one."""
    names = read_byline(following[0]) if following and found[1].strip(MARKS).endswith(found[0][-1]) else None
    if names and are_persons(names) and names not in found[0]:
        return f"{found[0]}、{names}", found[1]
    return found


def may_name_role(text: str) -> bool:
    """Return whether a text holds the end of a role's name, which few do; the pattern tries every character."""
    return (
        "者" in text
        or "讯员" in text
        or "论员" in text
        or "論員" in text
        or "訊員" in text
        or "习生" in text
        or "習生" in text
        or "撰稿" in text
        or "专栏作" in text
        or "编译" in text
    )


def without_report(text: str) -> str:
    """Return a byline without what follows the names: 长沙报道, 文/图."""
    told = _VERB.sub("", text)
    return _PICTURES.sub("", text) if told == text else without_place(told)


def _names_in_front(text: str) -> list[str] | None:
    """Return the people named before the first role, beside the name of the paper; None where it is no byline."""
    text = _WROTE.sub("", text)
    if len(text) > 30 or any(sign in text for sign in "，。；：“”！？:"):
        return None
    words = re.split(r"[\s、,/／]+", text.strip(MARKS))
    return [word for word in words if is_person(word)] if len(words) > 1 or text.endswith((" ", "、")) else []


def _names(text: str, *, apart: bool) -> list[str] | None:
    """Return the names that a text consists of, none for a photographer's, None where it says something else.

    Without a blank before it, a name has to look like one.
    """
    stated = _PICTURES.sub("", text).strip(MARKS + "、，,；;:：/／")
    if not stated or "摄" in stated[-2:] or "攝" in stated[-2:]:
        return []
    names = (clean_names(stated) or "").split("、")
    if "·" in stated:
        names = [name for name in names if not DESK_NAMED.match(name)]
    if len(names) > 1 and names[-1] in PLACES:  # 記者江帆 台北
        del names[-1]
    if any(not _NAME.fullmatch(name) or name in WORDS for name in names):
        return None
    apart = apart or _SPACED.match(stated) is not None
    told = apart or not names or is_person(names[0]) or "·" in names[0] or len(names) > 1
    return names if told else None
