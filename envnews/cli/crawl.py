"""`envnews crawl`: portals into the database, with progress for people and a summary for programs."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from envnews.cli.options import (
    Day,
    Duration,
    allow_private_option,
    check_period,
    config_option,
    database_option,
    hosts_map_option,
    is_terminal,
    spiders_option,
    wait_option,
)
from envnews.config import find_configuration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from envnews.run.crawl import PortalProgress


@click.command()
@click.argument("portals", nargs=-1, metavar="[PORTAL]…")
@click.option(
    "--kind", type=click.Choice(["ministry", "department", "media"]), help="Only portals of this kind."
)
@click.option("--region", help="Only portals of this region: CN-ZJ, ZJ or 330000.")
@spiders_option
@database_option
@config_option
@click.option("--full", is_flag=True, help="Read every list to its end and fetch known articles again.")
@click.option("--all", "everything", is_flag=True, help="Crawl portals that are not due, too.")
@click.option(
    "--since", type=Day(), metavar="DATE", help="Leave out what lists date before this day: 2022-07-22."
)
@click.option("--until", type=Day(), metavar="DATE", help="Leave out what lists date after this day.")
@click.option("--max-pages", type=click.IntRange(min=1), help="List pages per column at most [default: 50].")
@hosts_map_option
@allow_private_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Worker processes [default: one a processor but one, 4 at most].",
)
@click.option(
    "--max-runtime",
    type=Duration(),
    metavar="TIME",
    help="End in good order after this time: 90s, 100m, 2h; the rest stays pending.",
)
@wait_option(default="0s", such_as="5m")
@click.option("--log-json", is_flag=True, help="Log to stderr in lines of JSON.")
@click.option(
    "--quiet",
    is_flag=True,
    help="Print news only: what is in trouble for the first time, lasts for another week, or is well again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON to stdout.")
def crawl(
    *,
    portals: tuple[str, ...],
    kind: str | None,
    region: str | None,
    spiders: tuple[str, ...],
    db: Path | None,
    config: Path | None,
    max_pages: int | None,
    jobs: int | None,
    max_runtime: float | None,
    wait: float,
    hosts_map: Path | None,
    allow_private: tuple[str, ...],
    since: date | None,
    until: date | None,
    full: bool,
    everything: bool,
    log_json: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Crawl portals and store what is new, changed or was left undone.

    Without PORTAL those are crawled that are due by their interval; --all, --full, --since and --until take
    the others too. Each list is read until what earlier runs know; a summary goes to stderr, and the exit code
    tells whether anything needs attention.

    PORTAL is a portal's key, such as mee or zj-sthjt; `envnews portals` lists all. --kind and --region choose
    without keys, by ministry, department or media and by province, and narrow each other and the keys down.

    Example: envnews crawl zj-sthjt mee --db data/envnews.db

    Example: envnews crawl --kind department --region ZJ
    """
    from envnews.run.loading import load_crawl

    load_crawl()
    from envnews import logs
    from envnews.run.crawl import CrawlPlan
    from envnews.run.crawl import crawl as run_crawl
    from envnews.run.plan import crawl_settings
    from envnews.tell import Teller

    check_period(since, until)
    configuration = find_configuration(config, db)
    plan = CrawlPlan(
        portals=portals,
        kind=kind,
        region=region,
        database=configuration.database_of(db),
        spiders=spiders,
        hosts_map=hosts_map,
        allow_private=allow_private,
        full=full,
        everything=everything,
        max_pages=max_pages,
        since=since,
        until=until,
        jobs=jobs,
        max_runtime=max_runtime,
        wait=wait,
        log_json=log_json,
        quiet=quiet,
        configuration=configuration,
    )
    teller = Teller(configuration.tell, configuration.database_of(db))
    with teller.watching():
        logs.configure(crawl_settings(plan))
        watch = None if quiet or not is_terminal() else _progress_bar
        summary = run_crawl(plan, watch, teller.announce)
    teller.tell(summary)
    if as_json:
        click.echo(json.dumps(summary.to_json(), ensure_ascii=False))
    if not quiet or summary.has_news:
        click.echo(summary.paragraph(news_only=quiet), err=True)
    return summary.exit_code


@contextmanager
def _progress_bar(state: Callable[[], Sequence[PortalProgress]]) -> Iterator[None]:
    """Show the crawl on stderr, four times a second, and leave nothing behind."""
    from rich.console import Console
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    def picture() -> Table:
        portals = state()
        finished = sum(portal.finished for portal in portals)
        sums = {
            name: sum(portal.counters.get(name, 0) for portal in portals)
            for name in ("requests", "articles", "new")
        }
        table = Table.grid(padding=(0, 1))
        table.add_row(
            ProgressBar(total=len(portals), completed=finished, width=24),
            f"{finished}/{len(portals)} portals · {sums['requests']} requests · "
            f"{sums['articles']} articles · {sums['new']} new",
        )
        return table

    with Live(get_renderable=picture, console=Console(stderr=True), refresh_per_second=4, transient=True):
        yield
