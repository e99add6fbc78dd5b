"""`envnews backup`: a checked copy of the database, taken while it is in use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from envnews.cli.options import config_option, database_option, quiet_option
from envnews.config import find_configuration
from envnews.errors import ExitCode
from envnews.wording import counted


@click.command()
@database_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Directory of the backups [default: `backups` beside the database].",
)
@click.option("--keep", type=click.IntRange(min=1), default=7, show_default=True, help="Backups to keep.")
@click.option(
    "--check",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Only read a backup as a restore would, and say what it holds.",
)
@config_option
@quiet_option
def backup(
    db: Path | None, out: Path | None, keep: int, check: Path | None, config: Path | None, *, quiet: bool
) -> int:
    """Write a checked copy of the database and delete the oldest ones; a crawl may go on meanwhile.

    To restore, stop the crawls and put the copy in the place of the database, with no -wal and -shm file
    beside it.

    Example: envnews backup --out /var/backups/envnews --keep 14
    """
    from envnews.store.file.backup import back_up, check_backup, dated_backup, delete_abandoned, delete_older

    if check is not None:
        made = check_backup(check)
    else:
        database = find_configuration(config, db).database_of(db)
        directory = out or database.parent / "backups"
        delete_abandoned(directory, database)
        made = back_up(database, dated_backup(directory, database, datetime.now(UTC)))
        delete_older(made.path, database, keep)
    if not quiet:
        click.echo(
            f"{made.path}: {counted(made.articles, 'article')}, {made.size / 2**20:.1f} MB, checked", err=True
        )
    return ExitCode.OK
