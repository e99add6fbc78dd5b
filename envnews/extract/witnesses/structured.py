"""Read JSON-LD: what a page says about itself in schema.org's vocabulary.

Few government portals carry it; news portals do. Damaged JSON is common enough (unescaped quotes in
headlines) to be a recorded problem, not an error.
"""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Final

from envnews.model import Problem
from envnews.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.extract.page.document import Document

_ARTICLES: Final = frozenset({"NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "WebPage"})
_FIELDS: Final = {
    "headline": "headline",
    "datePublished": "published_at",
    "author": "author",
    "publisher": "publisher",
    "provider": "provider",
    "keywords": "keywords",
}


def read_json_ld(document: Document) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the fields that JSON-LD states (headline, published_at, author, publisher, provider, keywords) and what went wrong."""
    found: dict[str, str] = {}
    problems = []
    for script in document.places.telling("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError) as error:
            problems.append(
                Problem("page", "damaged_json_ld", f"JSON-LD of {document.url} is not valid: {error}")
            )
            continue
        for item in _items(data):
            for key, name in _FIELDS.items():
                value = _text(item.get(key))
                if value:
                    found.setdefault(name, value)
    return found, tuple(problems)


def _items(data: object) -> Iterator[dict[str, object]]:
    """Yield the articles of a document: alone, in a list or in @graph."""
    if isinstance(data, list):
        for entry in data[:50]:
            yield from _items(entry)
    elif isinstance(data, dict):
        if "@graph" in data:
            yield from _items(data["@graph"])
        kind = data.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        # Baidu's 熊掌号 markup has no @type but title and pubDate of its own.
        if _ARTICLES.intersection(str(k) for k in kinds) or "pubDate" in data:
            yield {"headline": data.get("title"), "datePublished": data.get("pubDate")} | data


def _text(value: object) -> str:
    if isinstance(value, str):
        # WordPress writes quotes as &#8220; here too.
        return clean(unescape(value))
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return "、".join(filter(None, map(_text, value[:10])))
    return ""
