"""`envnews doctor`: is this installation fit to crawl?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from envnews.cli.options import config_option, database_option
from envnews.config import find_configuration
from envnews.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@database_option
@config_option
@click.option(
    "--look-up", default="www.mee.gov.cn", show_default=True, metavar="HOST", help="Name that is asked for."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a check, a line each.")
def doctor(db: Path | None, config: Path | None, look_up: str, *, as_json: bool) -> int:
    """Check SQLite, TLS, DNS, proxy, permissions, disk, database, index, clock and configuration.

    Nothing is written, and nothing sent but the question for one name. Exit code 1 if anything is bad; warnings
    do not count.

    Example: envnews doctor --db data/envnews.db
    """
    from envnews.health.doctor import Level, examine_installation

    configuration = find_configuration(config, db)
    checks = examine_installation(configuration.database_of(db), configuration, look_up)
    for check in checks:
        line = json.dumps(asdict(check), ensure_ascii=False)
        click.echo(line if as_json else f"{check.level:8} {check.name}: {check.message}")
    bad = any(check.level is Level.BAD for check in checks)
    return ExitCode.SOME_FAILED if bad else ExitCode.OK
