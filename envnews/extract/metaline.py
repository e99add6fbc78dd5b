"""Read the line of time, source, author, editor and views that stands under a headline.

Portals print it without separators, with empty labels, with brackets, with user-interface words between
the fields; the hazards are listed in docs/extraction.md. The line is cut at everything that can only be a
border (a label, a date, a user-interface word, a bar) and each piece belongs to the border before it.
Only what a label or a date marks is read; the one unlabelled field that portals print is the source
right beside the date, and it has to look like a publisher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from envnews.normalize import clean_names, clean_source, find_dates, parse_count, split_keywords
from envnews.normalize.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from envnews.model import Timestamp

MAX_LENGTH: Final = 400
"""Characters of a line that are read; a longer one is no meta line."""

_COLON: Final = re.compile(r"(?<!\d)[:：](?!//)|(?<=\d)：(?!\d)")
_LABEL_REACH: Final = 14
"""Characters before a colon in which its label stands, blanks included."""
_BARS: Final = "|｜丨"
_BREAKS: Final = re.compile(r"[|｜丨\n]|\s{3,}")
_GAP: Final = re.compile(r"[\s:：|｜丨,，;；·\[\]【】()（）〔〕-]*")
_UNLABELLED_COUNT: Final = re.compile(
    r"(?<![\d:：.])\d+\s*(?:人|次|条|個|个)?\s*(?:参与|參與|评论|評論|跟帖|回复|阅读|閱讀|浏览|点击)"
)
_TIMES_READ: Final = re.compile(
    r"(?<![\d:：])(\d[\d,，.]*\s*[万萬亿]?)\s*次?\s*(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问)"
)
_ACCOUNT: Final = re.compile(
    r"^[ ·|]{1,3}(?!来自)([\u4e00-\u9fffA-Za-z0-9]{2,14}(?:\[[\u4e00-\u9fff]{2}\])?)(?: 来自[\u4e00-\u9fff]{2,8}|(?= *\d{0,5} *(?:\n|$)))",
)
_NAME_BESIDE: Final = re.compile(r"^([\u4e00-\u9fffA-Za-z]{2,12})[／/]([\u4e00-\u9fff]{2,4})$")
# What an unlabelled name beside the date has to end in to be taken for a publisher.
_PUBLISHER: Final = re.compile(
    r"^[\w·《》()（）〈〉“”\[\]\-－—]{0,24}?"
    r"(?:网|網|报|報|社|刊|杂志|雜誌|日报|晚报|时报|新闻|新聞|快訊|快讯|消息|电视台|广播|频道|客户端|发布|发布厅|在线|"
    r"公众号|微信|APP|厅|局|部|委|办|处|院|会|中心|政府|总站|站|大学|研究所|协会|集团|公司|号|传媒|视频|财经|日報)"
    r"(?:\[[^\]]{1,6}\]|-[\w]{1,10}|·[\w]{1,10})?$",
)


_NO_VALUE: Final = frozenset({"date", "ignored", "count", "published_at", "updated_at"})


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What one meta line states; `raw` keeps each field as it was printed."""

    published: Timestamp | None = None
    updated: Timestamp | None = None
    labelled: bool = False
    source: str | None = None
    author: str | None = None
    editor: str | None = None
    views: int | None = None
    keywords: tuple[str, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.raw


@dataclass(frozen=True, slots=True)
class _Border:
    start: int
    end: int
    name: str
    when: Timestamp | None = None


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
    borders = _borders(text, base)
    values: dict[str, str] = {}
    published, updated, labelled = _times(text, borders)
    seen_source_label = False
    for border, following in zip_longest(borders, borders[1:]):
        if border is None:
            break
        if border.name in _NO_VALUE:
            continue
        seen_source_label |= border.name == "source"
        value = text[border.end : following.start if following else len(text)]
        value = _cut(value) if border.name != "keywords" else value.strip()
        if border.name == "source":
            value = _first_name(value)
        if value and border.name not in values:
            values[border.name] = value
    if published and not seen_source_label:
        beside = _beside_date(text, borders)
        both = _NAME_BESIDE.match(beside) if beside else None
        if both:
            values["source"] = both[1]
            values.setdefault("author", both[2])
        elif beside:
            values["source"] = beside
    if "views" not in values and (read := _TIMES_READ.search(text)):
        values["views"] = read[1]
    if published:
        values["published_at"] = _raw_date(text, borders, published)
    return _line(values, published, updated, labelled=labelled)


def _line(
    values: dict[str, str], published: Timestamp | None, updated: Timestamp | None, *, labelled: bool
) -> MetaLine:
    source = clean_source(values["source"]) if "source" in values else None
    author = clean_names(values["author"]) if "author" in values else None
    editor = clean_names(values["editor"]) if "editor" in values else None
    views = parse_count(values["views"]) if "views" in values else None
    keywords = split_keywords(values["keywords"]) if "keywords" in values else ()
    read = {
        "source": source,
        "author": author,
        "editor": editor,
        "keywords": keywords,
        "published_at": published,
    }
    raw = {
        name: value
        for name, value in values.items()
        if read.get(name) or (name == "views" and views is not None)
    }
    return MetaLine(published, updated, labelled, source, author, editor, views, keywords, raw)


def _borders(text: str, base: datetime | None) -> list[_Border]:
    """Return dates, labels and interface words in the order of the text; a date wins over what overlaps it."""
    dates = [_Border(found.start, found.end, "date", found.timestamp) for found in find_dates(text, base)]
    others = [*_labels(text), *_bare_words(text)]
    borders = dates + [b for b in others if not any(d.start < b.end and b.start < d.end for d in dates)]
    borders.sort(key=lambda border: (border.start, -border.end))
    return borders


def _labels(text: str) -> list[_Border]:
    """Return the labels before colons: the longest one that ends there, blanks inside it allowed (来 源：)."""
    found = []
    names, longest = _label_names()
    for colon in _COLON.finditer(text):
        reach = text[max(0, colon.start() - _LABEL_REACH) : colon.start()]
        letters = "".join(reach.split())
        for length in range(min(longest, len(letters)), 0, -1):
            name = names.get(letters[-length:])
            if name:
                found.append(_Border(colon.start() - _spread(reach, length), colon.end(), name))
                break
    return found


def _spread(reach: str, length: int) -> int:
    """Return how many characters of `reach`, from its end, hold `length` letters besides blanks."""
    seen = 0
    for count, character in enumerate(reversed(reach), 1):
        seen += not character.isspace()
        if seen == length:
            return count
    return len(reach)


def _bare_words(text: str) -> list[_Border]:
    """Return labels that are printed without a colon, and the words of the page's interface."""
    return [
        _Border(match.start(), match.end(), match.lastgroup or "ignored")
        for match in _bare_pattern().finditer(text)
    ]


@cache
def _label_names() -> tuple[Mapping[str, str], int]:
    """Return the field of every label, and the length of the longest."""
    names = {label: name for name, labels in LABELS.items() for label in labels}
    return names, max(map(len, names))


@cache
def _bare_pattern() -> re.Pattern[str]:
    """Return one pattern; a test of the first character lets it skip most of a line quickly."""
    words = sorted(LABELS["ignored"], key=len, reverse=True)
    # Two letters may be part of a publisher's name (共享单车网); they count at the start of a word only.
    anywhere = "|".join(re.escape(word) for word in words if len(word) > 2)
    apart = "|".join(re.escape(word) for word in words if len(word) <= 2)
    first = re.escape("".join(sorted({word[0] for word in words})))
    return re.compile(
        rf"(?P<ignored>[\[【(（]?(?=[{first}])(?:{anywhere}|(?<![\u4e00-\u9fff])(?:{apart})))"
        rf"|(?P<source>(?:本文)?(?:来源|來源)[于於]|(?<![\u4e00-\u9fff])来源(?=\s+[\u4e00-\u9fff]))"
        rf"|(?P<author>(?:本报|本网|特约|见习|实习)?(?:记者|通讯员)(?=\s*[\u4e00-\u9fff]{{2,4}}(?:\s|$)))"
        rf"|(?P<published_at>发表于|发布于(?=\s*\d))"
        rf"|(?P<count>{_UNLABELLED_COUNT.pattern})",
    )


def _times(text: str, borders: list[_Border]) -> tuple[Timestamp | None, Timestamp | None, bool]:
    """Return time of publication, time of update, and whether the former has a label."""
    labelled: Timestamp | None = None
    plain: Timestamp | None = None
    updated: Timestamp | None = None
    previous: _Border | None = None
    for border in borders:
        if border.when is not None:
            label = (
                previous.name
                if previous and not text[previous.end : border.start].strip(" \u3000【[")
                else ""
            )
            if label == "updated_at":
                updated = updated or border.when
            elif label == "published_at":
                labelled = _finer(labelled, border.when)
            else:
                plain = _finer(plain, border.when)
        previous = border
    if labelled:
        return labelled, updated, True
    return plain or updated, updated, False


def _finer(first: Timestamp | None, second: Timestamp) -> Timestamp:
    """Return the first of two times, or the second where it says the same day more exactly."""
    if first is None:
        return second
    same_day = first.at.date() == second.at.date()
    return second if same_day and first.precision == "day" and second.precision != "day" else first


def _raw_date(text: str, borders: list[_Border], published: Timestamp) -> str:
    return next((text[b.start : b.end] for b in borders if b.when == published), published.isoformat())


def _cut(value: str) -> str:
    """End a value at a bar, at a wide gap and at a bracket that it did not open."""
    value = _BREAKS.split(value.strip().lstrip(_BARS + " "), maxsplit=1)[0]
    for opening, closing in ("[]", "【】", "()", "（）"):
        end = value.find(closing)
        if end >= 0 and value.find(opening, 0, end) < 0:
            value = value[:end]
    return value.strip(" \u3000\xa0[【(（,，;；/")


def _first_name(value: str) -> str:
    """Return a source without what only stands beside it: templates repeat the site's name after a blank."""
    first, _, rest = value.partition(" ")
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in first)
    if (
        not rest
        or chinese < 2
        or any(first.count(a) != first.count(b) for a, b in ("《》", "()", "（）", "“”"))
    ):
        return value
    return first


def _beside_date(text: str, borders: list[_Border]) -> str | None:
    """Return an unlabelled publisher's name next to the date, right of it before left of it."""
    for index, border in enumerate(borders):
        if border.when is None:
            continue
        end = borders[index + 1].start if index + 1 < len(borders) else len(text)
        start = borders[index - 1].end if index else 0
        right, left = _pieces(text, border, start, end)
        for piece in (right, left):
            if len(piece) >= 2 and (_PUBLISHER.match(piece) or _NAME_BESIDE.match(piece)):
                return piece
        # Accounts on self-media platforms are followed by where they post from: 政能亮 来自北京市.
        account = _ACCOUNT.match(text[border.end : end])
        if account:
            return account[1]
    return None


def _pieces(text: str, border: _Border, start: int, end: int) -> tuple[str, str]:
    """Return the words right and left of a date, on its own line or the neighbouring one."""
    right = text[border.end : end]
    gap = _GAP.match(right)
    after = _cut(right[gap.end() if gap else 0 :]).split(" ")[0]
    before = text[start : border.start].strip(" \u3000\n|｜丨[【(（·")
    return after, re.split(r"[ \n]", before)[-1]
