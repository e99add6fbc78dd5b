"""The pages of this folder: real structures, invented content, and what a reader sees on them.

A page begins with what it states, in TOML between `+++`; a field that is left out is not on the page. In the
markup {1} stands for a paragraph of text.toml, ⟦…⟧ marks the lines of the text, and ⟪…⟫ lines next to it
(captions, bylines) that an extractor may keep or drop.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from envnews.extract import Page, extract
from envnews.model import CHINA_TIME, Extraction, Timestamp
from envnews.normalize import squash

FOLDER = Path(__file__).parent
FETCHED_AT = datetime(2026, 11, 1, 12, tzinfo=CHINA_TIME)
NAMED = ("headline", "published_at", "source", "author", "editor", "keywords")
_LINE = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_OPTIONAL = re.compile(r"⟪(.*?)⟫", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Fixture:
    """A page with what it states."""

    name: str
    stated: dict[str, Any]
    html: str
    lines: tuple[str, ...]
    optional: tuple[str, ...]

    def read(self, html: str | None = None, charset: str | None = None) -> Extraction:
        """Extract the page, or a variant of its markup."""
        body = (html or self.html).encode(charset or self.stated.get("charset", "utf-8"), "xmlcharrefreplace")
        return extract(Page(self.stated["url"], body, {}, FETCHED_AT))

    def wrong(self, found: Extraction) -> dict[str, tuple[object, object]]:
        """Return field -> what is stated and what was found, where they differ."""
        pairs = {name: (self.stated.get(name), _value(found, name)) for name in NAMED}
        others = {
            name: (value, _value(found, name)) for name, value in self.stated.items() if name not in _SETTINGS
        }
        pairs = {**pairs, **others, "body": ("".join(map(squash, self.lines)), self._body(found))}
        return {name: pair for name, pair in pairs.items() if not _same(name, *pair)}

    def _body(self, found: Extraction) -> str:
        """Return the text found without the lines that count neither way."""
        optional = set(map(squash, self.optional))
        return "".join(form for line in found.body.splitlines() if (form := squash(line)) not in optional)


_SETTINGS = {*NAMED, "url", "charset"}


@cache
def load(folder: str = "pages") -> tuple[Fixture, ...]:
    """Return the pages of the folder by name."""
    paragraphs = tomllib.loads((FOLDER / "text.toml").read_text(encoding="utf-8"))["paragraphs"]
    return tuple(_read(path, paragraphs) for path in sorted((FOLDER / folder).glob("*.html")))


def _read(path: Path, paragraphs: list[str]) -> Fixture:
    _, head, html = path.read_text(encoding="utf-8").split("+++\n", 2)
    for number, text in enumerate(paragraphs, 1):
        html = html.replace(f"{{{number}}}", text)
    stated = tomllib.loads(head)
    lines, optional = (
        tuple(unescape(_TAG.sub("", part)) for part in mark.findall(html)) for mark in (_LINE, _OPTIONAL)
    )
    return Fixture(path.stem, stated, re.sub("[⟦⟧⟪⟫]", "", html), lines, optional)


def _value(found: Extraction, name: str) -> object:
    value = found.published if name == "published_at" else getattr(found, name)
    if isinstance(value, Timestamp):
        return value.isoformat()
    return len(value) if name in {"images", "attachments", "tables"} else value


def _same(name: str, stated: object, found: object) -> bool:
    if name == "published_at" and stated and found:
        length = min(16, len(str(stated)))
        return str(stated)[:length] == str(found)[:length]
    if name == "keywords":
        return set(map(squash, stated or ())) == set(map(squash, found or ()))  # type: ignore[call-overload]
    if name in {"author", "editor"}:
        return _names(stated) == _names(found)
    return squash(str(stated or "")) == squash(str(found or ""))


def _names(value: object) -> frozenset[str]:
    return frozenset(filter(None, re.split(r"[、，,;；\s]+", str(value or ""))))
