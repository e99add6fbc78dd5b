"""`envnews extract`: one page, or many, to one JSON record a line; what won, and why, on request."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from envnews.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.extract import Rules
    from envnews.model import Extraction, ListEntry, Page

_NO_URL = "http://unknown.invalid/"
"""Stands for the address of a file whose address nobody knows; relative links then resolve to nothing real."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to extract; `id` is repeated in the output, None for a single page."""

    id: str | None
    path: Path
    url: str | None
    fetched_at: datetime | None


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", help="Address of the page; relative links and the portal's rules depend on it.")
@click.option("--portal", help="Key of the portal whose rules apply (see envnews portals).")
@click.option("--fetched-at", help="ISO 8601 time of the fetch, for dates such as 昨天 or 07-22.")
@click.option("--batch", is_flag=True, help='FILE holds lines of {"id", "path", "url", "fetched_at"}.')
@click.option("--list", "as_list", is_flag=True, help="Print the article links of a list page instead.")
@click.option(
    "--explain", is_flag=True, help="Print every candidate of every field, its origin and which won."
)
@click.option("--spiders", type=click.Path(), help="Python file or package with portals of your own.")
def extract(
    file: Path,
    url: str | None,
    portal: str | None,
    fetched_at: str | None,
    *,
    batch: bool,
    as_list: bool,
    explain: bool,
    spiders: str | None,
) -> None:
    """Extract the record of a saved page.

    FILE is an HTML file, or a .txt file with the text of a page; with --batch a JSON Lines file that names
    many, paths relative to it. One JSON object a line goes to stdout. No network is used.

    Example: envnews extract page.html --url https://www.mee.gov.cn/ywdt/x.shtml --portal mee --explain
    """
    rules = _rules(portal, spiders)
    jobs = _batch(file) if batch else iter([_single(file, url, fetched_at)])
    for job in jobs:
        page = _page(job)
        if as_list:
            _print(_links_record(job, page))
        elif explain:
            _explain(_extract(page, rules, job))
        else:
            _print(_record(job, _extract(page, rules, job)))


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
    from envnews.extract.plaintext import page_of_text

    return extract_page(page_of_text(page) if job.path.suffix.lower() == ".txt" else page, rules)


def _rules(portal: str | None, spiders: str | None) -> Rules | None:
    if portal is None:
        return None
    from envnews.run.portals import find_portal

    return find_portal(portal, spiders).rules_at(None)


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
    from envnews.extract.links import extract_links

    links = [_link(entry) for entry in extract_links(page)]
    return {"id": job.id, "links": links} if job.id is not None else {"links": links}


def _link(entry: ListEntry) -> dict[str, Any]:
    date = entry.published.isoformat() if entry.published else None
    return {"url": entry.url, "title": entry.title, "date": date}


def _batch(file: Path) -> Iterator[Job]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read as JSON Lines: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _job(json.loads(line), file.parent)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(
                f'{file}, line {number}: expected {{"id", "path", "url", "fetched_at"}}, got {line[:80]!r} ({error})'
            ) from error


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
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _print(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _explain(extraction: Extraction) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(
        "field", "", "origin", "value", "read from", "where", title=extraction.url, title_justify="left"
    )
    for witness in extraction.witnesses:
        mark = "✓" if witness.chosen else ("=" if witness.agrees else "≠")
        table.add_row(
            witness.field, mark, witness.origin, witness.value[:60], witness.raw[:60], witness.detail
        )
    console = Console(highlight=False)
    console.print(table)
    console.print("✓ chosen   = agrees with the chosen value   ≠ disagrees")
    for problem in extraction.problems:
        console.print(f"problem: {problem.field} {problem.code}: {problem.message}", markup=False)
