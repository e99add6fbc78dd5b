"""Replay a sample case: the portal's rules over the page's bytes, field by field beside what is expected.

A field is right only if value and witness are: a fallback that happens to give the right value would hide
a dead selector, so the origin, and for rules the selector, is part of the expectation.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from envnews.extract import extract
from envnews.extract.page.document import parse
from envnews.model import Column, Extraction, Origin, Timestamp
from envnews.spiders.lists import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.check.cases import Case
    from envnews.model import Link, ListEntry, ListPage, Page
    from envnews.spiders.declared import DeclaredPortal

_WITNESSED = (
    "headline", "subtitle", "original_title", "published_at", "source", "author", "editor", "keywords", "lead",
    "body", "views", "index_number", "document_number", "issuing_agency", "issued_on", "valid",
)  # fmt: skip
_FOUND = ("images", "attachments", "tables", "previous", "next", "related")


@dataclass(frozen=True, slots=True)
class Finding:
    """One field of one case: what was expected and what came, both in the form of `expected.toml`."""

    field: str
    expected: Any
    found: Any

    @property
    def right(self) -> bool:
        """Whether what came is what was expected."""
        return bool(self.expected == self.found)

    def __str__(self) -> str:
        return f"{self.field}: expected {self.expected!r}, found {self.found!r}"


def replay(portal: type[DeclaredPortal], case: Case) -> tuple[Finding, ...]:
    """Return what a portal makes of a case, beside what is expected.

    Every field of the record is compared, also those that the page does not show: they must stay empty.
    """
    return tuple(_list(portal, case) if case.is_list else _article(portal, case))


def failures(portal: type[DeclaredPortal], case: Case) -> list[str]:
    """Return the findings that are wrong, as text for people."""
    return [f"{case}: {finding}" for finding in replay(portal, case) if not finding.right]


def describe_article(portal: type[DeclaredPortal], page: Page) -> dict[str, Any]:
    """Return what a portal makes of an article page, in the form of `expected.toml`."""
    found = extract(page, portal.rules_for(page))
    fields: dict[str, Any] = {}
    for name in _WITNESSED:
        if (stated := _witnessed(found, name, {})) is not None:
            fields[name] = stated
    for name in _FOUND:
        if (value := _plain(getattr(found, name))) != _EMPTY[name]:
            fields[name] = value
    problems = sorted(problem.code for problem in found.problems)
    return {"document_id": portal.document(page.url).number, "problems": problems, "fields": fields}


def describe_list(portal: type[DeclaredPortal], page: Page, column: Column) -> dict[str, Any]:
    """Return what a portal makes of a list page, in the form of `expected.toml`."""
    listing = portal.read_list(page, column)
    entries = [
        {
            "url": one.url,
            "document_id": portal.document(one.url).number,
            "title": one.title,
            "date": _date(one),
        }
        for one in listing.entries
    ]
    problems = sorted(problem.code for problem in listing.problems)
    asked = _asked(listing)
    return {
        "column": column.name,
        "problems": problems,
        "next": asked,
        "total": listing.total,
        "entries": entries,
    }


def _asked(listing: ListPage) -> dict[str, str] | None:
    following = listing.next
    asked = {"url": following.url} if following else None
    if asked and following and following.method != "GET":
        asked |= {"method": following.method, "body": following.body}
    return asked


def _article(portal: type[DeclaredPortal], case: Case) -> Iterator[Finding]:
    url, expected = case.page.url, case.expected
    yield Finding("is an article of the portal", True, portal.addresses.is_article(url))
    yield Finding("document_id", expected.get("document_id"), portal.document(url).number)
    found = extract(case.page, portal.rules_for(case.page))
    fields = expected["fields"]
    for name in _WITNESSED:
        wanted = fields.get(name)
        yield Finding(name, wanted, _witnessed(found, name, wanted or {}))
    for name in _FOUND:
        yield Finding(name, fields.get(name, _EMPTY[name]), _plain(getattr(found, name)))
    codes = sorted(problem.code for problem in found.problems)
    yield Finding("problems", sorted(expected.get("problems", [])), codes)


_EMPTY: dict[str, object] = {
    "images": [],
    "attachments": [],
    "tables": [],
    "previous": None,
    "next": None,
    "related": [],
}


def _witnessed(found: Extraction, name: str, wanted: dict[str, Any]) -> dict[str, Any] | None:
    """Return value and witness of a field as far as the expectation speaks of them; None where it is empty."""
    value = found.published if name == "published_at" else getattr(found, name)
    if value in (None, "", ()):
        return None
    witness = next(w for w in found.witnesses if w.field == name and w.chosen)
    stated: dict[str, Any] = {"value": _plain(value), "origin": witness.origin.value}
    if isinstance(value, Timestamp):
        stated["precision"] = value.precision.value
    # For a rule the selector is part of the expectation; what other witnesses say of themselves may be.
    if "by" in wanted or witness.origin is Origin.RULE:
        stated["by"] = witness.detail
    return stated


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever TOML can hold
    if isinstance(value, Timestamp):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        fields: Link = value  # type: ignore[assignment]
        return {name: part for name, part in asdict(fields).items() if part is not None}
    return value


def _list(portal: type[DeclaredPortal], case: Case) -> Iterator[Finding]:
    expected = case.expected
    name = expected.get("column", "")
    yield Finding("column", True, name in portal.columns)
    listing = portal.read_list(case.page, Column(name, portal.columns.get(name, case.page.url)))
    rows, entries = expected["entries"], listing.entries
    found = {
        "url": [entry.url for entry in entries],
        "document_id": [portal.document(entry.url).number for entry in entries],
        "title": [entry.title for entry in entries],
        "date": [_date(entry) for entry in entries],
    }
    for name, values in found.items():
        yield Finding(name, [row.get(name) for row in rows], values)
    yield Finding("next", expected.get("next"), _asked(listing))
    yield Finding("total", expected.get("total"), listing.total)
    codes = sorted(problem.code for problem in listing.problems)
    yield Finding("problems", sorted(expected.get("problems", [])), codes)
    if "by" in expected:
        yield Finding("by", expected["by"], _rows_by(portal, case))


def _date(entry: ListEntry) -> str | None:
    """Return the date of a row as stated: `2022-07-22`, or with the time where there is one."""
    if entry.published is None:
        return None
    text = entry.published.isoformat()
    return text[:10] if entry.published.precision == "day" else text[:19]


def _rows_by(portal: type[DeclaredPortal], case: Case) -> str | None:
    """Return the selector that finds the list's rows: the first, in order, with an article in them."""
    document = parse(case.page)
    selectors = (*portal.rows, *portal.family_rows)
    found = (
        selector
        for selector in selectors
        if read_rows(document, (selector,), portal.addresses, case.page.fetched_at)[0]
    )
    return next(found, None)
