"""`envnews check`: hold portals against sample pages, or against what their sites show today."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from envnews.cli.options import allow_private_option, config_option, hosts_map_option, spiders_option
from envnews.cli.printing import print_table
from envnews.config import find_configuration
from envnews.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from envnews.check.report import CaseReport, LiveReport
    from envnews.run.portals import Portals
    from envnews.spiders.portal import PortalSpider

    Report = TypeVar("Report", CaseReport, LiveReport)

SAMPLES = Path("tests/portals")
"""Where a checkout has its sample cases."""


@click.command()
@click.argument("portals", nargs=-1, metavar="[PORTAL]…")
@click.option(
    "--samples", type=click.Path(path_type=Path), help=f"Directory of sample cases [default: {SAMPLES}]."
)
@spiders_option
@click.option(
    "--live", type=click.IntRange(min=1), metavar="N", help="Fetch N articles of each portal named instead."
)
@hosts_map_option
@allow_private_option
@config_option
@click.option("--verbose", is_flag=True, help="Show what is right too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a case or page.")
def check(
    *,
    portals: tuple[str, ...],
    samples: Path | None,
    spiders: tuple[str, ...],
    live: int | None,
    hosts_map: Path | None,
    allow_private: tuple[str, ...],
    config: Path | None,
    verbose: bool,
    as_json: bool,
) -> int:
    """Hold the rules of portals against sample pages: each field, expected and found, value and witness.

    With --live N the newest N articles of each portal are fetched, and what they state is shown with all that
    speaks for it, disagreement marked. Exit code 1 says that something is wrong.

    Example: envnews check zj-sthjt --samples tests/portals
    """
    from envnews.run.portals import load_portals

    loaded = load_portals(spiders, find_configuration(config))
    if live:
        if not portals:
            raise UsageError("--live asks real sites: name the portals")
        seen = _look(loaded.choose(portals), live, hosts_map, allow_private)
        return _tell(seen, "pages", None if as_json else _print_live)
    reports = _hold(loaded, samples or SAMPLES, portals)
    return _tell(reports, "cases", None if as_json else partial(_print_case, verbose=verbose))


def _hold(loaded: Portals, folder: Path, portals: tuple[str, ...]) -> list[CaseReport]:
    """Return how the sample cases of a folder came out, those of the portals if any are named."""
    from envnews.check.cases import read_cases
    from envnews.check.report import report_case

    if not folder.is_dir():
        raise UsageError(
            f"{folder} holds no sample cases; name their directory with --samples, or see what"
            " the site shows today with --live 3"
        )
    if portals:
        loaded.choose(portals)
    cases = [case for case in read_cases(folder) if not portals or case.portal in portals]
    if not cases:
        raise UsageError(f"{folder} holds no sample case of {', '.join(portals) or 'any portal'}")
    return [report_case(loaded.classes.get(case.portal), case) for case in cases]


def _look(
    chosen: Sequence[type[PortalSpider]], count: int, hosts_map: Path | None, allow_private: tuple[str, ...]
) -> list[LiveReport]:
    """Return what so many of the newest articles of each portal state today."""
    from envnews.check.live import look
    from envnews.probe.fetcher import Fetcher, run

    async def job(fetch: Fetcher) -> list[LiveReport]:
        return [report for portal in chosen for report in await look(fetch, portal, count)]

    homes = [url for portal in chosen for url in (portal.home, *portal.columns.values())]
    return run(job, homes, hosts_map=hosts_map, allow_private=allow_private)


def _tell(reports: Sequence[Report], what: str, show: Callable[[Report], None] | None) -> ExitCode:
    """Print the reports, as JSON where nothing shows them, and return the exit code."""
    for report in reports:
        if show:
            show(report)
        else:
            click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    wrong = sum(not report.right for report in reports)
    if show:
        click.echo(f"{len(reports)} {what}, {wrong} wrong")
    return ExitCode.SOME_FAILED if wrong else ExitCode.OK


def _print_case(report: CaseReport, *, verbose: bool) -> None:
    mark = "ok" if report.right else "WRONG"
    click.echo(f"{mark:5} {report.case}")
    for mistake in report.mistakes:
        click.echo(f"      {mistake}")
    if report.case.inferred and (verbose or not report.right):
        click.echo(f"      inferred, nobody has seen it on the site: {', '.join(report.case.inferred)}")
    shown = [one for one in report.findings if not one.right or (verbose and one.expected not in (None, []))]
    if shown:
        _table(
            ("", "field", "expected", "found"),
            [("✓" if one.right else "✗", one.field, _cell(one.expected), _cell(one.found)) for one in shown],
        )


def _print_live(report: LiveReport) -> None:
    click.echo(f"{'ok' if report.right else 'WRONG':5} {report.url}")
    for problem in report.problems:
        click.echo(f"      {problem}")
    rows = [
        (
            "✓" if one.chosen else " " if one.agrees else "✗",
            one.field,
            one.origin.value,
            _cell(one.value),
            one.detail,
        )
        for one in report.witnesses
    ]
    if rows:
        _table(("", "field", "witness", "value", "by"), rows)


def _cell(value: object) -> str:
    text = (
        value
        if isinstance(value, str)
        else "–"
        if value is None
        else json.dumps(value, ensure_ascii=False, default=str)
    )
    from envnews.normalize.text import excerpt

    return excerpt(" ".join(text.split()), 160)


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    print_table(Console(), table)
