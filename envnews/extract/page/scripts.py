"""Read what only scripts and hidden fields of a page say: pages whose text a browser fills in.

WeChat prints the time from a variable, self-media platforms keep article and account in an object literal,
client-side applications ship their data as JSON, some as escaped HTML in a textarea. Values are looked for
by the names of their keys; no script is run.
"""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from envnews.extract.page.blocks import text_before, writable
from envnews.extract.page.bounds import new_parser
from envnews.normalize import clean, clean_source, find_date, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from envnews.model import Timestamp

# The first letter stands apart, in both cases: `re` skips quickly to letters, and to nothing that ignores case.
_KEY_TIME: Final = re.compile(
    r"""[cnoprsCNOPRS](?<!\w\w)(?i:(?<=p)ub(?:lish)?_?(?:ed)?_?(?:time|date|at)|(?<=c)reate_?time|(?<=[pc])time|(?<=c)t|"""
    r"""(?<=r)elease_?time|(?<=n)ews_?time|(?<=s)how_?time|(?<=o)riginal_?time)["']?\s*[:=]\s*(?i:JsDecode\()?["']?((?:19|20)\d\d[-/年.][^"'<>,;]{3,26}|1\d{9}(?:\d{3})?)\b"""
)
_KEY_SOURCE: Final = re.compile(
    r"""[acmnsACMNS](?<!\w\w)(?i:(?<=m)edia(?:_?name)?|(?<=s)ource(?:_?name)?|(?<=n)ick_?name|(?<=c)o(?:py|me)_?from|"""
    r"""(?<=a)rticle_?source|(?<=s)rc)["']?\s*[:=]\s*(?i:htmlDecode\()?["']([^"'<>\\{}]{2,24})["']"""
)
# What stands behind such a key; most scripts hold nothing of the kind, and are searched for it far faster.
_TIME: Final = re.compile(r"""[:=]\s*(?i:JsDecode\()?["']?(?:(?:19|20)\d\d[-/年.]|1\d{9})""")
_NAME: Final = compile_later(
    r"""[:=]\s*(?i:htmlDecode\()?["'][^"'<>\\{}]{0,23}[\u3400-\u9fff\uf900-\ufaff]"""
)
_OF_ARTICLE: Final = re.compile(r"""["']?pub""", re.IGNORECASE)
_OF_MEDIUM: Final = re.compile(r"""["']?media""", re.IGNORECASE)
_OBJECT: Final = 2000
"""Characters of the data of one article."""
_MAX_SCRIPT: Final = 400_000
"""Characters of scripts that are searched."""
_WRITING: Final = 400
"""Characters of the longest script that does no more than write one value of a meta line."""
_LABEL_OF_SOURCE: Final = compile_later(r"来\s*源\s*[:：]\s*$")
_LITERAL: Final = compile_later(r"""["']([^"'<>\\{}]{0,24}[\u4e00-\u9fff][^"'<>\\{}]{0,24})["']""")
_MARKUP: Final = re.compile(r"<(?:p|div|section|article|br)\b", re.IGNORECASE)
_CONTENT: Final = re.compile(
    r"""["']?\b(?:content|contentData|articleContent|body|html|text|txt|detail|richText)["']?\s*:\s*(?=["'])""",
    re.IGNORECASE,
)
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*+)"|\'((?:[^\'\\]|\\.)*+)\'', re.DOTALL)
_LEAST: Final = 100
"""Characters of markup in a script from which it may be the text of an article."""


def script_time(scripts: Iterable[etree._Element], base: datetime | None) -> tuple[Timestamp, str] | None:
    """Return the time that a variable or key of a script names as that of publication, and the words."""
    for text in _texts(scripts):
        for found in _KEY_TIME.finditer(text) if _TIME.search(text) else ():
            words = found[1].strip()
            when = parse_date(words, base)
            if when is None and (inside := find_date(words, base)):
                when = inside.timestamp
            if when is not None:
                return when, _statement(text, found)
    return None


def script_source(scripts: Iterable[etree._Element]) -> tuple[str, str] | None:
    """Return the one medium or account that variables or keys of scripts name, and the words.

    Where they name several, the page tells of other articles too, and nobody knows which is its own.
    """
    names: dict[str, str] = {}
    # A medium has a Chinese name; most scripts hold no Chinese at all.
    for text in (text for text in _texts(scripts) if not text.isascii()):
        for found in _KEY_SOURCE.finditer(text) if _NAME.search(text) else ():
            name = clean_source(clean(found[1]))
            if name and any("\u4e00" <= character <= "\u9fff" for character in name):
                names.setdefault(name, _statement(text, found))
    return next(iter(names.items())) if len(names) == 1 else None


def medium_beside(scripts: Iterable[etree._Element], when: str, medium: str) -> bool:
    """Return whether the data of an article state its medium beside its only time, as scripts display both.

    Args:
        scripts: Scripts of the page.
        when: The words of `script_time`.
        medium: Those of `script_source`.
    """
    if not _OF_ARTICLE.match(when) or not _OF_MEDIUM.match(medium):
        return False
    for text in _texts(scripts):
        first, second = text.find(when), text.find(medium)
        if first >= 0 <= second:
            alone = sum(1 for _ in islice(_KEY_TIME.finditer(text), 2)) == 1
            return alone and abs(first - second) <= _OBJECT
    return False


def written_source(scripts: Iterable[etree._Element]) -> tuple[str, str] | None:
    """Return the one name that a script writes behind the label of a source, and the words.

    Templates of authorities print it so, with their own name where the article states none (来源：<script>…).
    """
    for script in scripts:
        text = script.text or ""
        if "document.write" not in text or len(text) > _WRITING or text.isascii():
            continue
        if _LABEL_OF_SOURCE.search(_label_before(script)):
            names = {name for found in _LITERAL.finditer(text) if (name := clean_source(clean(found[1])))}
            if len(names) == 1:
                return names.pop(), " ".join(text.split())[:_WRITING]
    return None


def _label_before(script: etree._Element) -> str:
    """Return the words right before a script, or those of the element before it or its own: a label has one of its own."""
    words = text_before(script)
    if words and not words.isspace():
        return words
    before, around = script.getprevious(), script.getparent()
    if before is None and around is not None:
        before = around.getprevious()
    return (before.text or "").rstrip() if before is not None and not len(before) else ""


def _statement(script: str, found: re.Match[str]) -> str:
    """Return key and value, with the quotation mark before the key."""
    start = found.start()
    return script[start - (script[start - 1 : start] in ('"', "'")) : found.end()].strip()


def unfold(root: etree._Element) -> bool:
    """Put the article that a textarea or script holds as escaped markup into the tree; return whether there was one."""
    body = root.find("body")
    if body is None:
        return False
    areas = [area for area in root.iter("textarea") if area.text]
    if any(_MARKUP.search(area.text or "") for area in areas):
        for area in areas:
            _open(area)
        return True
    best = max(_strings(root), key=len, default="")
    if len(best) < _LEAST:
        return False
    holder = etree.SubElement(body, "div")
    _fill(holder, best)
    return True


def _texts(scripts: Iterable[etree._Element]) -> Iterator[str]:
    left = _MAX_SCRIPT
    for script in scripts:
        text = script.text
        if text and left > 0:
            yield text[:left]
            left -= len(text)


def _strings(root: etree._Element) -> Iterator[str]:
    """Yield the strings of scripts that hold markup and whose key speaks of content."""
    for text in _texts(root.iter("script")):
        for key in _CONTENT.finditer(text):
            found = _STRING.match(text, key.end())
            markup = _decoded(found) if found else ""
            if _MARKUP.search(markup):
                yield markup


def _decoded(found: re.Match[str]) -> str:
    inner = found[1] if found[1] is not None else found[2].replace('"', '\\"').replace("\\'", "'")
    try:
        text = str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        text = inner
    return unescape(text) if "&lt;" in text else text


def _open(area: etree._Element) -> None:
    """Make a div with the same names of a textarea, its text parsed where it is markup."""
    text, area.text = area.text or "", None
    area.tag = "div"
    if _MARKUP.search(text):
        _fill(area, text)
    else:
        area.text = writable(text)


def _fill(holder: etree._Element, markup: str) -> None:
    source = f"<html><body>{markup}</body></html>".encode("utf-8", "ignore")
    fragment = etree.fromstring(source, new_parser())
    body = fragment.find("body") if fragment is not None else None
    if body is not None:
        holder.text = writable(body.text)
        holder.extend(list(body))
