"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from envnews.config.values import seconds
from envnews.run.lock import Waiting
from envnews.wording import duration

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

_FILE = click.Path(path_type=Path, readable=False)
"""What reads the file tells why it cannot, with the exit code for that; click would say that the command line is wrong."""

config_option = click.option(
    "--config",
    type=_FILE,
    metavar="FILE",
    help="Settings [env: ENVNEWS_CONFIG; default: envnews.toml beside the database].",
)
"""`--config FILE`, for `envnews.config.find_configuration`."""

database_option = click.option(
    "--db", type=_FILE, help="Database [env: ENVNEWS_DB; default: data/envnews.db]."
)
"""`--db PATH`, for `Configuration.database_of`."""


hosts_map_option = click.option(
    "--hosts-map", type=_FILE, help="Lines `real.host address:port`: use replicas."
)
"""`--hosts-map FILE`, for `envnews.net.hostmap`."""

allow_private_option = click.option(
    "--allow-private", multiple=True, metavar="CIDR", help="Private network that may be connected to."
)
"""`--allow-private CIDR`, for `envnews.net.guard`; may be repeated."""

spiders_option = click.option(
    "--spiders", multiple=True, metavar="FILE", help="File, directory or package with portals of your own."
)
"""`--spiders FILE`, for `envnews.run.portals.load_portals`; may be repeated."""

quiet_option = click.option("--quiet", is_flag=True, help="Print nothing when all went well.")
"""`--quiet`, for cron."""


class Day(click.ParamType[date]):
    """A day like `2022-07-22`."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2022-07-22", param, ctx)


class Duration(click.ParamType[float]):
    """A time like `90s`, `100m` or `2h`, in seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds."""
        try:
            return 0.0 if value == "0" else seconds(value)
        except ValueError:
            self.fail(f"{value!r} is no time; write 90s, 100m or 2h", param, ctx)


def wait_option(default: str = "1m", such_as: str = "30s, 10m or 2h") -> Callable[[F], F]:
    """Return `--wait TIME`, for `waiting`.

    Args:
        default: How long a command waits that is told nothing.
        such_as: Examples for its help.
    """
    return click.option(
        "--wait",
        type=Duration(),
        default=default,
        show_default=True,
        metavar="TIME",
        help=f"How long to wait while another process writes the database, such as {such_as}.",
    )


def waiting(wait: float, *, quiet: bool = False) -> Waiting:
    """Return how `envnews.run.lock` waits for at most `wait` seconds, and says on stderr that it does."""

    def tell(held: str) -> None:
        if not quiet:
            click.echo(f"envnews: {held}; waiting for {duration(wait)} at most (--wait)", err=True)

    return Waiting(wait, tell)


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since and until and since > until:
        raise click.BadParameter("the day lies after --until, so nothing would be left", param_hint="--since")


WIDTH = 130
"""Columns of a table at least: a narrower terminal breaks its lines, where a table cut to its width would lose what it says."""


def is_terminal() -> bool:
    """Return whether progress may be shown on stderr."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
