"""What a portal declares, and all that follows from it without a request.

A portal is a page of class attributes: facts of one site. Reading a list page and telling which document
an address stands for are pure, so the crawl, the tests and the tools that make new portals share them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from envnews.extract.rules import Rules
from envnews.model import CHINA_TIME, Column, ListPage, Page, PortalInfo
from envnews.spiders import declaration
from envnews.spiders.hosts import HostSet
from envnews.spiders.identity import Document, identify
from envnews.spiders.lists import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class DeclaredPortal:
    """The declared side of a portal.

    Attributes:
        name: Key of the portal, for example `zj-sthjt`.
        title: Chinese name.
        kind: `ministry`, `department` or `media`.
        region: ISO 3166-2:CN code; None for portals of no region.
        region_code: GB/T 2260 code of six digits; None likewise.
        home: Home page; its scheme is that of canonical addresses.
        hosts: All host names of the portal; twins are mapped to the first.
        other_hosts: Further hosts on which the portal's articles stand under addresses of their own, which are
            no twins; `*.gmw.cn` stands for all names below.
        columns: Address of the first list page by the column's name (栏目).
        article_url: Regular expression that article addresses match, with the group `document_id` around
            the site's own number.
        rules: Where things stand on article pages, as far as it differs from the family.
        former_rules: Rules of former layouts, each with `until`, the latest first; for archived pages.
        rows: CSS selectors of the rows of list pages, tried before the family's.
        needs_javascript: Whether a browser draws the lists and no data behind them is known. The pages are asked
            all the same; as long as they name no article, the portal is skipped, which is no failure.
        evidence: What was seen, when, and what is inferred.
        confidence: `seen`, `partly seen` or `inferred`.
        weekly: Articles a week to expect; None where it is not known.
        rights: `official_document` or `media`.
    """

    name: str
    title: ClassVar[str]
    kind: ClassVar[str]
    region: ClassVar[str | None] = None
    region_code: ClassVar[str | None] = None
    home: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]
    other_hosts: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[Mapping[str, str]]
    article_url: ClassVar[str]
    rules: ClassVar[Rules] = Rules()
    former_rules: ClassVar[tuple[Rules, ...]] = ()
    rows: ClassVar[tuple[str, ...]] = ()
    needs_javascript: ClassVar[bool] = False
    evidence: ClassVar[str] = ""
    confidence: ClassVar[str] = "inferred"
    weekly: ClassVar[int | None] = None
    rights: ClassVar[str] = "official_document"

    family: ClassVar[str]
    discovers: ClassVar[bool] = False
    """Whether columns besides the declared ones are found from the home page."""
    family_rules: ClassVar[Rules] = Rules()
    family_rows: ClassVar[tuple[str, ...]] = ()

    reachable_hosts: ClassVar[HostSet]
    article_rules: ClassVar[Rules]
    addresses: ClassVar[Addresses]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if getattr(cls, "name", None):
            declaration.check(cls)
            cls.reachable_hosts = HostSet((*cls.hosts, *cls.other_hosts))
            cls.article_rules = cls.rules.over(cls.family_rules)
            columns = frozenset(url.partition("://")[2] for url in cls.columns.values())
            cls.addresses = Addresses(re.compile(cls.article_url), cls.reachable_hosts, columns)

    @classmethod
    @cache
    def info(cls) -> PortalInfo:
        """Return what the pipelines and the store need to know."""
        return PortalInfo(
            key=cls.name,
            title=cls.title,
            kind=cls.kind,
            region=cls.region,
            region_code=cls.region_code,
            home=cls.home,
            hosts=cls.hosts,
            rights=cls.rights,
            family=cls.family,
        )

    @classmethod
    def rules_at(cls, day: date | None) -> Rules:
        """Return the rules for a page fetched on that day, the present ones for None."""
        former = [rules for rules in cls.former_rules if day and rules.until and day <= rules.until]
        return former[-1].over(cls.family_rules) if former else cls.article_rules

    @classmethod
    def rules_for(cls, page: Page) -> Rules:
        """Return the rules of the day, in China, on which a page was fetched: sites are redesigned."""
        return cls.rules_at(page.fetched_at.astimezone(CHINA_TIME).date() if page.fetched_at else None)

    @classmethod
    def column_list(cls) -> tuple[Column, ...]:
        """Return the columns in the order of their declaration."""
        return tuple(Column(name, url) for name, url in cls.columns.items())

    @classmethod
    def document(cls, url: str) -> Document:
        """Return the document that an address of this portal stands for."""
        return identify(cls.name, url, home=cls.home, hosts=cls.hosts, pattern=cls.addresses.pattern)

    @classmethod
    def read_list(cls, page: Page, column: Column) -> ListPage:
        """Return what one list page names; the family knows how.

        Args:
            page: The list page as fetched; `fetched_at` is the base of year-less dates.
            column: The column it belongs to.
        """
        raise NotImplementedError(f"{cls.__name__} derives from no family that reads list pages")
