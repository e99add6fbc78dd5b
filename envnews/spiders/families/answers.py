"""Reading the JSON of interfaces: where the rows stand, and what their fields are called.

Every vendor has an envelope of its own (UCAP `data.results`, IGS `page.content`, TRS search `data.data`,
gkmlpt `articles`, ePortal `result`, Fujian and a file beside a list `data`), and its own names for address,
title and date. All of them are told apart by name, so that a portal declares only whom to ask.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENVELOPES: Final = (
    ("data", "results"), ("data", "data"), ("data", "list"), ("data", "rows"), ("data", "records"),
    ("page", "content"), ("articles",), ("data",), ("result",), ("results",), ("rows",), ("list",), ("content",),
)  # fmt: skip
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "url": ("url", "docpuburl", "urls", "docPubUrl", "link", "href"),
    "title": ("title", "doctitle", "news_doctitle", "docTitle", "name"),
    "date": (
        "publishedTimeStr", "docreltime", "docpubtime", "pubDate", "PubDate", "publishDate", "trs_time", "created_at",
        "publishTime", "pub_time", "date",
    ),
}  # fmt: skip
_TOTALS: Final = ("total", "totalElements", "totalRecord", "totalrecord", "totalCount")
FIGURES: Final = 12
"""Figures of a number at most: no list has more entries."""


def rows_of(answer: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the rows of an answer, None where no envelope fits.

    >>> rows_of({"page": {"content": [{"title": "公告"}], "totalPages": 3}})
    [{'title': '公告'}]
    """
    for path in _ENVELOPES:
        value: Any = answer
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):
            # Search engines wrap each row once more; elsewhere `source` is who published it.
            rows = [row for row in value if isinstance(row, dict)]
            return _ordered([row["source"] if isinstance(row.get("source"), dict) else row for row in rows])
    return None


def total_of(answer: Mapping[str, Any]) -> int | None:
    """Return the number of articles that an answer states, beside its rows or around them."""
    for holder in (answer.get("data"), answer.get("page"), answer):
        if isinstance(holder, dict):
            for name in _TOTALS:
                if (number := _whole(holder.get(name))) is not None:
                    return number
    return None


def size_of(answer: Mapping[str, Any]) -> int | None:
    """Return how many rows a full page has, where an answer states it; it may be fewer than asked for."""
    for holder in (answer.get("data"), answer.get("page"), answer):
        if isinstance(holder, dict):
            for name in ("rows", "pageSize", "size"):
                if (number := _whole(holder.get(name))) is not None and number > 0:
                    return number
    return None


def first_value(row: object, field: str) -> str:
    """Return a row's `url`, `title` or `date` as text, whatever it is called; empty where it has none.

    >>> first_value({"urls": '{"pc": "/a.html", "app": ""}', "pubDate": "2026-03-01"}, "url")
    '/a.html'
    """
    if not isinstance(row, dict):
        return ""
    for name in _NAMES[field]:
        value = row.get(name)
        if isinstance(value, str) and value.startswith("{"):
            try:
                value = json.loads(value).get("pc")
            except (ValueError, AttributeError, RecursionError):
                value = None
        elif isinstance(value, dict):
            value = value.get("pc")
        if value:
            return str(value)
    return ""


def _ordered(rows: list[Any]) -> list[Any]:
    """Return rows in the order that they state; files beside lists number theirs."""
    if rows and all(isinstance(row, dict) and _whole(row.get("order")) is not None for row in rows):
        return sorted(rows, key=lambda row: int(row["order"]))
    return rows


def _whole(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= FIGURES else None
