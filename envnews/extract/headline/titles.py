"""Read the title element of a page: the headline, and the names of column, paper and site around it."""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.people.outlets import is_outlet
from envnews.normalize import begin_apart, clean, squash
from envnews.patterns import compile_later

# Begun with one class of characters, for which `re` leaps: _ -- —— | » :: and a single dash or point between blanks.
_SEPARATORS: Final = re.compile(
    r"[-_—|｜丨:»\s](?:(?<=_)_*|(?<=-)-+|(?<=—)—+|(?<=[|｜丨»])|(?<=:):|(?<=\s)[-–—·]\s|(?<=\s)-(?=[\u4e00-\u9fff]{2,8}$))\s*"
)
# 江水东流的一天—新闻—临江网
_DASHED: Final = compile_later(
    r"(?<=[^—]{6})—(?:[\u4e00-\u9fff]{2,6}—)?[\u4e00-\u9fff]{2,8}(?:网|频道|在线)$"
)
_POWERED: Final = re.compile(r"\W*powered by [\w!. ]+$", re.IGNORECASE)
SITE: Final = re.compile(
    r"(?:厅|廳|局|部|委员会|委員會|政府|网站?|(?:資訊|入口|新聞)網|網站|首頁|中心|频道|在线|门户|首页|详情页?|内容页|正文|(?<![\u4e00-\u9fff])显示|无标题文档)$"
    r"|^(?:谢谢您?|感谢您?|欢迎您?)(?:访问|光临|浏览)"
)
_HOUSE: Final = re.compile(
    r"(?:大学|大學|学院|學院|学校|學校|医院|醫院|协会|協會|学会|學會|图书馆|圖書館|研究院|研究所|基金会|基金會|公司|集团)$"
)
"""Ends of names of houses, which headlines have as well; two of them with a hyphen between them are a site."""
_SITE_BEHIND: Final = re.compile(r"(?:网站?|官网|门户)$")
_SLIDE: Final = re.compile(
    r"(?<=.{4})\s*[（(]\s?(?:1\s?/\s?\d{1,3}|\d{1,2}\s?/\s?(?:[4-9]|\d{2,3}))\s?[）)]$"
)
"""The number of the first slide of several."""
FULL_DAY: Final = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}"
"""A day with its year as pages print it, a last 日 left out."""
DATE: Final = re.compile(FULL_DAY + r"\s?日?(?:\s{0,3}\d{1,2}:\d\d(?::\d\d)?)?")
"""A day with its year, and the time of day behind it."""
MOMENT: Final = re.compile(
    rf"[^\d:：，。]{{0,16}}{FULL_DAY}\s?日?\s*(?:HKT )?\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?"
    r"(?!\s?[-—–~～至到])(?!.*(?:回[复覆應应]|举报))(?:\D[^，。]{0,40})?$"
)
"""Day and time with no more than a name beside them, of publication: documents are signed with a day, events last."""
_DAY_BEHIND: Final = re.compile(
    r"\s*[（(\[【]\s*(" + FULL_DAY + r"\s?日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?)\s*[）)\]】]$"
)
_FOOTNOTE: Final = compile_later(r"[\[［【〔](?:\d{1,2}|注)[\]］】〕]|\*{1,3}|[①-⑨]")
"""The mark of a note on the whole document, behind its title."""
_DAY_ALONE: Final = compile_later(r"\s*" + FULL_DAY + r"\s?日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?")
# 临江日报数字报-护一江清水东流
_PAPER_FIRST: Final = re.compile(r"[\u4e00-\u9fff]{2,12}(?:报|报纸|在线|频道)\s?[-－]\s?(?=.{4})(.*)$")
# How official documents are named; long names are broken into lines.
_DOCUMENT: Final = re.compile(
    r"关于.+(?:决议|决定|通知|公告|通告|意见|办法|规定|批复|函|通报|公示|条例|方案|报告|规划|细则|议案)$"
)
_SITE_NAME: Final = 24
"""Characters of the longest name of a site."""
_COLUMN_NAME: Final = 8
_BROKEN: Final = 4
"""Characters of the shortest line of a headline that is broken."""
LONGEST_DAY: Final = 21
"""Characters of day and time of publication in brackets, which may stand behind a headline."""
_ELLIPSIS: Final = re.compile(r"(?:…+|\.{3,})$")
_CUT_OFF: Final = ("…", "...")
"""Ends of what `_ELLIPSIS` finds."""
_BEFORE_NAME: Final = ("_", "-", "—", "–", "|", "｜", "·", ">", "»")
_JOINTS: Final = ("——", "--", "_", "|", "｜", " - ", " – ")
"""Marks that join nothing but the site's name to a headline."""
_MARK: Final = re.compile(r"[|｜│_-]")
_HYPHENS: Final = ("-", "—", "–")
"""Those that do where the name is a site's, and part the names of an office and its report else (临江市水务局-年度报告)."""
_COLUMN: Final = 12
"""Characters of the longest name of a column before the headline."""
_HEADLINE: Final = 7
"""Characters of the shortest headline before a bare hyphen; columns are mostly called in fewer."""
_BRACKETED: Final = re.compile(r"^[\[【]([^\]】]{2,12})[\]】]\s*")


def strip_site_name(title: str) -> str:
    """Return a title without the names of column and site around the headline.

    >>> strip_site_name("生态环境部一周要闻（4.10-4.16）_中华人民共和国生态环境部")
    '生态环境部一周要闻（4.10-4.16）'
    >>> strip_site_name("明日股市预测--最新出炉报告：2019年全球经济增长率降至2.3%")
    '最新出炉报告：2019年全球经济增长率降至2.3%'
    >>> strip_site_name("沿江排污口整治尴尬—新闻—临江网"), strip_site_name("河长不“空” 水清有人管 松涛江网")
    ('沿江排污口整治尴尬', '河长不“空” 水清有人管')
    >>> strip_site_name("沿江环境执法再加力 筑牢生态安全网"), strip_site_name("水务改革走过十年 城乡供水一张网")
    ('沿江环境执法再加力 筑牢生态安全网', '水务改革走过十年 城乡供水一张网')
    >>> strip_site_name("鱼鳔是什么_全国首家青少年海洋科普网站,海洋欢乐谷,海洋科普,海洋书籍")
    '鱼鳔是什么'
    """
    title = clean(title)
    if "owered" in title:
        title = _POWERED.sub("", title)
    if "—" in title:
        title = _DASHED.sub("", title)
    parts = [part.strip() for part in _SEPARATORS.split(title) if part.strip()]
    if not parts:
        return ""
    # Site names are short and come last; the first part is the headline unless a later one is far longer.
    longest = max((parts[0], *(part for part in parts[1:] if part.count(",") < _LISTED)), key=len)
    head, _, last = parts[0].rpartition(" ")
    if len(parts) == 1 and len(head) >= _BEFORE_BLANK and _BLANK_BEFORE.fullmatch(last):
        return head
    name = longest if len(longest) > 2 * len(parts[0]) else parts[0]
    paper = _PAPER_FIRST.match(name)
    return paper[1] if paper else name


_LISTED: Final = 3
"""Commas that make the last part of a title a list of the site's words; headlines have full-width ones."""
_BEFORE_BLANK: Final = 8
"""Characters of the shortest headline that a blank alone parts from the site's name."""
# 筑牢生态安全网, 织密防护网 and 城乡一张网 end headlines.
_BLANK_BEFORE: Final = re.compile(
    r"(?![织筑构打编撑建铺布破守拉])[\u4e00-\u9fff]{2,6}(?:新闻|门户)?(?<![全护张管电联障责测控铁路热渔笼])网"
)
_APART: Final = re.compile(r"\s*(?:_+|[|｜丨]|\s[-–—·]\s)\s*")


def with_subtitle(title: str) -> str:
    """Return the first part of a title with the subtitle that two dashes join to it, nothing where there is none.

    >>> with_subtitle("一江清水向东流——临江治水记_临江网"), with_subtitle("一江清水向东流_临江网")
    ('一江清水向东流——临江治水记', '')
    """
    if "——" not in title and "--" not in title:
        return ""
    return _APART.split(title, maxsplit=1)[0]


def first_part(title: str) -> str:
    """Return what stands before the first mark that parts a title.

    >>> first_part("公示_临江市生态环境局"), first_part("公示")
    ('公示', '公示')
    """
    return _SEPARATORS.split(title, maxsplit=1)[0].strip()


def long_first_part(title: str) -> str:
    """Return the first part of a title where it is too long for the name of a column, nothing else.

    >>> long_first_part("全省入海排污口整治现场会召开 - 临江在线"), long_first_part("通知公告_临江在线")
    ('全省入海排污口整治现场会召开', '')
    """
    first = first_part(title)
    return first if len(first) > _COLUMN and first != title else ""


def last_part(title: str) -> str:
    """Return what stands behind the last mark that may join a name to a title, nothing where there is none.

    >>> last_part("全市排查排污口-水质-临江在线"), last_part("全市排查排污口")
    ('临江在线', '')
    """
    return _MARK.split(title)[-1].strip() if _MARK.search(title) else ""


def without_name(title: str, site: str) -> str:
    """Return a title without the site's name that a mark joins to either end of it.

    >>> without_name("临江市人民政府网——全市排查排污口", "临江市人民政府网"), without_name("全市排查排污口_临江网", "临江网")
    ('全市排查排污口', '全市排查排污口')
    >>> without_name("临江网改版公告", "临江网"), without_name("临江网", "临江网")
    ('临江网改版公告', '临江网')
    >>> without_name("临江市水务局 2022年度部门决算", "临江市水务局"), without_name("临江市-清水市高铁开通", "临江市")
    ('临江市水务局 2022年度部门决算', '临江市-清水市高铁开通')
    """
    if not site or len(title) <= len(site):
        return title
    joints = (*_JOINTS, *_HYPHENS) if _SITE_BEHIND.search(site) else _JOINTS
    for joint in joints:
        if title.startswith(site + joint):
            return title[len(site + joint) :].strip() or title
        if title.endswith(joint + site):
            return title[: -len(joint + site)].strip() or title
    return title


def site_name(title: str) -> str:
    """Return the last part of a title where it names a site, else nothing.

    >>> site_name("白石镇开展“清四乱”行动-白石镇人民政府"), site_name("白石镇开展“清四乱”行动")
    ('白石镇人民政府', '')
    """
    first, _, last = title.replace("_", "-").replace("|", "-").rpartition("-")
    name = last.strip()
    return name if first and len(name) > 2 and SITE.search(name) else ""


def bare_title(title: str) -> str:
    """Return a title without the site's name that it ends with, nothing where it names none.

    >>> bare_title("臭氧污染防治 | 临江召开推进会_临江市人民政府"), bare_title("临江召开推进会")
    ('臭氧污染防治 | 临江召开推进会', '')
    """
    return title.removesuffix(site_name(title) or title).rstrip(" -_|")


def without_ellipsis(text: str) -> str:
    """Return a title or line without the mark with which a template has cut it off.

    >>> without_ellipsis("全省排查入海排…"), without_ellipsis("全省排查入海排污口")
    ('全省排查入海排', '全省排查入海排污口')
    """
    return _ELLIPSIS.sub("", text) if text.endswith(_CUT_OFF) else text


def names_site(title: str) -> bool:
    """Return whether a title says nothing of the article: it is missing, or the same on every page of the site."""
    name = strip_site_name(title)
    first, _, second = (part.strip() for part in name.partition("-"))
    if _HOUSE.search(first) and _HOUSE.search(second):
        return True
    if len(first) >= _HEADLINE and first != name and SITE.search(first) is None:
        return False
    if not name or (len(name) <= _SITE_NAME and SITE.search(name) is not None) or is_outlet(name):
        return True
    # The site's name and the column's with a bare hyphen between them: 某市环保局-环境新闻, 临江大学-图书馆.
    site, hyphen, column = name.partition("-")
    return bool(hyphen) and SITE.search(site) is not None and len(column) <= _COLUMN_NAME


def names_document(name: str) -> bool:
    """Return whether a name is that of an official document.

    >>> names_document("临江市生态环境局关于公布名单的通知"), names_document("临江市生态环境局公布名单")
    (True, False)
    """
    return _DOCUMENT.search(name) is not None


def without_anchor(headline: str) -> str:
    """Return a displayed headline without the sign that documentation sets before headings, as a link to themselves.

    >>> without_anchor("# 接入概览"), without_anchor("#接入概览#新版上线")
    ('接入概览', '#接入概览#新版上线')
    """
    return headline if "#" in headline[1:] else headline.removeprefix("# ")


def without_site(headline: str, title: str) -> str:
    """Return a displayed headline without the site's name in brackets before it, which the title has at its end.

    Pages that show the whole title show the site's name behind it; slides, their number.

    >>> without_site("[河川新聞] 整治要全村同意", "整治要全村同意 | 環境 | 河川新聞"), without_site("【图解】整治", "整治_临江网")
    ('整治要全村同意', '【图解】整治')
    >>> without_site("整治要全村同意-河川新闻网", "整治要全村同意-河川新闻网"), without_site("河口的水鸟 (1/11)", "河口的水鸟")
    ('整治要全村同意', '河口的水鸟')
    """
    headline = _SLIDE.sub("", headline)
    if headline == title and (site := site_name(title)) and _SITE_BEHIND.search(site):
        return headline.removesuffix(site).rstrip(" -_|")
    named = _BRACKETED.match(headline)
    apart = named is not None and title.removesuffix(named[1]).rstrip().endswith(_BEFORE_NAME)
    return headline[named.end() :] if named and apart and title.endswith(named[1]) else headline


def apart_from_day(headline: str, title: str) -> tuple[str, str]:
    """Return a displayed headline and the day of publication that its line ends with.

    The day of a daily report is in the title, too, and belongs to the headline. In brackets it may be the day of what
    the article is about; without, it is that of publication.

    >>> apart_from_day("关于停水的通知 ( 2019年09月29日 )", "关于停水的通知_临江大学")
    ('关于停水的通知', '2019年09月29日')
    >>> apart_from_day("水质日报（2019-09-29）", "水质日报（2019-09-29）_临江市水务局")
    ('水质日报（2019-09-29）', '')
    >>> apart_from_day("全省排查排污口2014/12/1 18:13", "全省排查排污口_临江水务")
    ('全省排查排污口', '2014/12/1 18:13')
    """
    for name in (title, strip_site_name(title)) if headline[-1:].isdigit() or headline.endswith("日") else ():
        if name and headline.startswith(name) and _DAY_ALONE.fullmatch(headline, len(name)):
            return name, headline[len(name) :].strip()
    found = _DAY_BEHIND.search(headline)
    if found is None or found[1] in title or not headline[: found.start()]:
        return headline, ""
    return headline[: found.start()], found[1]


def repeats(text: str, headline: str) -> bool:
    """Return whether a line is the headline (in the form of `squash`) once more, or its beginning.

    The day of publication may stand behind it.

    >>> repeats("关于停水的通知 ( 2019年09月29日 )", "关于停水的通知"), repeats("关于停水的通知和说明", "关于停水的通知")
    (True, False)
    >>> repeats("2022年统计公报[1]", "2022年统计公报")
    True
    """
    if begin_apart(text, headline):
        return False
    form = squash(without_anchor(text))
    if form.startswith(headline):
        behind = form[len(headline) :]
        return (
            not behind
            or _FOOTNOTE.fullmatch(behind) is not None
            or (len(behind) <= LONGEST_DAY and sum(map(str.isdigit, behind)) * 2 >= len(behind))
        )
    return len(form) >= 6 and headline.startswith(form)


def is_broken_in(first: str, second: str, headline: str) -> bool:
    """Return whether two lines are of the headline (in the form of `squash`) once more, which documents break.

    >>> is_broken_in("省政府办公厅关于加强", "排污口监管的意见", "省政府办公厅关于加强排污口监管的意见")
    True
    """
    before, line = squash(first), squash(second)
    return len(before) >= _BROKEN <= len(line) and before + line in headline
