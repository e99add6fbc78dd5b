"""Look at a few articles of a portal as its site shows them today, without a database."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from envnews.check.report import LiveReport
from envnews.extract import extract
from envnews.model import ListRequest, holds_page
from envnews.probe.vendors import walk

if TYPE_CHECKING:
    from envnews.model import Page
    from envnews.probe.fetcher import Fetcher
    from envnews.spiders.portal import PortalSpider


async def look(fetch: Fetcher, portal: type[PortalSpider], count: int) -> list[LiveReport]:
    """Return reports on the newest articles of a portal's columns, `count` of them, taken in turn.

    A column that names no article is reported too.
    """
    reports: list[LiveReport] = []
    rows: list[list[str]] = []
    for column in portal.column_list():
        found = await walk(fetch, portal, column, 1)
        rows.append([url for url, _, _ in found.rows])
        if not found.rows:
            page = await fetch(ListRequest(column.url))
            why = (
                page.body.decode("utf-8", "replace")[:200]
                if not page.status
                else f"HTTP status {page.status}"
            )
            reports.append(
                LiveReport(portal.name, column.url, (f"column {column.name} names no article ({why})",))
            )
    turns = [url for turn in zip_longest(*rows) for url in turn if url]
    newest = list(dict.fromkeys(turns))[:count]
    return reports + [_report(portal, await fetch(ListRequest(url))) for url in newest]


def _report(portal: type[PortalSpider], page: Page) -> LiveReport:
    if not holds_page(page.status):
        why = page.body.decode("utf-8", "replace")[:200] if not page.status else f"HTTP status {page.status}"
        return LiveReport(portal.name, page.url, (why,))
    found = extract(page, portal.article_rules)
    problems = [problem.message for problem in found.problems]
    problems += [
        f"{one.field}: {one.origin.value} says {one.value!r}, which is not what was chosen"
        for one in found.witnesses
        if not one.agrees
    ]
    return LiveReport(portal.name, page.url, tuple(problems), found.witnesses)
