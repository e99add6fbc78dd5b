"""`envnews portals`: which portals there are, and how sure their declarations are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from envnews.cli.options import WIDTH, config_option, spiders_option
from envnews.cli.printing import print_table
from envnews.config import find_configuration
from envnews.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@spiders_option
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print all that is declared, one JSON object a line.")
def portals(spiders: tuple[str, ...], config: Path | None, *, as_json: bool) -> int:
    """List the portals: key, name, kind, region, CMS family, columns and confidence.

    Where a portal's columns are not known they are found from its home page, marked with a plus.
    A star marks portals whose lists only a browser draws: they are skipped.

    Example: envnews portals --json
    """
    from envnews.run.portal_docs import note_of
    from envnews.run.portals import load_portals

    configuration = find_configuration(config)
    loaded = load_portals(spiders, configuration)
    for mistake in loaded.broken:
        click.echo(f"envnews: not loaded: {mistake}", err=True)
    rows: list[dict[str, object]] = [
        {
            "portal": portal.name,
            "title": portal.title,
            "kind": portal.kind,
            "region": portal.region,
            "region_code": portal.region_code,
            "family": portal.family,
            "confidence": portal.confidence,
            "home": portal.home,
            "hosts": list(portal.hosts),
            "columns": dict(portal.columns),
            "discovers": portal.discovers,
            "needs_javascript": portal.needs_javascript,
            "note": note_of(portal),
            "rights": portal.rights,
            "weekly": portal.weekly,
            "enabled": portal.name not in loaded.disabled,
            "evidence": " ".join(portal.evidence.split()),
        }
        for portal in loaded.classes.values()
    ]
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _print_table(rows)
    return ExitCode.CONFIGURATION if loaded.broken else ExitCode.OK


def _print_table(rows: list[dict[str, object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("portal", "title", "kind", "region", "family", "columns", "confidence"):
        table.add_column(name, justify="right" if name == "columns" else "left", no_wrap=name == "portal")
    for row in rows:
        columns = row["columns"]
        key = row["portal"] if row["enabled"] else f"{row['portal']} (disabled)"
        cells = [key, row["title"], row["kind"], row["region"] or "–", row["family"]]
        found = ("+" if row["discovers"] else "") + ("*" if row["needs_javascript"] else "")
        table.add_row(
            *map(str, cells),
            f"{len(columns) if isinstance(columns, dict) else 0}{found}",
            str(row["confidence"]),
        )
    console = Console()
    console.width = max(console.width, WIDTH)
    print_table(console, table)
    console.print(
        "\n+ further columns are found from the home page; * only a browser draws the lists, skipped while that"
        "\nis so; --json says what is known of each",
        highlight=False,
    )
