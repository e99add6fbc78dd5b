"""`envnews demo`: the whole way once, offline, on replicas of portals."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from envnews.cli.printing import print_table
from envnews.errors import ExitCode, LockedError, UsageError
from envnews.run.lock import database_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from envnews.demo.questions import Question
    from envnews.demo.twice import TwoDays
    from envnews.run.summary import PortalSummary

DATABASE = Path("data/demo.db")
_WIDTH = 80
_SHOWN_MISMATCHES = 20
_OWN_QUESTION = "SELECT * FROM v_daily_counts"


@click.command()
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    help=f"Database to create [default: {DATABASE}, replaced each time].",
)
def demo(db: Path | None) -> int:
    """Crawl bundled replica portals twice, offline, and show what came of it.

    The replicas stand in for real sites, under their real host names on loopback: the shipped portals
    crawl them unchanged. Between the two crawls articles appear, and some are edited.

    Example: envnews demo
    """
    with _alone() if db is None else nullcontext():
        return _demonstrate(_fresh(db))


@contextmanager
def _alone() -> Iterator[None]:
    """Keep others out of the demo's own place from its beginning to its end; the database's lock is free between its days."""
    with ExitStack() as held:
        try:
            held.enter_context(database_lock(DATABASE.with_suffix("")))
        except LockedError as error:
            raise LockedError(f"another demo is going on: {error}") from error
        yield


def _demonstrate(database: Path) -> int:
    from rich.console import Console

    from envnews.demo.sites import SITES
    from envnews.demo.twice import crawl_twice

    console = Console(width=min(_WIDTH, Console().width), highlight=False)
    progress = Console(stderr=True, highlight=False)
    with progress.status("Starting the replicas …") as status:
        result = crawl_twice(
            database, lambda day: status.update(f"Day {day}: crawling {len(SITES)} portals …")
        )
    _print(console, result)
    well = not result.mismatches and result.first.exit_code == result.second.exit_code == ExitCode.OK
    return ExitCode.OK if well else ExitCode.SOME_FAILED


def _fresh(database: Path | None) -> Path:
    """Return a path where no database is; only the demo's own place is cleared."""
    if database is None:
        with database_lock(DATABASE):
            for suffix in ("", "-wal", "-shm"):
                DATABASE.with_name(DATABASE.name + suffix).unlink(missing_ok=True)
        return DATABASE
    if database.exists():
        raise UsageError(
            f"{database} exists already, and the demo replaces no file of yours: name another one"
        )
    return database


def _print(console: Console, result: TwoDays) -> None:
    from envnews.demo.questions import EDITS, MENTIONS, REPRINTS

    _print_crawls(console, result)
    for question in (REPRINTS, EDITS, MENTIONS):
        _print_answer(console, result.database, question)
    _print_verdict(console, result)


def _print_crawls(console: Console, result: TwoDays) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, title_justify="left", header_style="bold")
    table.add_column("portal")
    table.add_column("day")
    for name in ("listed", "new", "revised", "same", "requests", "full", "kB"):
        table.add_column(name, justify="right")
    for first, second in zip(result.first.portals, result.second.portals, strict=True):
        table.add_row(first.title, "1", *_counts(first))
        table.add_row(f"[dim]{first.portal}[/]", "2", *_counts(second))
    for name, summary in (("1", result.first), ("2", result.second)):
        total = tuple(
            map(str, map(sum, zip(*(map(int, _counts(portal)) for portal in summary.portals), strict=True)))
        )
        table.add_row("[bold]all[/]" if name == "1" else "", name, *total, style="bold")
    count = len(result.first.portals)
    console.print(f"\n[bold]Two crawls of {count} replica portals[/], as if on two days\n")
    print_table(console, table)
    console.print(
        "[dim]listed: rows read in lists · same: articles looked at again, unchanged ·\n"
        "full: pages sent in full, the others were answered “not modified” (304)[/]"
    )


def _counts(portal: PortalSummary) -> tuple[str, ...]:
    """Return the numbers of a portal's row; repeated ones in the order of the columns."""
    count = {name: portal.counters.get(name, 0) for name in ("requests", "not_modified", "lists_unchanged")}
    full = count["requests"] - count["not_modified"] - count["lists_unchanged"]
    same = portal.counters.get("unchanged", 0) + count["not_modified"]
    cells = (
        portal.counters.get("listed", 0),
        portal.counters.get("new", 0),
        portal.counters.get("revised", 0),
        same,
        count["requests"],
        full,
        portal.counters.get("bytes", 0) // 1000,
    )
    return tuple(map(str, cells))


def _print_answer(console: Console, database: Path, question: Question) -> None:
    from rich.table import Table
    from rich.text import Text

    from envnews.demo.questions import ask

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in question.columns:
        narrow = name in {"published", "portal"}
        table.add_column(name, no_wrap=narrow, overflow="ellipsis" if name == "headline" else "fold")
    for row in ask(database, question):
        table.add_row(*map(Text, row))
    console.print(f"\n[bold]{question.title}[/]")
    console.print(Text(question.sql, style="cyan"))
    print_table(console, table)


def _print_verdict(console: Console, result: TwoDays) -> None:
    from rich.text import Text

    from envnews.demo import expected_articles

    console.print()
    if result.mismatches:
        console.print(f"[bold red]{len(result.mismatches)} values are not as published:[/]")
        for mismatch in result.mismatches[:_SHOWN_MISMATCHES]:
            console.print(Text(f"  {mismatch}"), overflow="ellipsis", no_wrap=True)
    else:
        count = len(expected_articles(2))
        console.print(f"[bold green]All {count} articles are stored, every field as published.[/]")
    for summary in (result.first, result.second):
        if summary.exit_code != ExitCode.OK:
            console.print(Text(summary.paragraph()))
    console.print(f"\nThe database: [bold]{result.database}[/]. What to type next:\n")
    # `make demo` calls a command that is not on the path.
    envnews = "envnews" if shutil.which("envnews") or Path(sys.argv[0]).name != "envnews" else sys.argv[0]
    for purpose, command in (
        ("ask questions of your own", f"sqlite3 {result.database} '{_OWN_QUESTION}'"),
        ("see which portals there are", f"{envnews} portals"),
        ("crawl the real sites", f"{envnews} crawl --help"),
    ):
        console.print(f"  {purpose}:\n    [cyan]{command}[/]", soft_wrap=True)
