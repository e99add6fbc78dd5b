"""Read sample cases: raw pages and the reviewed expectations beside them.

The format is described in docs/add-a-portal.md. Expectations are written by people from what the page shows,
never from what extraction makes of it; `reviewed = true` says that somebody did.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from envnews.errors import ConfigurationError
from envnews.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

EXPECTED = "expected.toml"

_PAGES = ("page.html", "list.html", "list.json", "list.xml")
_KNOWN = {
    "reviewed", "url", "fetched_at", "headers", "status", "inferred", "note",
    "document_id", "fields", "problems",
    "column", "by", "next", "total", "entries",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One sample page and what it must give.

    Attributes:
        portal: Key of the portal.
        name: Name of the case's folder.
        folder: Where it lies.
        page: The page as a crawl would have fetched it.
        reviewed: Whether a person has compared the expectations with the page.
        inferred: Structures of the page that nobody has seen: inferred from the vendor or a sister site.
        is_list: Whether it is a page of a list.
        expected: What `expected.toml` holds besides.
    """

    portal: str
    name: str
    folder: Path
    page: Page
    reviewed: bool
    inferred: tuple[str, ...]
    is_list: bool
    expected: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.portal}/{self.name}"


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases below a folder of portals, `<portal>/<case>/expected.toml`, sorted by path.

    Raises:
        ConfigurationError: A case cannot be read; the message names file and key.
    """
    return tuple(read_case(file.parent) for file in sorted(folder.glob(f"*/*/{EXPECTED}")))


def read_case(folder: Path) -> Case:
    """Return the case in a folder.

    Raises:
        ConfigurationError: It cannot be read; the message names file and key.
    """
    file = folder / EXPECTED
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{file}: {error}") from error
    mistakes = list(_mistakes(folder, stated))
    if mistakes:
        raise ConfigurationError(f"{file}: {'; '.join(mistakes)}")
    [page] = _pages(folder)
    return Case(
        portal=folder.parent.name,
        name=folder.name,
        folder=folder,
        page=Page(
            url=stated["url"],
            body=page.read_bytes(),
            headers=stated.get("headers", {}),
            fetched_at=stated["fetched_at"],
            status=stated.get("status", 200),
        ),
        reviewed=stated.get("reviewed") is True,
        inferred=tuple(stated.get("inferred", ())),
        is_list=page.stem == "list",
        expected=stated,
    )


def _pages(folder: Path) -> list[Path]:
    return [folder / name for name in _PAGES if (folder / name).is_file()]


def _mistakes(folder: Path, stated: Mapping[str, Any]) -> Iterator[str]:
    pages = _pages(folder)
    if len(pages) != 1:
        yield f"one of {', '.join(_PAGES)} must stand beside it, found {len(pages)}"
    if unknown := sorted(stated.keys() - _KNOWN):
        yield f"unknown keys: {', '.join(unknown)}"
    if not isinstance(stated.get("url"), str):
        yield "`url` is the address of the page"
    fetched_at = stated.get("fetched_at")
    if not isinstance(fetched_at, datetime) or fetched_at.tzinfo is None:
        yield "`fetched_at` is a time with offset, such as 2022-07-26T12:00:00+08:00"
    needed = "entries" if pages and pages[0].stem == "list" else "fields"
    if needed not in stated:
        yield f"`{needed}` is missing"
