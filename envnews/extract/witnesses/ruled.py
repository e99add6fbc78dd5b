"""Apply a portal's rules: read what stands in the places that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import ORIGINAL_TITLE
from envnews.extract.keywords.tags import linked_keywords
from envnews.extract.metaline.parsing import MetaLine, parse_meta_line
from envnews.extract.page.blocks import inner_text
from envnews.extract.page.selectors import select, text_of
from envnews.model import Link, Origin, Problem
from envnews.normalize import (
    absolute,
    clean,
    clean_names,
    clean_source,
    find_date,
    parse_count,
    parse_date,
    split_keywords,
)
from envnews.normalize.labels import label_pattern
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.document import Document
    from envnews.extract.rules import Rules

_LEAD_LABEL: Final = compile_later(
    rf"^[\s【\[（(]*{label_pattern('lead')}\s*[:：】\]）)]+\s*|^{label_pattern('lead')}\s+"
)


def apply_rules(
    document: Document, rules: Rules, base: datetime | None, witnesses: Witnesses
) -> list[Problem]:
    """Add a witness of origin `rule` for every field whose selectors find something readable.

    Returns:
        A problem for each place that was found but could not be read.
    """
    problems: list[Problem] = []
    for name, read in _READERS.items():
        problems += _field(document, rules, name, read, witnesses)
    _published(document, rules, base, witnesses, problems)
    _keywords(document, rules, witnesses)
    for selector in rules.meta_line:
        raw = " ".join(text_of(node) for node in select(document.places, selector))
        line = parse_meta_line(raw, base)
        problems += unread_time(document, line)
        if not line.empty:
            add_meta_line(witnesses, line, Origin.RULE, selector)
            words = _line_keywords(document, selector, line)
            if words:
                witnesses.add("keywords", Origin.RULE, words, line.raw["keywords"], selector)
            break
    # A count of its own is looked for only where the meta line states none.
    if not witnesses.has("views", Origin.RULE):
        problems += _field(document, rules, "views", parse_count, witnesses)
    return problems


def _field(
    document: Document, rules: Rules, name: str, read: Callable[[str], object], witnesses: Witnesses
) -> list[Problem]:
    """Add the first readable text that the field's selectors find; return a problem for each unreadable one."""
    problems = []
    for selector in getattr(rules, name):
        raw = _first_text(document, selector)
        value = read(raw) if raw else None
        if value is not None:
            witnesses.add(name, Origin.RULE, value, raw, selector)
            break
        if raw:
            problems.append(_unreadable(document, name, selector, raw))
    return problems


def add_meta_line(witnesses: Witnesses, line: MetaLine, origin: Origin, detail: str) -> None:
    """Add what a meta line states, but for keywords: their links have to be asked first."""
    for name, value in (
        ("published_at", line.published),
        ("source", line.source),
        ("author", line.author),
        ("editor", line.editor),
        ("views", line.views),
    ):
        if value is not None and not (origin is Origin.RULE and witnesses.has(name, Origin.RULE)):
            witnesses.add(name, origin, value, line.raw.get(name, ""), detail)


def unread_time(document: Document, line: MetaLine) -> list[Problem]:
    """Return the problem of a time of publication that a meta line states and nobody can read."""
    if line.unread is None:
        return []
    message = f"{document.url}: the meta line says {line.unread[:80]!r}, which is no date, one ahead of the fetch, or none without its time"
    return [Problem("published_at", "unreadable_date", message)]


def rule_link(document: Document, selectors: tuple[str, ...]) -> Link | None:
    """Return the first link that one of the selectors finds, itself or inside what it finds."""
    for selector in selectors:
        for node in select(document.places, selector):
            if isinstance(node, str):
                continue
            anchor = node if node.tag == "a" else node.find(".//a")
            if anchor is None:
                continue
            title = clean(inner_text(anchor)) or clean(anchor.get("title") or "")
            url = absolute(anchor.get("href") or "", document.base_url)
            if url and title:
                return Link(url, title)
    return None


def _first_text(document: Document, selector: str) -> str:
    """Return the first text that is not empty among what the selector finds."""
    return next((text for node in select(document.places, selector) if (text := clean(text_of(node)))), "")


def _published(
    document: Document,
    rules: Rules,
    base: datetime | None,
    witnesses: Witnesses,
    problems: list[Problem],
) -> None:
    for selector in rules.published_at:
        raw = _first_text(document, selector)
        if not raw:
            continue
        found = find_date(raw, base)
        when = found.timestamp if found else parse_date(raw, base)
        if when is not None:
            witnesses.add("published_at", Origin.RULE, when, raw, selector)
            return
        problems.append(_unreadable(document, "published_at", selector, raw))


def _keywords(document: Document, rules: Rules, witnesses: Witnesses) -> None:
    for selector in rules.keywords:
        words: list[str] = []
        for node in select(document.places, selector):
            if isinstance(node, str):
                words += split_keywords(node)
            elif node.tag == "a":
                words.append(clean(inner_text(node)))
            else:
                text = clean(text_of(node))
                words += linked_keywords(node, text) or split_keywords(text)
        found = tuple(dict.fromkeys(filter(None, words)))
        if found:
            witnesses.add("keywords", Origin.RULE, found, " ".join(found), selector)
            return


def _line_keywords(document: Document, selector: str, line: MetaLine) -> tuple[str, ...]:
    raw = line.raw.get("keywords", "")
    if not raw:
        return ()
    for node in select(document.places, selector):
        if not isinstance(node, str) and (words := linked_keywords(node, raw)):
            return words
    return line.keywords


def _lead(raw: str) -> str | None:
    return _LEAD_LABEL.sub("", raw) or None


def _original_title(raw: str) -> str | None:
    found = ORIGINAL_TITLE.match(raw)
    return clean(found[1]) if found else raw


def _unreadable(document: Document, name: str, selector: str, raw: str) -> Problem:
    return Problem(
        name,
        f"unreadable_{name}",
        f"{document.url}: {name} cannot be read from {raw[:80]!r} at {selector!r}; mend the rule or the page's form",
    )


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "headline": lambda raw: raw,
    "subtitle": lambda raw: raw,
    "original_title": _original_title,
    "source": clean_source,
    "author": clean_names,
    "editor": clean_names,
    "lead": _lead,
}
