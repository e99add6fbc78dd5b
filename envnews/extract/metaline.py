"""Read the line of time, source, author, editor and views that stands under a headline.

Portals print it without separators, with empty labels, with brackets, with user-interface words between
the fields; the hazards are listed in docs/extraction.md. The line is cut at everything that can only be a
border (a label, a date, a user-interface word, a bar) and each piece belongs to the border before it.
Only what a label or a date marks is read; the one unlabelled field that portals print is the source
right beside the date, and it has to look like a publisher.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.borders import Border, find_borders, without_dates
from envnews.extract.furniture import ends_text
from envnews.extract.outlets import COLUMNS, is_publisher_beside_date, looks_like_outlet
from envnews.extract.persons import is_person, without_post
from envnews.extract.pieces import cut, of_field, people_behind, same_line, source_beside_day, took_pictures
from envnews.model import Timestamp
from envnews.normalize import clean_names, clean_source, parse_count, split_keywords
from envnews.normalize.labels import LABELS
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from datetime import datetime

MAX_LENGTH: Final = 400
"""Characters of a line that are read; a longer one is no meta line."""

_GAP: Final = re.compile(r"[\s:：|｜丨,，;；·\[\]【】()（）〔〕-]*")
_READ: Final = "(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问)"
_COUNT: Final = r"\d[\d,，.]*\s*[万萬亿]?"
# 128次阅读, 浏览(33)次; in 评论 3 阅读 12 nobody can tell.
_TIMES_READ: Final = re.compile(
    rf"(?<![\d:：])(?P<before>{_COUNT})\s*次?\s*{_READ}(?!\s*[(（\d])"
    rf"|{_READ}\s*[(（]\s*(?P<after>{_COUNT})\s*次?\s*[)）]|{_READ}[量数]\s*(?P<counted>{_COUNT})"
)
_COUNTS: Final = re.compile("[读讀览覽击擊问]")
"""Characters of which every word for reading holds one."""
_ACCOUNT: Final = re.compile(
    r"^[ ·|]{1,3}(?!来自|星期|周[一二三四五六日]|[发發][布佈表]|更新|[A-Z]{2,3}(?![\w]))"
    r"([\u4e00-\u9fffA-Za-z0-9]{2,14}(?:\[[\u4e00-\u9fff]{2}\])?)"
    r"(?:(?P<from> 来自[\u4e00-\u9fff]{2,8})|(?= *\d{0,5} *(?:\n|$| \|))|(?= (?:[【\[] ?[大小打我评推]|评论|我要评论|分享|打印|收藏|字号|字体)))",
)
_BUTTON: Final = re.compile(r"[\[【(（](?:官方)?(?:微博|微信|关注|订阅|收藏)[\]】)）]$")
"""The link to an outlet's account, between its name and the date (临江日报[微博] 2013-10-22)."""
_COUNT_ALONE: Final = re.compile(r"\d+[kKwW]?")
_FIRST_NAME: Final = re.compile(r"[A-Z][a-z]{2,7}")
_NAME_BESIDE: Final = compile_later(
    r"^(?!记者|記者)(?!.*(?:报道|報道|报导|報導))([\u4e00-\u9fffA-Za-z]{2,12})[／/]([\u4e00-\u9fff]{2,4})$"
)

_FROM_PLACE: Final = compile_later(r"[\u4e00-\u9fff]{2,3}报道")
"""Where somebody reports from, behind the name (江帆 深圳报道)."""
_OF_OTHERS: Final = ("最新", "更多", "相关", "相關", "热门", "推荐")
"""Beginnings of headings of lists that stand beside a date below a text."""
_WORDS: Final = frozenset().union(*LABELS.values())
"""Labels: 阅读 1203 behind a date is a count, and no account."""
_COLONS: Final = (":", "：")
_NAME: Final = 3
"""Characters of a person's name; one of more right before 记者 is an outlet's."""
_DOCUMENTS: Final = frozenset({"发文", "生成", "成文", "印发", "签发", "制发"})
"""Beginnings of labels of a document's own date."""
_NO_VALUE: Final = frozenset({"date", "ignored", "count", "published_at", "updated_at", "occasion"})


class MetaLine(NamedTuple):
    """What one meta line states.

    `raw` keeps each field as it was printed; `unread` is what stands behind a label of publication and is no
    date (发布时间：待定), or none without the time of the fetch (3小时前).
    """

    published: Timestamp | None = None
    updated: Timestamp | None = None
    labelled: bool = False
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    views: int | None = None
    raw: Mapping[str, str] = MappingProxyType({})
    unread: str | None = None

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords, split at what separates them; a page's links tell them apart better."""
        return split_keywords(self.raw.get("keywords", ""))

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.raw


def parse_meta_line(text: str, base: datetime | None) -> MetaLine:
    """Return the fields that a meta line states.

    Args:
        text: The line, white space collapsed, inline elements separated by a space.
        base: Time of the fetch, against which relative and year-less dates are read.

    >>> line = parse_meta_line("2022-07-22 07:10:17来源：浙江省生态环境厅 关键词：水环境 阅读量：15248", None)
    >>> line.published.isoformat(), line.source, line.keywords, line.views
    ('2022-07-22T07:10:17+08:00', '浙江省生态环境厅', ('水环境',), 15248)
    >>> parse_meta_line("作者： 来源：省环境监测中心站 [打印] [关闭]", None).raw
    {'source': '省环境监测中心站'}
    """
    text = text[:MAX_LENGTH]
    borders = find_borders(text, base)
    published, updated, labelled = _times(text, borders)
    values = _values(text, borders)
    if published and not any(border.name == "source" for border in borders):
        values = _with_name(_beside_date(text, borders), values)
    counted = "views" not in values and _COUNTS.search(text)
    if counted and (read := _TIMES_READ.search(without_dates(text, borders))):
        values["views"] = read[read.lastgroup or "before"]
    if published:
        values["published_at"] = _raw_date(text, borders, published)
    line = _line(values, published, updated, labelled=labelled)
    return line if published else line._replace(unread=_unread(text, borders))


def _values(text: str, borders: list[Border]) -> dict[str, str]:
    """Return what stands behind each label, up to the next border."""
    values: dict[str, str] = {}
    for border, following, third in zip_longest(borders, borders[1:], borders[2:]):
        if border is None:
            break
        if border.name in _NO_VALUE or (border.name == "author" and took_pictures(text[: border.start])):
            continue
        value = text[border.end : following.start if following else len(text)]
        if border.name == "source" and following is not None and following.when is not None:
            behind = text[following.end : third.start if third else len(text)]
            value = source_beside_day(value, behind)
        if border.name == "source" and (pair := people_behind(cut(same_line(value)))):
            value, people = pair
            values.setdefault("author", people)
        value = of_field(border.name, same_line(value))
        if value.endswith(_COLONS):  # the next label, which the box of a document has and meta lines have not
            continue
        if value and border.name == "author" and "author" in values:
            # 作者：光明日报记者 金振娅, 作者：临江周末记者 江帆
            named, glued = values["author"], text[border.start - 1 : border.start].isalpha()
            outlet = looks_like_outlet(named) or (glued and len(named) > _NAME and named.isalpha())
            values["author"] = value if outlet else f"{named}、{value}"
        elif value and border.name not in values:
            values[border.name] = value
    return values


def _with_name(name: str | None, values: dict[str, str]) -> dict[str, str]:
    """Return the values with what a name beside the date tells: an outlet, an outlet and a person, or a first name."""
    if name is None:
        return values
    both = _NAME_BESIDE.match(name)
    if _FIRST_NAME.fullmatch(name):
        return {"author": name, **values}
    return {"author": both[2], **values, "source": both[1]} if both else {**values, "source": name}


def _unread(text: str, borders: list[Border]) -> str | None:
    """Return the first words behind a label of publication."""
    for border, following in pairwise([*borders, None]):
        if border is not None and border.name == "published_at":
            value = cut(same_line(text[border.end : following.start if following else len(text)]))
            if value:
                return value
    return None


def _line(
    values: dict[str, str], published: Timestamp | None, updated: Timestamp | None, *, labelled: bool
) -> MetaLine:
    source = clean_source(values["source"]) if "source" in values else None
    author = clean_names(without_post(values["author"])) if "author" in values else None
    editor = clean_names(values["editor"]) if "editor" in values else None
    views = parse_count(values["views"]) if "views" in values else None
    read = {
        "source": source,
        "author": author,
        "editor": editor,
        "publisher": is_publisher_beside_date(values.get("publisher", "")),
        "keywords": values.get("keywords"),
        "published_at": published,
    }
    raw = {
        name: value
        for name, value in values.items()
        if read.get(name) or (name == "views" and views is not None)
    }
    return MetaLine(published, updated, labelled, source, author, editor, views, raw)


def _times(text: str, borders: list[Border]) -> tuple[Timestamp | None, Timestamp | None, bool]:
    """Return time of publication, time of update, and whether the former has a label."""
    labelled: Timestamp | None = None
    given_out: Timestamp | None = None
    plain: Timestamp | None = None
    updated: Timestamp | None = None
    previous: Border | None = None
    for border in borders:
        if border.when is not None:
            label = (
                previous.name
                if previous and not text[previous.end : border.start].strip(" \u3000【[")
                else ""
            )
            if label == "updated_at":
                updated = updated or border.when
            elif label == "published_at" and previous and _of_document(text, previous):
                given_out = _finer(given_out, border.when)
            elif label == "published_at":
                labelled = _finer(labelled, border.when)
            elif label != "occasion":
                plain = _finer(plain, border.when)
        previous = border
    labelled = labelled or given_out
    if labelled:
        return labelled, updated, True
    return plain or updated, updated, False


def _of_document(text: str, label: Border) -> bool:
    """Return whether a label is that of an official document's own date, which gives way to the page's (发文日期, 生成日期)."""
    return text[label.start : label.start + 2] in _DOCUMENTS


def _finer(first: Timestamp | None, second: Timestamp) -> Timestamp:
    """Return the first of two times, or the second where it says the same day more exactly."""
    if first is None:
        return second
    same_day = first.at.date() == second.at.date()
    return second if same_day and first.precision == "day" and second.precision != "day" else first


def _raw_date(text: str, borders: list[Border], published: Timestamp) -> str:
    found = next((border for border in borders if border.when == published), None)
    return text[found.start : found.end] if found else published.isoformat()


def _beside_date(text: str, borders: list[Border]) -> str | None:
    """Return an unlabelled publisher's name next to the date, right of it before left of it."""
    for index, border in enumerate(borders):
        if border.when is None:
            continue
        end = borders[index + 1].start if index + 1 < len(borders) else len(text)
        start = borders[index - 1].end if index else 0
        right, left = _pieces(text, border, start, end)
        for piece in (right, left):
            if (
                len(piece) >= 2
                and piece != "北京时间"
                and not piece.startswith(_OF_OTHERS)
                and not _FROM_PLACE.fullmatch(piece)
                and (is_publisher_beside_date(piece) or _NAME_BESIDE.match(piece))
                and not ends_text(piece)  # the heading of a list beside the text
            ):
                return piece
        # Accounts on self-media platforms are followed by where they post from: 政能亮 来自北京市.
        account = _ACCOUNT.match(text[border.end : end])
        if (
            account
            and account[1] not in _WORDS
            and account[1] not in COLUMNS
            and not _COUNT_ALONE.fullmatch(account[1])
            and (account["from"] or len(account[1]) > 2)
            and not account[1].endswith(
                ("专栏", "專欄", "时间", "公告", "动态", "通知", "要闻", "创作者", "播放器")
            )
            and (account["from"] or not is_person(account[1]))
            and not _between_marks(text[start : border.start], account)
        ):
            return account[1]
    return None


def _between_marks(before: str, account: re.Match[str]) -> bool:
    """Return whether a date stands between site and column, with the same mark on both sides (水务通·2011-06-22·文化)."""
    mark = account[0][: account.start(1)].strip()
    return bool(mark) and before.rstrip().endswith(mark)


def _pieces(text: str, border: Border, start: int, end: int) -> tuple[str, str]:
    """Return the words right and left of a date, on its own line or the neighbouring one."""
    right = text[border.end : end]
    gap = _GAP.match(right)
    after = cut(right[gap.end() if gap else 0 :]).split(" ")[0].rstrip("／/")
    before = _BUTTON.sub("", text[start : border.start].rstrip()).strip(" \u3000\n|｜丨[【(（·•—–")
    return after, re.split(r"[ \n]", before)[-1]
