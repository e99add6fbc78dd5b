"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings [env: ENVNEWS_CONFIG; default: envnews.toml beside the database].",
)
"""`--config FILE`, for `envnews.config.find_configuration`."""
