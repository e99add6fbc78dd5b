"""Rules measured on sample articles: only those without which a field comes out wrong, or might.

The row of the list that named an article is the measure: it states headline and day. A place is declared
where most samples have it under the same selector and declaring it makes no sample worse.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from envnews.extract import Extraction, Page, Rules, extract
from envnews.extract.page.document import parse
from envnews.extract.page.selectors import select, text_of
from envnews.model import Origin
from envnews.normalize import clean, squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from envnews.extract.page.document import Document
    from envnews.model import Timestamp
    from envnews.spiders.portal import PortalSpider

_LINE = 10
"""Characters of a line that two articles do not share by chance."""
_SHARE = 0.7
"""Share of the samples on which a selector must find its place."""
_CONTAINERS = frozenset(
    {
        "div",
        "td",
        "article",
        "section",
        "main",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "tr",
        "ul",
        "font",
        "b",
        "strong",
    }
)
_TELLING_CLASS = re.compile(r"[A-Za-z][\w-]*")
_SOURCE = re.compile(r"来\s*源\s*[:：]\s*(?!\s|$)")
_META = re.compile(r"来\s*源|时\s*间|日\s*期|作\s*者|\d{4}[-/.年]\d{1,2}")


@dataclass(frozen=True, slots=True)
class Sample:
    """An article page and the row that named it."""

    page: Page
    title: str
    published: object


def measure_rules(samples: Sequence[Sample], portal: type[PortalSpider]) -> tuple[Rules, Mapping[str, float]]:
    """Return the rules to declare, and by field the share of samples that is right with them."""
    family, chosen = portal.family_rules, Rules()
    if not samples:
        return chosen, {}
    documents = [parse(sample.page) for sample in samples]
    found = [extract(sample.page, family) for sample in samples]
    best = _score(samples, found)
    for name, selector, steady in _candidates(samples, documents, found):
        tried = replace(chosen, **{name: (*(chosen.drop if name == "drop" else ()), selector)})  # type: ignore[arg-type]  # fields of selectors only
        results = [extract(sample.page, tried.over(family)) for sample in samples]
        score = _score(samples, results)
        if score > best or (steady and score == best and _as_much(found, results)):
            chosen, best, found = tried, score, results
    return chosen, _shares(samples, found)


def _candidates(
    samples: Sequence[Sample], documents: Sequence[Document], found: Sequence[Extraction]
) -> Iterator[tuple[str, str, bool]]:
    """Yield field, selector, and whether it is worth declaring though nothing is wrong without it."""
    furniture = _repeated(found)
    if furniture or not any(one.origin("body") is Origin.RULE for one in found):
        places = [
            _body_place(document, one, furniture) for document, one in zip(documents, found, strict=True)
        ]
        for selector in _common(documents, places):
            yield "body", selector, True
    for line in sorted(furniture):
        places = [_line_place(document, line) for document in documents]
        for selector in _common(documents, places):
            if all(_only(document, selector, furniture) for document in documents):
                yield "drop", selector, False
    places = [
        _title_place(document, sample.title) for document, sample in zip(documents, samples, strict=True)
    ]
    for selector in _common(documents, places):
        yield "headline", selector, False
    places = [_meta_place(document, one) for document, one in zip(documents, found, strict=True)]
    for selector in _common(documents, places):
        yield "meta_line", selector, False
    places = [_source_place(document, one) for document, one in zip(documents, found, strict=True)]
    for selector in _common(documents, places):
        yield "source", selector, True


def _common(documents: Sequence[Document], places: Sequence[etree._Element | None]) -> list[str]:
    """Return selectors that find the place alone on most of the samples, the commonest first.

    Where a page was misread the place is another one, so that half of the pages are enough, if nearly all have it.
    """
    votes: Counter[str] = Counter()
    for document, place in zip(documents, places, strict=True):
        if place is not None:
            votes.update(
                {selector for selector in _selectors(place) if _finds_alone(document, selector, place)}
            )
    named = [selector for selector, count in votes.most_common(3) if count * 2 >= len(documents)]
    return [
        selector
        for selector in named
        if sum(len(select(document.places, selector)) == 1 for document in documents)
        >= _SHARE * len(documents)
    ]


def _finds_alone(document: Document, selector: str, place: etree._Element) -> bool:
    return list(select(document.places, selector)) == [place]


def _selectors(element: etree._Element) -> Iterator[str]:
    """Yield selectors of an element: its id, its classes, or its tag inside an element that has some."""
    own = list(_named(element))
    yield from own
    parent = element.getparent()
    if not own and parent is not None:
        yield from (f"{selector} > {element.tag}" for selector in _named(parent))


def _named(element: etree._Element) -> Iterator[str]:
    identifier = element.get("id") or ""
    if re.fullmatch(r"[A-Za-z][\w-]*", identifier) and not re.search(r"\d{3}", identifier):
        yield f"#{identifier}"
    for name in (element.get("class") or "").split():
        if _TELLING_CLASS.fullmatch(name) and not re.search(r"\d{3}", name):
            yield f"{element.tag}.{name}"


def _line_place(document: Document, line: str) -> etree._Element | None:
    """Return the element whose text is a line of furniture."""
    place = _smallest(document, [squash(line)])
    return place if place is not None and len(text_of(place)) < 2 * len(line) + 20 else None


def _only(document: Document, selector: str, furniture: set[str]) -> bool:
    """Return whether a selector finds nothing but furniture."""
    lines = {squash(line) for line in furniture}
    return all(squash(text_of(node)) in lines for node in select(document.places, selector))


def _body_place(document: Document, found: Extraction, furniture: set[str]) -> etree._Element | None:
    """Return the smallest element that holds the whole text, without the lines that all articles have."""
    lines = [squash(line) for line in found.body.split("\n") if len(line) > 12 and line not in furniture]
    return _smallest(document, lines) if lines else None


def _title_place(document: Document, title: str) -> etree._Element | None:
    wanted = squash(title.rstrip(".…"))
    if len(wanted) < 6:
        return None
    body = document.root.find("body")
    elements = document.root.iter() if body is None else body.iter()
    matching = [
        one
        for one in elements
        if one.tag in _CONTAINERS
        and squash(clean(text_of(one))).startswith(wanted)
        and len(text_of(one)) < 3 * len(title) + 20
    ]
    return matching[-1] if matching else None


def _meta_place(document: Document, found: Extraction) -> etree._Element | None:
    """Return the smallest element in which time and source stand, outside the text."""
    raws = [
        squash(witness.raw)
        for witness in found.witnesses
        if witness.chosen
        and witness.field in {"published_at", "source"}
        and witness.origin is Origin.META_LINE
        and witness.raw
    ]
    place = _smallest(document, raws) if raws else None
    return (
        place
        if place is not None and len(clean(text_of(place))) < 200 and _META.search(text_of(place))
        else None
    )


def _source_place(document: Document, found: Extraction) -> etree._Element | None:
    """Return the element that holds an unlabelled source and nothing else.

    Beside a date only what looks like a publisher is taken for one; that place may hold others too.
    """
    if not found.source or found.origin("source") is not Origin.META_LINE:
        return None
    wanted = squash(found.source)
    holders = list(document.root.iter("span", "i", "em", "u", "b", "a", "li", "td", "div"))
    matching = [one for one in holders if squash(clean(text_of(one))) == wanted]
    named = [one for one in matching if any(_named(one)) and not re.search(r"来\s*源", _text_before(one))]
    return named[-1] if len(named) == 1 else None


def _text_before(element: etree._Element) -> str:
    before = element.getprevious()
    parent = element.getparent()
    tail = before.tail if before is not None else parent.text if parent is not None else ""
    return f"{text_of(before) if before is not None and not tail else ''}{tail or ''}"


def _smallest(document: Document, lines: Sequence[str]) -> etree._Element | None:
    best, size = None, 0
    for element in document.root.iter():
        if element.tag in _CONTAINERS:
            text = squash(text_of(element))
            if (best is None or len(text) <= size) and all(line in text for line in lines):
                best, size = element, len(text)
    return best if best is None else _named_around(best, size)


def _named_around(element: etree._Element, size: int) -> etree._Element:
    """Return the element, or the one with a name that holds nothing else: <div class="content"><table><tr><td>."""
    for around in (element, *element.iterancestors()):
        if len(squash(text_of(around))) > size:
            break
        if any(_named(around)):
            return around
    return element


# How good is it?


def _score(samples: Sequence[Sample], found: Sequence[Extraction]) -> float:
    return sum(_shares(samples, found).values())


def _shares(samples: Sequence[Sample], found: Sequence[Extraction]) -> dict[str, float]:
    """Return by field the share of samples in which it is right, as far as that can be told."""
    furniture = _repeated(found)
    right = {"headline": 0, "published_at": 0, "source": 0, "body": 0}
    for sample, one in zip(samples, found, strict=True):
        right["headline"] += _same_title(sample.title, one.headline or "")
        right["published_at"] += _same_day(sample.published, one.published)
        right["source"] += bool(one.source) or not _SOURCE.search(text_of(parse(sample.page).root))
        lines = one.body.split("\n")
        written = bool(one.body) or bool(one.attachments or one.images)
        right["body"] += written and not any(line in furniture for line in lines)
    return {name: count / len(samples) for name, count in right.items()}


def _same_title(listed: str, found: str) -> bool:
    wanted, shown = squash(listed.rstrip(".…")), squash(found)
    return bool(shown) and (not wanted or set(wanted) == {"－"} or wanted in shown or shown in wanted)


def _same_day(listed: object, found: Timestamp | None) -> bool:
    stated: Timestamp | None = listed  # type: ignore[assignment]  # rows carry no other
    return found is not None and (stated is None or stated.at.date() == found.at.date())


def _repeated(found: Sequence[Extraction]) -> set[str]:
    """Return lines that stand in several texts: furniture, not what an article says."""
    counts = Counter(line for one in found for line in set(one.body.split("\n")) if len(line) >= _LINE)
    return {line for line, count in counts.items() if count >= 2}


def _as_much(before: Sequence[Extraction], after: Sequence[Extraction]) -> bool:
    """Return whether a declared body only leaves lines out, and hardly any, or only adds some.

    Where that holds on nearly all samples, the others are articles of a line or two beside a longer box.
    """
    odd = 0
    for one, other in zip(before, after, strict=True):
        lines, kept = set(one.body.split("\n")), set(other.body.split("\n"))
        if not other.body and one.body:
            return False
        odd += not (kept <= lines or lines <= kept) or 2 * len(other.body) < len(one.body)
    return odd * 5 <= len(before)
