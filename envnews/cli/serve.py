"""`envnews serve`: the database in a browser."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from envnews.cli.options import config_option, database_option
from envnews.config import find_configuration
from envnews.errors import ConfigurationError, ExitCode, UsageError

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port.")
@click.option("--immutable", is_flag=True, help="The file is a published snapshot that nobody writes.")
@click.option("--no-sql", is_flag=True, help="Offer the ready-made questions only; do so for the public.")
@config_option
def serve(
    *, db: Path | None, host: str, port: int, immutable: bool, no_sql: bool, config: Path | None
) -> int:
    """Show the database in a browser with Datasette: tables, search, questions, an overview with charts.

    It reads only, also while a crawl writes. Needs `pip install envnews[web]`.

    Example: envnews serve --db data/demo.db --port 8001
    """
    from envnews.store.file.database import connect, storage_errors

    try:
        import uvicorn

        from envnews.web.site import make_site
    except ImportError as error:
        raise ConfigurationError(
            f"`envnews serve` needs Datasette ({error.name} is missing): {sys.executable} -m pip install 'envnews[web]'"
        ) from error
    database = find_configuration(config, db).database_of(db)
    with storage_errors(database):
        connect(database, readonly=True).close()
    site = make_site(database, immutable=immutable, sql=not no_sql)
    with _listening(host, port) as listening, suppress(KeyboardInterrupt):
        click.echo(f"http://{host}:{listening.getsockname()[1]}/ shows {database}; end with Ctrl-C", err=True)
        uvicorn.Server(uvicorn.Config(site.app(), log_level="warning")).run([listening])
    return ExitCode.OK


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that nothing is said to be shown where it is not."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family)
    except OSError as error:
        raise UsageError(
            f"port {port} of {host} cannot be listened on: {error.strerror}; choose others with --host and --port"
        ) from error
