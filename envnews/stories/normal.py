"""The normal form in which texts of different portals are compared.

Two reprints of one article differ in characters (traditional, full width), in punctuation, spaces and line breaks, in
numerals and digits, in the dateline before the text and the credits behind it, and in advertising put between. The
normal form has none of these: it is the sequence of the text's runs, each the letters, ideographs and digits between
two punctuation marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from operator import ne

from envnews.patterns import compile_later
from envnews.stories.layout import flowing, without_gaps
from envnews.stories.numerals import with_digits
from envnews.stories.simplified import simplified

_RUN = re.compile(r"[^\W_]+(?:\.\d+)*")
"""Letters, ideographs and digits; a point between digits belongs to the number."""

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．\u2080-\u2089\u2150-\u218f\u2460-\u24ff\u3200-\u33ff]")
"""What NFKC changes within a run: full-width letters and digits, ₂, ①, Ⅲ, ㎡. Punctuation is dropped anyway."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_CLASS = re.compile(rf"(?<![a-z])(?:{'|'.join(_ROMAN)})(?=[类级])")
"""III类 as Ⅲ类: a number, which a letter more would not make another one of."""

_ROMAN_SIGNS = str.maketrans({chr(0x215F + number): str(number) for number in range(1, 13)})

_UNITS = {
    "mg/l": "毫克/升",
    "mg/m3": "毫克/立方米",
    "ug/m3": "微克/立方米",
    "μg/m3": "微克/立方米",
    "mg/": "毫克/",
    "km²": "平方公里",
    "m³": "立方米",
    "m²": "平方米",
    "μg": "微克",
    "µg": "微克",
}
"""Units as texts spell them out."""

_SIGNS_OF_UNITS = frozenset("/²³μµ")
"""One of them stands in each unit, and a character is looked for ten times faster than two."""

_THOUSANDS = re.compile(r"[,，](?<=\d.)(?=\d{3}(?!\d))")
"""It begins with the comma, not with what stands before it: so it is looked for in half the time."""

_CLOCK = re.compile(r"[:：](?<=\d.)(?=[0-5]\d(?!\d))")
"""10:30 as 10时30."""

_DATELINE = re.compile(
    r"^[ \u3000\t]*(?:[【\[〔（(][^】\]〕）)\n]{1,30}(?:讯|电|消息|报道|报导)[】\]〕）)]"
    r"|[^\n，。！？；,;!?：:]{0,24}?(?:社|报|网|台|刊|端|日)[^\n，。！？；,;!?：:]{0,20}?"
    r"(?:讯(?![息号问道飞])|(?<=日)电|电(?=[\s（(])|消息(?=[\s，,：:（(]))"
    r"(?:[ \u3000]*[（(][^）)\n]{0,60}[）)])?)",
    re.MULTILINE,
)
"""新华社上海11月30日电, 本报讯（记者 叶婉）, 〔記者巫其倫／台北報導〕: says who printed the text, not what it says."""

_HEAD = 400
"""Characters among which a dateline stands; headings may stand before it."""

_CREDIT = re.compile(
    r"[\s【\[（(〔>》*—-]*(?:"
    r"(?:(?:责任|值班|本期|特约|网络|文字)?编辑|责编|编审|[初复终]审|审核|审签|校对|监制|制作|作者|(?:本[报网]|特约)?记者|通讯员|供稿|撰稿"
    r"|(?:信息|文章|稿件|图片|文字|新闻|转载)?来源|稿源|转自|转载自|摘自|原标题|原文(?:链接|标题|出处)|(?:免责|版权|特别|郑重)?声明"
    r"|发[布稿](?:时间|日期|机构)|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:次数|数|量)|字号|字体|打印|关闭|上一[篇条]|下一[篇条]"
    r"|分享到?|联系邮箱|投稿邮箱|相关(?:阅读|链接|新闻|文章))(?:[\s:：】\]）)]|$)"
    r"|完[）)】\]]|本文(?:转|来源|系|由)|版权所有|未经[^，。]{0,6}授权|转载请|更多(?:精彩|内容|资讯)|扫一扫|扫码|长按|欢迎关注|关注我们"
    r")"
)
"""How a line of credits, notices and buttons begins."""

_CREDIT_LENGTH = 80
"""Characters of such a line at most; a longer one is text."""

_PICTURE = re.compile(r"\s*[▲△▼]?\s*(?:图片?|文字?|图文)[/／|｜丨]")
"""图/成都发布: who took the picture."""

_BEFORE_TEXT = re.compile(
    r"\s*(?:[【\[（(〔][^】\]）)〕]*[】\]）)〕]|(?:本[报网]|特约)?(?:记者|通讯员)[\s:：]).{9,}。", re.DOTALL
)
"""A credit in the line of a short text's first sentence: （通讯员 王晶）近日，溱湖飞来6只震旦鸦雀。"""

_ACCOUNT = (
    r"(?:微信)?公众号[：:]\s*(?:[A-Za-z][A-Za-z0-9_-]{1,19}|[\u4e00-\u9fff]{2,10})"
    r"|(?:微信|QQ)号?[：:]\s*[A-Za-z0-9_-]{4,20}"
)
"""An account: digits behind a name in ideographs are the text's."""

_ADVERTISING = tuple(
    (signs, compile_later(pattern))
    for signs, pattern in (
        (("http",), r"https?://[\w./?=&%#~:@+-]+"),
        (("www.",), r"(?<![\w.])www\.[\w./-]+"),
        (("@",), r"[A-Za-z0-9_.-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+"),
        (
            ("广告", "推广", "推荐阅读", "点击", "扫码", "公众号"),
            (
                r"[（(【\[]"
                r"(?:广告|推广|推荐阅读|点击[^）)】\]\n]{0,12}|扫码[^）)】\]\n]{0,12}"
                r"|[^）)】\]\n]{0,8}公众号[^）)】\]\n]{0,20})[）)】\]]"
            ),
        ),
        (
            ("点击", "扫码关注", "长按识别"),
            (
                r"(?:[>＞]{2,}\s*)?(?:更多(?:内容|详情|精彩)[，,]?\s*)?"
                r"(?:请?点击(?:阅读|查看|进入)|扫码关注|长按识别)[\u4e00-\u9fff]{0,6}"
            ),
        ),
        (("公众号", "微信", "QQ"), _ACCOUNT),
    )
)
"""Advertising tokens of a recognisable form, each with words of which one stands in it: to look for the form in a text
without any takes longer than all the rest. Other advertising is told by its place: it is only ever put between."""

_ADVERTISED = re.compile("|".join(sorted({sign for signs, _ in _ADVERTISING for sign in signs})))
"""Whether any of them does, in one look at the text."""

_CLOSING = tuple("）)】]〕")
_REMARK = re.compile(
    r"[（(【\[〔][^（(【\[〔）)】\]〕\n]{0,10}(?:略|完|[待下]续|续完|删节|节选|摘编|来源[^（(\n]{0,20})[）)】\]〕]$"
)
"""（全文略）, （有删节）: of how much was printed."""

_ORDINAL = re.compile(r"[ \u3000\t]*(?:\d{1,2}[.．、](?!\d)|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[①-⑳])")
"""The number of a paragraph: who leaves one out numbers the others anew."""

_ORDINAL_WITHIN = re.compile(r"([。；;！？”]) ?\d{1,2}[.．、](?!\d)")
"""The same where paragraphs were merged."""

_TRADITIONAL = 20
"""One character in so many is written otherwise in a traditional text; in fact, one in three."""


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A headline and a text as they are compared. Two texts of one `text` are the same but for their form.

    Attributes:
        headline: The headline's runs without anything between them.
        runs: The runs of the text.
        converted: Whether the text was in traditional characters: words may differ then that mean the same.
    """

    headline: str
    runs: tuple[str, ...]
    converted: bool = False

    @property
    def text(self) -> str:
        """The runs without anything between them."""
        return "".join(self.runs)


def normal_form(headline: str, text: str) -> NormalForm:
    r"""Return the normal form of an article.

    >>> normal_form("水质月报", "本报讯（记者 江帆）7月，全省Ⅲ类水质断面占９１．７％。\n（責任編輯：林一）")
    NormalForm(headline='水质月报', runs=('7月', '全省3类水质断面占91.7'), converted=False)
    """
    proper = body_proper(text)
    simple = simplified(proper)
    return NormalForm(
        "".join(runs_of(headline)), tuple(runs_of(simple, simple=True)), _was_traditional(proper, simple)
    )


def _was_traditional(text: str, simple: str) -> bool:
    """Return whether a text is in traditional characters, rather than with one of them in a name: 乾清宫."""
    if text == simple:
        return False
    return len(text) != len(simple) or _TRADITIONAL * sum(map(ne, text, simple)) > len(text)


def runs_of(text: str, *, simple: bool = False) -> list[str]:
    """Return the runs of a text in simplified characters, which it has already if `simple`, half width and lower case."""
    if not simple:
        text = simplified(text)
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text.translate(_ROMAN_SIGNS))
    if "," in text or "，" in text:
        text = _THOUSANDS.sub("", text)
    if ":" in text or "：" in text:
        text = _CLOCK.sub("时", text)
    text = with_digits(without_gaps(text.lower()))
    if any(sign in text for sign in _SIGNS_OF_UNITS):
        for sign, unit in _UNITS.items():
            text = text.replace(sign, unit)
    if ("i" in text or "v" in text) and any(sign in text for sign in ("i类", "v类", "i级", "v级")):
        text = _CLASS.sub(lambda found: str(_ROMAN.index(found[0]) + 1), text)
    return _RUN.findall(text)


def body_proper(text: str) -> str:
    """Return a text without the lines of credits around it, its dateline, and advertising of a known form."""
    lines = flowing(text)
    first, last = 0, len(lines)
    while last and _is_credit(lines[last - 1]):
        last -= 1
    while first < last and _is_credit(lines[first]):
        first += 1
    if first == last:  # nothing but credits: then they are the text
        return text
    kept = "\n".join([_without_ordinal(line) for line in lines[first:last]])
    kept = _ORDINAL_WITHIN.sub(r"\1", kept)
    dateline = _DATELINE.search(kept, 0, _HEAD)
    if dateline:
        kept = f"{kept[: dateline.start()]}\n{kept[dateline.end() :]}"
    if _ADVERTISED.search(kept):
        for signs, form in _ADVERTISING:
            if any(sign in kept for sign in signs):
                kept = form.sub("\n", kept)
    return _REMARK.sub("", kept) if kept.endswith(_CLOSING) else kept


def _without_ordinal(line: str) -> str:
    found = _ORDINAL.match(line)
    return line[found.end() :] if found else line


def _is_credit(line: str) -> bool:
    if len(line) > _CREDIT_LENGTH:
        return False
    if not line.strip() or _PICTURE.match(line):
        return True
    return bool(_CREDIT.match(simplified(line)) and not _BEFORE_TEXT.match(line))
