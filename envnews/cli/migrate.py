"""`envnews migrate`: bring a database to the present schema, before the next crawl would."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from envnews.cli.options import config_option, database_option, wait_option, waiting
from envnews.config import find_configuration
from envnews.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@wait_option()
@database_option
@config_option
def migrate(wait: float, db: Path | None, config: Path | None) -> int:
    """Bring the database to the schema of this version; whatever writes does it too.

    The database as it was stays beside it as `NAME.v<version>.backup`.

    Example: envnews migrate --db data/envnews.db
    """
    from envnews.run.lock import database_lock
    from envnews.store.file.database import VERSION, connect, must_exist, storage_errors

    database = find_configuration(config, db).database_of(db)
    must_exist(database)
    with database_lock(database, waiting(wait)), storage_errors(database), closing(connect(database)):
        click.echo(f"{database}: schema version {VERSION}", err=True)
    return ExitCode.OK
