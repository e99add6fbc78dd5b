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

from envnews.extract.metaline.beside import NAME_BESIDE, beside_date
from envnews.extract.metaline.borders import OF_DESIGN, Border, find_borders, without_dates
from envnews.extract.metaline.pieces import (
    COLONS,
    cut,
    gives_way,
    of_field,
    outlet_in_front,
    people_behind,
    same_line,
    source_beside_day,
    took_pictures,
)
from envnews.extract.people.outlets import is_publisher_beside_date
from envnews.extract.people.persons import people_of_desk, without_post
from envnews.extract.people.signatures import are_short_names
from envnews.model import Timestamp
from envnews.normalize import clean_names, clean_source, parse_count, split_keywords

if TYPE_CHECKING:
    from datetime import datetime

MAX_LENGTH: Final = 400
"""Characters of a line that are read; a longer one is no meta line."""

_READ: Final = "(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问)"
_COUNT: Final = r"\d[\d,，.]*\s*[万萬亿]?"
# 128次阅读, 浏览(33)次; in 评论 3 阅读 12 nobody can tell.
_TIMES_READ: Final = re.compile(
    rf"(?<![\d:：])(?P<before>{_COUNT})\s*次?\s*{_READ}(?!\s*[(（\d])"
    rf"|{_READ}\s*[(（]\s*(?P<after>{_COUNT})\s*次?\s*[)）]|{_READ}[量数]\s*(?P<counted>{_COUNT})"
)
_COUNTS: Final = re.compile("[读讀览覽击擊问]")
"""Characters of which every word for reading holds one."""
_FIRST_NAME: Final = re.compile(r"[A-Z][a-z]{2,7}")
_NAME: Final = 3
"""Characters of a person's name; one of more right before 记者 is an outlet's."""
_DOCUMENTS: Final = frozenset({"发文", "生成", "成文", "印发", "签发", "制发"})
"""Beginnings of labels of a document's own date."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEARLESS: Final = re.compile(r"\d{1,2}\s?[-/.月]\s?\d{1,2}(?![-/.年\d])")
_NO_VALUE: Final = frozenset({"date", "ignored", "count", "published_at", "updated_at", "occasion", "issue"})


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


_CLAUSE: Final = 30
"""Characters of the shortest sentence behind a label."""


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
        values = _with_name(beside_date(text, borders), values)
        own = borders[0].name not in {"author", "editor", "reviewer"}
        if not own and (name := outlet_in_front(text[: borders[0].start])):
            values.setdefault("source", name)
    counted = "views" not in values and _COUNTS.search(text)
    if counted and (read := _TIMES_READ.search(without_dates(text, borders))):
        values["views"] = read[read.lastgroup or "before"]
    if published:
        values["published_at"] = _raw_date(text, borders, published)
    line = _line(values, published, updated, labelled=labelled)
    return line if published else line._replace(unread=_unread(text, borders))


_DESIGNER: Final = "designer"
"""Who edited pictures or pages; the editor where nobody else is one."""


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
        if value.endswith(COLONS):  # the next label, which the box of a document has and meta lines have not
            continue
        if border.name == "author" and len(value) > _CLAUSE and "，" in value:  # a caption below 江帆｜作者
            continue
        if value and border.name == "author" and "author" in values:
            # 作者：光明日报记者 金振娅, 作者：临江周末记者 江帆, 作者：首席记者 江帆
            named, glued = values["author"], text[border.start - 1 : border.start].isalpha()
            outlet = gives_way(named) or (glued and len(named) > _NAME and named.isalpha())
            values["author"] = value if outlet else f"{named}、{value}"
        elif value and border.name == "editor":
            _add_editor(values, value, designed=text[: border.start].endswith(OF_DESIGN))
        elif value and border.name not in values:
            values[border.name] = value
    if designer := values.pop(_DESIGNER, ""):
        values.setdefault("editor", designer)
    return values


def _add_editor(values: dict[str, str], value: str, *, designed: bool) -> None:
    """Add an editor to the values: the first, or one more whom another label names (编辑：江帆 责任编辑：何燕)."""
    if designed or "editor" not in values:
        values.setdefault(_DESIGNER if designed else "editor", value)
    elif (names := clean_names(value)) and are_short_names(names):
        values["editor"] += f"、{value}"


def _with_name(name: str | None, values: dict[str, str]) -> dict[str, str]:
    """Return the values with what a name beside the date tells: an outlet, an outlet and a person, or a first name."""
    if name is None:
        return values
    both = NAME_BESIDE.match(name)
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
    edited = values.get("editor", "")
    editor = people_of_desk(edited) or (clean_names(edited) if edited else None)
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
    plain: Border | None = None
    updated: Timestamp | None = None
    issued: Timestamp | None = None
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
            elif label == "issue":
                issued = issued or border.when
            elif label != "occasion":
                plain = _with_year(text, plain, border)
        previous = border
    labelled = labelled or given_out
    if labelled:
        return labelled, updated, True
    return (plain.when if plain else updated or issued), updated, False


def _with_year(text: str, first: Border | None, second: Border) -> Border:
    """Return which of two dates without label is the article's: the first, unless the second says more of the same day.

    A day without its year is a match's or an event's where that of another has its year and time (04-29 02:45 开赛 2014-04-27 20:21).
    """
    if first is None or first.when is None or second.when is None:
        return second
    other = first.when.at.date() != second.when.at.date() and second.when.precision != "day"
    if other and _YEARLESS.match(text, first.start) and _YEAR.match(text, second.start):
        return second
    return first if _finer(first.when, second.when) is first.when else second


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
