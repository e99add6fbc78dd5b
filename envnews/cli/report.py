"""`envnews report`: the state of the database on one page."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from envnews.cli.options import config_option, database_option
from envnews.config import find_configuration
from envnews.errors import ExitCode, StorageError
from envnews.model import CHINA_TIME
from envnews.wording import counted


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="HTML file to write.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language.")
@database_option
@config_option
def report(out: Path, lang: str, db: Path | None, config: Path | None) -> int:
    """Write one HTML file with trends, provinces, topics, reprints, edits and portals in trouble.

    It needs no network, and prints well.

    Example: envnews report --out report.html --lang en --db data/demo.db
    """
    from envnews.dumps.formats.files import replace_file
    from envnews.store.file.database import connect, storage_errors
    from envnews.web.figures import read_figures
    from envnews.web.report import report_html

    database = find_configuration(config, db).database_of(db)
    with storage_errors(database), closing(connect(database, readonly=True)) as connection:
        figures = read_figures(connection)
    page = report_html(figures, datetime.now(CHINA_TIME), lang)
    try:
        if out.exists() and not out.is_file():  # a pipe, or the terminal
            out.write_text(page, encoding="utf-8")
        else:  # whoever reads it meanwhile, and a disk that is full, leave the former page whole
            replace_file(out.resolve(), page.encode())
    except OSError as error:
        raise StorageError(f"{out}: {error.strerror}; check the path and its permissions") from error
    click.echo(
        f"{out}: {counted(figures.articles, 'article')} of {counted(len(figures.portals), 'portal')}",
        err=True,
    )
    return ExitCode.OK
