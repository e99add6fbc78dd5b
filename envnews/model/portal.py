"""Portals, their columns, and the lists of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from envnews.model.extraction import Problem
    from envnews.model.parts import Timestamp


@dataclass(frozen=True, slots=True)
class PortalInfo:
    """What the pipelines and the store need to know of a portal; the spider class declares it.

    Attributes:
        key: `name` of the spider, for example `zj-sthjt`.
        title: Chinese name.
        kind: `ministry`, `department` or `media`.
        region: ISO 3166-2:CN code, None for portals of no region.
        region_code: GB/T 2260 code of six digits, None likewise.
        home: Home page.
        hosts: All host names of the portal; the first is the canonical one to which twins are mapped.
        rights: `official_document` or `media`: what the downstream site may print.
        family: Name of the CMS family.
    """

    key: str
    title: str
    kind: str
    region: str | None
    region_code: str | None
    home: str
    hosts: tuple[str, ...]
    rights: str
    family: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of a portal: its name there and the address of its first list page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a list page: absolute URL, full title, the date as stated there."""

    url: str
    title: str
    published: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What to ask for a page of a list.

    Attributes:
        body: Urlencoded form, for POST.
        guess: Whether nothing says that there is such a page: 404 then ends the list.
        otherwise: Addresses to ask, one after the other, where a page is missing or repeats what was read:
            sites number their second page 1 or 2.
    """

    url: str
    method: str = "GET"
    body: str = ""
    guess: bool = False
    otherwise: tuple[str, ...] = ()

    def instead(self) -> ListRequest | None:
        """Return what to ask where this was guessed wrongly, None where nothing is left to try."""
        if not self.otherwise:
            return None
        return ListRequest(self.otherwise[0], guess=self.guess, otherwise=self.otherwise[1:])


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list page read: its rows in order, the next page, the total number where it is stated."""

    entries: tuple[ListEntry, ...]
    next: ListRequest | None = None
    total: int | None = None
    problems: tuple[Problem, ...] = ()
