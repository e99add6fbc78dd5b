"""`envnews extract`: a page, saved or fetched, or many, to a JSON record a line; what won and why, on request."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from envnews.cli.explain import print_explanation
from envnews.cli.lines import read_json_lines
from envnews.cli.options import allow_private_option, config_option, hosts_map_option, spiders_option
from envnews.config import UNCONFIGURED, find_configuration
from envnews.errors import DataError, UsageError
from envnews.run.plan import CrawlPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.config import Configuration
    from envnews.extract import Rules
    from envnews.model import Extraction, ListEntry, Page
    from envnews.spiders.portal import PortalSpider

_NO_URL = "http://unknown.invalid/"
"""Stands for the address of a file whose address nobody knows; relative links then resolve to nothing real."""
_YEARS = range(1990, 2101)
"""In which pages are fetched, and dates on them are believed."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to extract; `id` is repeated in the output, None for a single page."""

    id: str | None
    path: Path
    url: str | None
    fetched_at: datetime | None


@click.command()
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--url", help="Address of the page; relative links and the portal's rules depend on it.")
@click.option("--portal", help="Key of the portal whose rules apply (see envnews portals).")
@click.option("--fetched-at", help="ISO 8601 time of the fetch, for dates such as 昨天 or 07-22.")
@click.option("--batch", is_flag=True, help='FILE holds lines of {"id", "path", "url", "fetched_at"}.')
@click.option(
    "--list",
    "as_list",
    is_flag=True,
    help="Print the article links of a list page instead; relative ones where its address is not known.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Print every candidate of every field: origin, text, value, and why one won.",
)
@spiders_option
@hosts_map_option
@allow_private_option
@config_option
def extract(
    source: str,
    url: str | None,
    portal: str | None,
    fetched_at: str | None,
    *,
    batch: bool,
    as_list: bool,
    explain: bool,
    spiders: tuple[str, ...],
    hosts_map: Path | None,
    allow_private: tuple[str, ...],
    config: Path | None,
) -> None:
    """Extract the record of a page.

    FILE is an HTML file, or a .txt file with the text of a page; with --batch a JSON Lines file that names
    many, paths relative to it. A URL is fetched once, as a crawl would: robots.txt first, public addresses
    only. One JSON object a line goes to stdout.

    Example: envnews extract page.html --url https://www.mee.gov.cn/ywdt/x.shtml --portal mee --explain
    """
    needed = portal or config or _is_address(source)
    configuration = find_configuration(config) if needed else UNCONFIGURED
    chosen = _portal(portal, spiders, configuration)
    if _is_address(source):
        if batch or url or fetched_at:
            raise UsageError("--batch, --url and --fetched-at are about saved pages, not about an address")
        plan = CrawlPlan(
            hosts_map=hosts_map, allow_private=allow_private, configuration=configuration, log_level="ERROR"
        )
        pages = iter([(Job(None, Path(), source, None), _fetch(source, plan, chosen))])
    else:
        file = Path(source)
        jobs = _batch(file) if batch else iter([_single(file, url, fetched_at)])
        pages = ((job, _page(job)) for job in jobs)
    for job, page in pages:
        if as_list:
            _print(_links_record(job, page))
            continue
        extraction = _extract(page, chosen.rules_for(page) if chosen else None, job)
        if explain:
            print_explanation(extraction)
        else:
            _print(_record(job, extraction))


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _fetch(url: str, plan: CrawlPlan, portal: type[PortalSpider] | None) -> Page:
    from envnews.run.fetch import fetch_page

    return fetch_page(url, plan, portal)


def _single(file: Path, url: str | None, fetched_at: str | None) -> Job:
    from envnews.normalize import absolute

    if url is not None and absolute(url, url) is None:
        raise UsageError(
            f"--url {url!r} is no address; give it whole, as in https://www.mee.gov.cn/ywdt/x.shtml"
        )
    try:
        return Job(None, file, url, _time(fetched_at))
    except ValueError as error:
        raise UsageError(f"--fetched-at {error}") from error


def _extract(page: Page, rules: Rules | None, job: Job) -> Extraction:
    from envnews.extract import extract as extract_page
    from envnews.extract.page.plaintext import page_of_text

    return extract_page(page_of_text(page) if job.path.suffix.lower() == ".txt" else page, rules)


def _portal(
    name: str | None, spiders: tuple[str, ...], configuration: Configuration
) -> type[PortalSpider] | None:
    if name is None:
        return None
    from envnews.run.portals import find_portal

    return find_portal(name, spiders, configuration)


def _page(job: Job) -> Page:
    from envnews.model import Page

    try:
        body = job.path.read_bytes()
    except OSError as error:
        raise DataError(f"{job.path} cannot be read: {error.strerror}; name a saved page") from error
    return Page(job.url or _NO_URL, body, {}, job.fetched_at)


def _record(job: Job, extraction: Extraction) -> dict[str, Any]:
    from envnews.normalize import extraction_record

    record = extraction_record(extraction)
    return {"id": job.id, **record} if job.id is not None else record


def _links_record(job: Job, page: Page) -> dict[str, Any]:
    from envnews.extract.links.list_page import extract_links

    links = [_link(entry) for entry in extract_links(page)]
    if job.url is None:  # nobody could follow an address on a host that stands for the unknown one
        links = [link | {"url": link["url"].removeprefix(_NO_URL)} for link in links]
    return {"id": job.id, "links": links} if job.id is not None else {"links": links}


def _link(entry: ListEntry) -> dict[str, Any]:
    date = entry.published.isoformat() if entry.published else None
    return {"url": entry.url, "title": entry.title, "date": date}


def _batch(file: Path) -> Iterator[Job]:
    return read_json_lines(file, '{"id", "path", "url", "fetched_at"}', lambda row: _job(row, file.parent))


def _job(row: dict[str, Any], directory: Path) -> Job:
    url = row.get("url")
    if not isinstance(url, str | None):
        raise TypeError(f"url {url!r} is no text")
    return Job(str(row["id"]), directory / row["path"], url, _time(row.get("fetched_at")))


def _time(text: str | None) -> datetime | None:
    """Return an aware time; one without zone is UTC."""
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not ISO 8601, such as 2022-07-22T08:00:00+08:00") from error
    if when.year not in _YEARS:
        raise ValueError(f"{text!r} is no time at which a page was fetched")
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _print(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
