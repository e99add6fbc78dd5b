"""`envnews import`: fill the database from a dump, or bring it up to date with one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from envnews.cli.options import (
    config_option,
    database_option,
    is_terminal,
    quiet_option,
    wait_option,
    waiting,
)
from envnews.config import find_configuration
from envnews.wording import counted


@click.command("import")
@click.argument("source", metavar="DIR_OR_URL")
@database_option
@config_option
@click.option(
    "--full", is_flag=True, help="Load the full dump again: after a new epoch, or too long a pause."
)
@click.option("--dry-run", is_flag=True, help="Verify everything and write nothing.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for lines that are no records [default: beside the database].",
)
@wait_option()
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON to stdout.")
def import_(
    *,
    source: str,
    db: Path | None,
    config: Path | None,
    full: bool,
    dry_run: bool,
    rejects: Path | None,
    wait: float,
    quiet: bool,
    as_json: bool,
) -> None:
    """Import a dump: everything the first time, then what has changed.

    DIR_OR_URL is the folder of a dump, its latest.json, or the https address of that. Everything is verified
    before anything is written; a dump that is damaged, or does not continue what was imported, is refused
    (exit code 65). A killed import goes on when it is run again.

    Example: envnews import data/dumps --db data/mirror.db
    """
    from envnews.dumps.importing.importer import ImportPlan, import_dump

    plan = ImportPlan(
        source=source,
        database=find_configuration(config, db).database_of(db),
        full=full,
        dry_run=dry_run,
        rejects=rejects,
        waiting=waiting(wait, quiet=quiet),
    )
    done = import_dump(plan, _tell if not quiet and is_terminal() else lambda applied, rows: None)
    summary = {
        "full": done.full,
        "lines": done.rows,
        "head_seq": done.head_seq,
        **{
            name: done.counts.get(name, 0) for name in ("new", "changed", "unchanged", "withdrawn", "skipped")
        },
        "removed": done.removed,
        "rejected": len(done.rejects),
        "dry_run": dry_run,
    }
    if as_json:
        click.echo(json.dumps(summary))
    if not quiet or done.rejects:
        counts = ", ".join(f"{number} {name}" for name, number in done.counts.items())
        verb = "would be applied" if dry_run else "applied"
        click.echo(
            f"{counted(done.rows, 'line')} {verb} up to change {done.head_seq}" + (f": {counts}" if counts else "")
            + (f"; {done.removed} removed" if done.removed else "")
            + (f"; no record, and left out: {counted(len(done.rejects), 'line')}" if done.rejects else ""),
            err=True,
        )  # fmt: skip


def _tell(applied: int, rows: int) -> None:
    sys.stderr.write(f"\r{applied} of {rows} lines")
    sys.stderr.flush()
