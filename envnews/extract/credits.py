"""Read who wrote, edited and first published a text from the text's own edges.

Besides the meta line, Chinese news name people in a byline above the text (本报记者 王乐文 方敏), in the
dateline (（记者宋晨）), and in credits below it (责任编辑：宋岩, （编辑：文静）, 来源：中国青年报).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.normalize import clean_names, clean_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST: Final = 160
"""Characters of a line that can be a credit."""

_NAME: Final = r"[\u4e00-\u9fff·]{2,4}"
_SPACED: Final = r"[\u4e00-\u9fff][\s\u3000]{1,2}[\u4e00-\u9fff]"
_PEOPLE: Final = rf"(?:{_SPACED}|{_NAME})(?:\s*[、，,\s]\s*(?:{_SPACED}|{_NAME})(?![\u4e00-\u9fff])){{0,7}}"
_OUTLET: Final = r"(?:[\u4e00-\u9fff·A-Za-z]{0,14}?)"
_REPORTER: Final = (
    r"(?:本报|本网|特约|见习|实习|全媒体|首席|通讯员|本報|特約)?(?:记者|記者)(?![站团协节会从在了获注])"
)

_EDITOR: Final = re.compile(
    r"(?:责任编辑|責任編輯|责\s?编|責編|值班编辑|网络编辑|编\s?辑|編輯|编审|编校|选稿)\s*[:：|｜丨/／]\s*([^（）()【】\[\]|｜\n:：]{1,40})",
)
_AUTHOR: Final = re.compile(
    r"(?:作\s?者|撰文|撰稿|^\W{0,2}文|[（(]文)\s*[:：|｜丨/／]\s*([^（）()【】\[\]|｜\n:：]{1,60})"
)
_SOURCE: Final = re.compile(
    r"(?<!图片)(?<!视频)(?<!数据)(?:来\s?源于?|來源)\s*[:：|｜丨/／]\s*([^|｜\n:：]{2,40})"
)
_DATELINE: Final = re.compile(
    rf"[（(〔【]\s*{_OUTLET}{_REPORTER}\s*[:：]?\s*({_PEOPLE})[^（()）〔〕【】]{{0,30}}[）)〕】／/]",
)
# What a wire's dateline ends in: the day, 电, and the reporter in brackets.
_WIRE: Final = re.compile(rf"^.{{2,30}}(?:电|電|讯|訊|消息)\s*[（(]\s*({_PEOPLE})\s*[）)]")
_WIRE_SIGNS: Final = ("电", "電", "讯", "訊", "消息")
_OWN_LINE: Final = 40
"""Characters of a first line that is nothing but a byline."""
_BYLINE: Final = re.compile(
    rf"^[\s□■○●◎◇◆（(【\[]*{_OUTLET}\s?{_REPORTER}\s*[:：]?\s*({_PEOPLE})\s*(?:通讯员\s*({_PEOPLE}))?(?:\s*来源.*|\s+(?:[\u4e00-\u9fff]{{0,6}}编辑|摄影|图|摄|整理).*)?\s*[）)】\]]?(?:文[/／]?[图摄]|文|整理|报道|摄影报道)?$",
)
_SIGNATURE: Final = re.compile(
    rf"[（(]\s*(?P<role>文/图|图/文|文图|图文|文|作者|通讯员|撰稿|供稿)?\s*[:：/]?\s*(?P<people>{_PEOPLE})\s*[）)]\s*$",
)
_NEXT_LABEL: Final = re.compile(
    r"\s*[（(【\[]?(?:责任编辑|责编|编辑|作者|来源|审核|校对|摄影|监制|文字|摄|供稿|发布时间|时间|日期|点击|浏览|阅读|评论|图片编辑|视觉|制图|版面编辑|审读|值班编委)\s*(?:[:：|｜丨/／].*)?$"
)
_LABEL_ENDS: Final = tuple(":：|｜丨")
_LAST_WORD: Final = re.compile(r"[\s，,；;、]+[\u4e00-\u9fff/]{1,6}\s*$")
# 编辑 唐峥, 每经编辑 文多
_BARE_EDITOR: Final = re.compile(
    rf"(?:^|[\s　（(【])(?:[\u4e00-\u9fff]{{0,6}})(?:责任编辑|责编|编辑|編輯)[\s　]+((?:{_SPACED}|{_NAME})(?:[、，,]{_NAME}){{0,3}})(?=$|[\s　）)】])"
)
# 中心部长、研究员徐占忱: who is named with office comes last.
_WITH_OFFICE: Final = re.compile(
    r"^.{4,}(?:研究员|评论员|教授|部长|院长|所长|主任|局长|厅长|处长|会长|主席|书记|博士|院士|工程师|记者|律师|委员)\s?([\u4e00-\u9fff]{2,3})$",
)
# The 100 most frequent surnames cover some 85 % of the population; the rest are left to labelled bylines.
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金"
    "席章葛柯阮聂耿焦卓翁齐梅庄辛祝涂谷舒詹邢骆岳符柴裴翟鲍霍蓝庞樊倪殷俞纪鲁苗屈闫宫佘靳蒲凌穆艾冉丛尤娄褚卜栾鞠晏仇滕臧匡戚禤邝牟敖覃岑缪佟隋郁冼迟"
    "邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚易",
)
_COMPOUND: Final = frozenset(
    {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "令狐",
        "司徒",
        "皇甫",
        "东方",
        "慕容",
        "尉迟",
        "公孙",
        "范姜",
        "宇文",
        "端木",
    }
)
# Words of menus and bylines that begin like names.
_WORDS: Final = frozenset(
    {
        "武汉", "江西", "江苏", "江南", "江北", "江门", "江河", "黄山", "黄河", "黄金", "黄海", "金融", "金华", "金属", "金牌", "高校", "高考", "高清", "高级",
        "高端", "高层", "高温", "高速", "高铁", "方法", "方案", "方向", "方便", "方正", "白银", "白天", "石油", "石化", "石家庄", "温州", "常州", "常德", "常务",
        "常识", "万州", "万元", "顾问", "顾客", "贺州", "雷州", "雷达", "雷雨", "龙岩", "龙江", "段落", "苏州", "唐山", "徐州", "许昌", "许多", "许可", "郑州",
        "邓州", "曹县", "谢谢", "罗马", "周刊", "周报", "周边", "周末", "于都", "于是", "任务", "任命", "陈述", "董事", "董事会", "田径", "田园", "武警", "武术",
        "康复", "康养", "史料", "史志", "施工", "施策", "洪水", "洪涝", "林业", "林草", "林木", "马上", "曾经", "何时", "何以", "余额", "叶片", "程序", "程度",
        "韩国", "宋体", "汪洋", "龙头", "孔子", "焦点", "凌晨", "章程", "齐鲁", "纪检", "纪委", "蓝天", "梅州", "桂林", "岳阳", "焦作", "谷歌", "卓越", "祝福",
        "鲁迅", "符合", "毛利", "段子", "路透", "钱江", "沈阳", "沈北", "梁山", "胡同", "张家口", "张家界", "马鞍山", "马拉松", "白皮书", "金台", "方志", "钟声",
        "秦皇岛", "秦岭", "安徽", "施政", "夏季", "侯马", "孟州", "常态", "康体", "金秋", "高原", "高新区", "高新", "石材", "石景山", "黄浦", "黄埔", "罗湖",
        "徐汇", "杨浦", "江宁", "江夏", "江干", "江岸", "孙子", "任意", "任职", "方言", "方圆", "史记", "汤圆", "戴帽", "尹家", "万象", "万科", "万里",
    },
)  # fmt: skip


def find_editor(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the editors named by the first line that names any, and that line.

    >>> find_editor(["（编辑：严玉洁 王辉）"])
    ('严玉洁、王辉', '（编辑：严玉洁 王辉）')
    """
    lines = tuple(lines)
    return _first(_EDITOR, lines) or _first(_BARE_EDITOR, lines)


def find_author(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the author credited at the edge of a text, and the line that does it.

    >>> find_author(["作者：上官云 宋宇晟"])
    ('上官云、宋宇晟', '作者：上官云 宋宇晟')
    >>> find_author(["中青报·中青网记者 魏其濛 来源：中国青年报"])[0]
    '魏其濛'
    >>> find_author(["（本文来源：经济日报 作者：中国国际经济交流中心部长、研究员徐占忱）"])[0]
    '徐占忱'
    """
    lines = [line for line in lines if len(line) <= LONGEST]
    for line in lines:
        byline = _BYLINE.match(line) if "记者" in line or "記者" in line else None
        if byline:
            names = clean_names("、".join(filter(None, byline.groups())))
            if names:
                return names, line
    return _first(_AUTHOR, lines)


def find_reporters(paragraphs: Sequence[str]) -> tuple[str, str] | None:
    """Return the reporters named in the dateline of the first paragraphs or in brackets at the very end.

    >>> find_reporters(["新华社北京4月24日电 （记者宋晨、胡喆）中拉航天合作论坛开幕。"])[0]
    '宋晨、胡喆'
    >>> find_reporters(["会议在省会召开。", "会议还研究了其他事项。（张巨峰）"])[0]
    '张巨峰'
    """
    if not paragraphs:
        return None
    for paragraph in paragraphs[:4]:
        if dateline := _dateline(paragraph):
            return dateline
    end = paragraphs[-1][-60:]
    found = _DATELINE.search(end) or _SIGNATURE.search(end)
    if found is None:
        return None
    people = found["people"] if "people" in found.re.groupindex else found[1]
    names = clean_names(people)
    named = "role" not in found.re.groupindex or found["role"] is not None
    if names and (named or all(map(is_person, names.split("、")))):
        return names, found[0]
    return None


def _dateline(paragraph: str) -> tuple[str, str] | None:
    """Return the people named in brackets behind place and day, or in a first line of their own."""
    if "记者" in paragraph or "記者" in paragraph:
        found = _DATELINE.search(paragraph[:80])
        if found is None and len(paragraph) <= _OWN_LINE:
            found = _BYLINE.match(paragraph)
        if found and (names := clean_names("、".join(filter(None, found.groups())))):
            return names, found[0]
    wire = _WIRE.match(paragraph) if any(sign in paragraph[:40] for sign in _WIRE_SIGNS) else None
    if wire and all(is_person(name) for name in (clean_names(wire[1]) or "/").split("、")):
        return clean_names(wire[1]) or "", wire[0]
    return None


def find_source(lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the source credited at the edge of a text, and the line that does it.

    >>> find_source(["本文来源：中国新闻网 作者：李金磊 责任编辑：NF055"])[0]
    '中国新闻网'
    """
    for line in lines:
        found = _SOURCE.search(line) if ("来" in line or "來" in line) and len(line) <= LONGEST else None
        if found:
            name = clean_source(_before_next_label(line, found))
            if name:
                return name, line
    return None


_FROM: Final = re.compile(
    r"^[（(\s]*(?:本文|文章|内容|稿件)(?:来自|转自|转载自|首发于)\s*(?:微信)?(?:公众号)?\s*[:：]\s*([^|｜\n:：，,。；;]{2,30})"
)


def find_origin(line: str) -> tuple[str, str] | None:
    """Return the medium from which a text's first or last line says that it was taken, and the line.

    >>> find_origin("本文来自微信公众号：棱镜水务，作者：余晓，头图来自：视觉中国")[0]
    '棱镜水务'
    """
    found = _FROM.match(line) if "自" in line or "首发" in line else None
    name = clean_source(found[1]) if found else None
    return (name, line) if name else None


def is_person(name: str) -> bool:
    """Return whether a name of two or three characters begins with one of the most frequent surnames."""
    if name[:2] in _COMPOUND:
        return len(name) in {3, 4}
    return len(name) in {2, 3} and name[0] in _SURNAMES and name not in _WORDS


def _before_next_label(line: str, found: re.Match[str]) -> str:
    """Return what a credit says, without the label of the next one (罗倩 of 文：罗倩 图：王晨)."""
    stated = found[1]
    if line[found.end(1) : found.end(1) + 1] in _LABEL_ENDS:
        stated = _LAST_WORD.sub("", stated)
    return _NEXT_LABEL.sub("", stated).strip()


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> tuple[str, str] | None:
    for line in lines:
        found = pattern.search(line) if len(line) <= LONGEST else None
        if found:
            stated = _before_next_label(line, found)
            office = _WITH_OFFICE.match(stated)
            names = office[1] if office else clean_names(stated)
            if names:
                return names, line
    return None
