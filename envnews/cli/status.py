"""`envnews status`: how every portal is, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from envnews.cli.options import WIDTH, config_option, database_option
from envnews.cli.printing import print_table
from envnews.config import find_configuration
from envnews.errors import ExitCode, UsageError
from envnews.logs import printable
from envnews.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.health.status import ColumnStatus, PortalStatus


@click.command()
@click.argument("portals", nargs=-1, metavar="[PORTAL]…")
@database_option
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a portal, a line each.")
def status(portals: tuple[str, ...], db: Path | None, config: Path | None, *, as_json: bool) -> int:
    """Show the last run of each portal, since when it is in trouble, what is stored and what waits.

    With PORTAL its columns, how often each field was read, why pages are in quarantine, and its last runs. Exit code 1 if any portal shown is in trouble.

    Example: envnews status zj-sthjt
    """
    from envnews.health.status import read_status, status_json

    database = find_configuration(config, db).database_of(db)
    known = {one.portal: one for one in read_status(database)}
    if missing := [name for name in portals if name not in known]:
        raise UsageError(
            f"{database} knows no portal {', '.join(missing)}; `envnews status` lists those it does"
        )
    shown = [known[name] for name in portals] or list(known.values())
    if as_json:
        for one in shown:
            click.echo(status_json(one))
    else:
        _print_portals(shown)
        if not shown:
            click.echo("No portal has been crawled yet.", err=True)
        for one in shown if portals else ():
            _print_portal(one)
    return ExitCode.OK if all(one.well for one in shown) else ExitCode.SOME_FAILED


def _print_portals(portals: list[PortalStatus]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in (
        "portal",
        "last run",
        "outcome",
        "well until",
        "articles",
        "newest",
        "waiting",
        "quarantine",
    ):
        table.add_column(name, justify="right" if name in {"articles", "waiting", "quarantine"} else "left")
    for one in portals:
        cells = (one.portal, _minute(one.started_at), one.outcome or "–", _minute(one.last_good_at))
        counts = (one.articles, one.newest or "–", one.unfinished, one.quarantined)
        table.add_row(*map(str, (*cells, *counts)), style=None if one.well else "bold")
    console = Console()
    console.width = max(console.width, WIDTH)
    print_table(console, table)
    _print_troubles(portals)


def _print_troubles(portals: list[PortalStatus]) -> None:
    for one in portals:
        if not one.well:
            # One line, however long: `console.print` would break it for a pipe.
            click.echo(f"{one.portal} {one.outcome} since {one.since}: {one.message}")
        if one.unverified_hosts:
            hosts = ", ".join(one.unverified_hosts)
            click.echo(
                f"{one.portal}: the certificate of {hosts} is not verified (politeness.tls_exceptions)"
            )


def _minute(time: str | None) -> str:
    """Return a UTC time to the minute: `2022-07-22T01:00Z`."""
    return f"{time[:16]}Z" if time else "–"


def _of(column: ColumnStatus) -> str:
    """Return how many articles of a column are stored, and of how many where its list states that."""
    if column.total is None:
        return counted(column.articles, "article")
    return f"{column.articles} of {counted(column.total, 'article')}"


def _print_portal(one: PortalStatus) -> None:
    click.echo(f"\n{one.portal} {one.title}")
    for column in one.columns:
        listed = f" ({column.listed} listed so far)" if column.listed is not None else ""
        click.echo(
            f"  {column.name}: {_of(column)}{listed}, newest {column.newest or '–'},"
            f" read to its stop {column.completed_at or 'never'}"
        )
    for name, share in one.fill.items():
        at_odds = one.disputed.get(name, 0.0)
        click.echo(
            f"  {name}: on {share:.0%} of the last pages"
            + (f", disputed on {at_odds:.0%}" if at_odds else "")
        )
    for kept in one.in_quarantine:
        message = printable(kept.message.removeprefix(f"{one.portal}: "))
        click.echo(f"  {kept.pages} in quarantine as {kept.reason}, the last {message}")
    for run in one.runs:
        said = (
            ""
            if run.requests is None
            else f"{counted(run.requests, 'request')}, {run.new} new, {run.revised} revised",
            f"unverified: {', '.join(run.unverified_hosts)}" if run.unverified_hosts else "",
            run.message,
        )
        how = ": ".join(filter(None, (run.outcome or "not ended", "; ".join(filter(None, said)))))
        click.echo(f"  {_minute(run.started_at)} {how}")
