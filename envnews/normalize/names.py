"""Names of people as bylines and credits print them, joined by 、.

Organisations, pen names and editors' codes (李曦_NN2587, 黄忆南 PN269) stay as displayed, and so does 佚名, which a
page states. Accounts of the content system (admin, 管理员, bare numbers) name nobody. Photographers are no authors:
a name with 摄 or 图 alone is left out, one with 文/图 stays.
"""

from __future__ import annotations

import re
from functools import cache

from envnews.normalize.labels import ACCOUNTS, LABELS, POSTS, REPORTED_FROM, label_pattern
from envnews.normalize.text import clean, squash
from envnews.normalize.values import (
    before_next_field,
    is_placeholder_form,
    is_plain,
    is_sentence,
    is_unfilled,
    unwrap,
)
from envnews.patterns import compile_later

MAX_LENGTH = 500
"""Characters of a byline; what is longer is a text in which no names were marked off."""

_LONGEST_NAME = 40
_NOBODY = ACCOUNTS | {
    "superuser", "root", "test", "user", "editor", "webmaster", "本报", "报道", "報導", "网友", "網友", "图", "圖", "原创",
}  # fmt: skip
"""What stands where people are named, in the comparison form of `squash`, and names none."""
_GATHERED = ("综合整理", "综合报道", "综合编译")
"""How an outlet ends that has put a text together (临江财经综合整理)."""
_OWN = ("author", "editor")

_BORDER = r"\s、，,；;/／|｜&()（）"
_AT_START = rf"(?<![^{_BORDER}])"
_AT_END = rf"(?![^{_BORDER}:：])"
_SPACED_NAME = compile_later(rf"{_AT_START}([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![^{_BORDER}])")
_TEXT_AND_PICTURES = compile_later(
    rf"{_AT_START}(?:文[/／、]?[图摄圖攝]|[图圖][/／、]?文|(?:摄影|攝影)(?:报道|報道)){_AT_END}[:：]?"
)
_PHOTOGRAPHER = compile_later(
    rf"{_AT_START}(?:摄影|攝影|供图|供圖|图片|[图圖摄攝])\s?[/／:：|]\s?[^{_BORDER}]+"
    rf"|{_AT_START}[图圖]片?由[^{_BORDER}]{{2,12}}提供"
    rf"|{_AT_START}[^{_BORDER}]{{1,40}}?(?:[\s/／(（]{{0,2}}(?:摄影|攝影|[摄攝])|[\s/／(（]{{1,2}}(?:供图|供圖|[图圖]))"
    rf"(?=[\s、，,；;)）]|\Z)",
)
_REPORTER = compile_later(
    rf"(?:{_AT_START}《[^》]{{2,12}}》|{_AT_START}[\u4e00-\u9fff]{{1,10}}(?:报|报社|社|网|台|報|網|臺)|{_AT_START}[\u4e00-\u9fff]{{4,12}}?|本报|本网|本刊|本台|本報|本網)?\s?"
    r"(?:(?:特约|特派|见习|实习|首席|资深|高级|主任|视频|专刊|新媒体|全媒体|融媒体?|驻[\u4e00-\u9fff]{1,2}|特約|見習|實習)\s?){0,3}(?:记者|通讯员|实习生|特约撰稿人|記者|通訊員|實習生)(?![站团协節节會会])[:：]?",
)
# 林欣儀_台中
_PLACE = compile_later(
    rf"(?<=[\u4e00-\u9fff]{{2}})_(?:{'|'.join(sorted(REPORTED_FROM))}|連江|[台臺]灣)(?![\u4e00-\u9fff])"
)
_TAKEN = re.compile(r"(?<=.)(?:辑自|摘自|节选自|选自|编自|译自).*")
# 江帆（原刊于《临江文艺》）
_PRINTED = compile_later(r"(?<=.)\s?[（(]\s?原[刊载載][^（()）]*[）)]?")
_GATHERED_BY = compile_later(rf"{_AT_START}([\u4e00-\u9fff]{{2,3}})(?:{'|'.join(_GATHERED)}){_AT_END}")
# 江帆 微博: the link to an account beside a name
_ACCOUNT = re.compile(r"(?<=\S)\s+(?:官方)?(?:微博|博客)(?=$|[\s、，,；;/／|｜])")
_OTHER_ROLE = compile_later(
    r"(?<=[\u4e00-\u9fff])\s+(?:制图|校对|审核|责编|责任编辑|美编|监制|剪辑|统筹|策划|指导[老教]师)\s+[\u4e00-\u9fff].*"
)
# 江帆 摄影 何燕, 江帆 摄影何燕
_WITH_PHOTOGRAPHER = compile_later(
    r"(?<=[\u4e00-\u9fff])\s+(?:摄影|攝影)\s*(?![报報记記师師组組部])[\u4e00-\u9fff]{2,4}(?=\s*(?:\Z|[、，,；;]))"
)
# Shane Hart ，译者 夏雪
_TRANSLATOR = compile_later(
    rf"(?<=.)[\s，,、；;/／]+[译譯]者\s?[:：]?\s?[^{_BORDER}:：]+(?:[\s、，,][\u4e00-\u9fff]{{2,4}}(?=[\s、，,]|\Z))*"
)
# 江帆，系临江大学教授; 江帆，单位：临江大学
_OFFICE = compile_later(
    r"(?<=[\u4e00-\u9fff])[\s，,]+(?:分别系?|系|单位\s?[:：]|现[任为])[^；;]{3,60}(?=[；;]|\Z)"
)
# 江帆（临江大学教授）
_POST = compile_later(
    rf"(?<=[\u4e00-\u9fff]{{2}})[（(][^（()）]{{2,40}}(?:{POSTS}|大学|学院|研究[院所]|公司)[）)]"
)
# 江帆，临江大学教授, but neither 王大田，王小田主编 nor 办公室，临江大学教授
_NO_PERSON = "室科处局部站所会院办台网报社司组厅委队"
_POST_BEHIND = compile_later(
    rf"(?:(?<=\A[\u4e00-\u9fff]{{2}})|(?<=\A[\u4e00-\u9fff]{{3}}))(?<![{_NO_PERSON}])[，,]\s?"
    rf"[^，,、；;]*?(?:大学|学院|研究院|党校|报社?|公司|集团|协会|学会|[院局厅委所站社网])[^，,、；;]{{0,12}}(?:{POSTS})\Z"
)
# 0评论
_COUNT = compile_later(r"\d+\s?[条次]?(?:评论|阅读|浏览|点赞|回复|人气)")
_TEXT = re.compile(rf"{_AT_START}(?:文字?|撰文|整理|编译|編譯)(?=[{_BORDER}:：]|\Z)[:：]?")
_SEPARATOR = re.compile(r"[、，,；;/／|｜&▪•]")
_CHINESE_NAME = compile_later(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+")
# Most bylines are names and nothing else, without a letter of what is said of people (记者, 摄影, 文字, 整理).
_PLAIN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*")
_MARKED = re.compile("[摄攝图圖文者员員生人理译譯自对核编监辑筹划導导道]")
_CODE = re.compile(r"[A-Za-z_]*[0-9]+")

# 江帆 jiangfan@example.com
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# 江帆 0315-2288312, as trade portals print it behind their editors
_TELEPHONE = compile_later(r"\s*(?:电话\s?[:：]?\s*)?(?:0[0-9]{2,3}-[0-9]{7,8}|1[3-9][0-9]{9})(?![0-9])")
# 江帆 QQ:10001；Tel:010-88880000
_CONTACT = compile_later(r"[\s，,；;（(](?:QQ|ID|微信号?|电话|邮箱|Tel|E-?mail)\s?[:：].*", re.IGNORECASE)
# 羅明輝／綜合報導, 羅明輝／高雄、台南報導
_REPORTED = compile_later(
    rf"[/／]\s?(?:[\u4e00-\u9fff、]{{2,12}}|[\u4e00-\u9fff]{{2}}(?:\s[\u4e00-\u9fff]{{2}}){{1,3}})[報报][導导道]$|{_AT_START}[\u4e00-\u9fff]{{2,4}}[報报][導导道]{_AT_END}"
)
# 江帆 TEL, whose number stands in brackets behind it
_CONTACTS = ("TEL", "Tel", "QQ", "电话", "邮箱", "微信")
_CONTACT_LABEL = compile_later(r"(?<=[^\s，,；;])[\s，,；;]+(?:TEL|Tel|QQ|电话|邮箱|微信)$")
_ADDRESS = re.compile(r"[，,、]?\s?[（(]?https?://[\w./?=&%#-]*\s?[）)]?")
_CUT = re.compile(r"(?<=[\w·])[\s、,，]+[^\s、,，…]{1,12}…+(?=[\s、,，]|$)")
"""The last of several names, where a template cuts them."""
_BY = re.compile(r"by(?![a-z])[\s:：]*", re.IGNORECASE)
# 责编：林双 版权作品，未经书面授权，严禁转载
_RIGHTS = re.compile(
    r"[\s|｜/]*(?:版权|著作权|未经|返回\w{2,6}[，,]\s?查看|查看其它新闻|\w{2,4}领域创作者$|发自)"
)


def clean_names(text: str) -> str | None:
    """Return the names in their order joined by 、, None where nobody is named or the text is longer than a byline.

    >>> clean_names("本报记者 江帆 通讯员 朱智翔")
    '江帆、朱智翔'
    >>> clean_names("作者：John Smith，李　明"), clean_names("贵州省生态环境厅"), clean_names("文/张三 图/李四")
    ('John Smith、李明', '贵州省生态环境厅', '张三')
    >>> clean_names("江帆（临江大学教授）"), clean_names("江帆，临江大学教授"), clean_names("江帆 何燕，分别系临江大学教授、讲师")
    ('江帆', '江帆', '江帆、何燕')
    >>> clean_names("江帆（原刊于《临江文艺》）、何燕"), clean_names("临江财经综合整理"), clean_names("江帆综合整理")
    ('江帆、何燕', None, '江帆')
    >>> clean_names("江帆 何燕 指导老师 周宁"), clean_names("江帆 何晓…")  # cut by the template
    ('江帆、何燕', '江帆')
    >>> clean_names("（责任编辑：李曦_NN2587）"), clean_names("黄忆南 PN269"), clean_names("无"), clean_names("admin")
    ('李曦_NN2587', '黄忆南 PN269', None, None)
    """
    if len(text) <= 3 and is_plain(text) and text[-1] not in "摄攝图圖文":
        return None if text in _NOBODY else text
    text = _without_notes(text)
    if (plain := _plain_names(text)) is not None:
        return plain
    names, before = before_next_field(clean(text), *_OWN, "photographer"), None
    if len(names) > MAX_LENGTH or is_unfilled(names):
        return None
    while names != before:  # a label or bracket taken off may uncover the next
        before = names
        names = "、".join(_people(unwrap(names)))
    return names or None


def _plain_names(text: str) -> str | None:
    """Return the names of a text that is names and nothing else, as most bylines are, None where it may hold more."""
    if not _PLAIN_NAMES.fullmatch(text) or _MARKED.search(text):
        return None
    people = dict.fromkeys(text.replace(" ", "、").split("、"))
    return "、".join(people) if all(map(is_plain, people)) and _NOBODY.isdisjoint(people) else None


def _without_notes(text: str) -> str:
    """Return a byline without rights, addresses and contacts behind its names, and without By before them."""
    if "权" in text or "未经" in text or "查看" in text or "领域" in text or "发自" in text:
        text = _RIGHTS.split(text, maxsplit=1)[0]
    if "…" in text:
        text = _CUT.sub("", text)
    if " 【" in text:
        text = text.partition(" 【")[0]  # the label of the next field: 【作者】江帆 【时间】
    if "://" in text:
        text = _ADDRESS.sub("、", text)
    text = _without_contact(text)
    return _BY.sub("", text) if text[:2] in {"by", "By", "BY"} else text


def _without_contact(text: str) -> str:
    """Return a byline without mailbox, telephone and account of whom it names."""
    if "@" in text:
        text = _MAIL.sub("", text)
    if "-" in text or "1" in text:
        text = _TELEPHONE.sub("", text)
    if ":" in text or "：" in text:
        text = _CONTACT.sub("", text)
    return _CONTACT_LABEL.sub("", text) if text.endswith(_CONTACTS) else text


def _people(text: str) -> list[str]:
    text = before_next_field(text, *_OWN, "photographer")
    for hint, pattern, replacement in _rewrites():
        if hint.search(text):
            text = pattern.sub(replacement, text)
    people: dict[str, None] = {}
    for piece in _SEPARATOR.split(text):
        for name in _apart(piece.split()):
            if _is_name(name):
                people.setdefault(name)
    return list(people)


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST_NAME or not any(map(str.isalpha, text)) or is_sentence(text):
        return False
    if (text[:1] == "《" and text[-1:] == "》") or _COUNT.fullmatch(text):  # a paper or a book
        return False
    form = squash(text)
    return form not in _NOBODY and not form.endswith(_GATHERED) and not is_placeholder_form(form)


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """Return what is rewritten in bylines: characters of which it holds one, its pattern, and what stands there then."""
    labels = compile_later(
        rf"{label_pattern(*_OWN)}\s?[:：/／]|{_AT_START}{label_pattern(*_OWN)}(?![^{_BORDER}])"
    )
    last_letters = "".join({label[-1] for field in _OWN for label in LABELS[field]})
    return tuple(
        (re.compile(f"[{hint}]"), pattern, replacement)
        for hint, pattern, replacement in (
            ("_", _PLACE, ""),
            ("自", _TAKEN, ""),
            ("刊载載", _PRINTED, ""),
            ("综", _GATHERED_BY, r"\1"),
            ("博", _ACCOUNT, ""),
            ("图对核编监辑筹划师", _OTHER_ROLE, ""),
            ("影", _WITH_PHOTOGRAPHER, ""),
            ("译譯", _TRANSLATOR, ""),
            ("系单任为", _OFFICE, ""),
            ("授员任长席士师者委编记学司院所生", _POST, "、"),
            ("授员任长席士师者委编记生", _POST_BEHIND, ""),
            (r"\s", _SPACED_NAME, r"\1\2"),
            ("文图圖摄攝", _TEXT_AND_PICTURES, "、"),
            ("图圖摄攝", _PHOTOGRAPHER, "、"),
            ("者员人生員", _REPORTER, "、"),
            (last_letters, labels, "、"),
            ("文理译譯", _TEXT, "、"),
            ("導导道", _REPORTED, "、"),
        )
    )


def _apart(words: list[str]) -> list[str]:
    """Return the names among words that blanks separate: Chinese names apart, all else with what it follows."""
    names: list[str] = []
    previous = ""
    for word in words:
        if names and not _begins_name(previous, word):
            names[-1] += f" {word}"
        else:
            names.append(word)
        previous = word
    return [unwrap(name) for name in names]


def _begins_name(previous: str, word: str) -> bool:
    if _CHINESE_NAME.fullmatch(word):
        return bool(_CHINESE_NAME.fullmatch(previous)) or previous.isascii()
    return bool(_CHINESE_NAME.fullmatch(previous)) and word.isascii() and not _CODE.fullmatch(word)
