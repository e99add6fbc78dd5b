"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings [env: ENVNEWS_CONFIG; default: envnews.toml beside the database].",
)
"""`--config FILE`, for `envnews.config.find_configuration`."""

database_option = click.option(
    "--db", type=click.Path(path_type=Path), help="Database [env: ENVNEWS_DB; default: data/envnews.db]."
)
"""`--db PATH`, for `Configuration.database_of`."""


def is_terminal() -> bool:
    """Return whether progress may be shown on stderr."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
