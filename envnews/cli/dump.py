"""`envnews dump`: publish the database for other sites, and `envnews dump purge` after a withdrawal."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from envnews.cli.options import (
    Day,
    config_option,
    database_option,
    is_terminal,
    quiet_option,
    wait_option,
    waiting,
)
from envnews.config import find_configuration
from envnews.errors import UsageError
from envnews.wording import counted

if TYPE_CHECKING:
    from datetime import date

_OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of the dumps."
)


@click.group(invoke_without_command=True)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the dumps; required."
)
@database_option
@config_option
@click.option(
    "--formats",
    metavar="LIST",
    default="jsonl,csv,sqlite",
    show_default=True,
    help="Of jsonl (always), csv, sqlite, parquet.",
)
@click.option("--portal", "portals", multiple=True, metavar="KEY", help="Only this portal; may be repeated.")
@click.option(
    "--except",
    "held",
    multiple=True,
    metavar="KEY",
    help="Leave this portal as it was published last; a later dump without it makes up for all. May be repeated.",
)
@click.option(
    "--since",
    type=Day(),
    metavar="DATE",
    help="Only articles published on this day or later.",
)
@click.option(
    "--with-body/--metadata-only",
    default=None,
    help="Whole texts of all portals, or no texts at all [default: by rights: whole texts of official documents,"
    " excerpts of media].",
)
@click.option("--changes-only", is_flag=True, help="Write the changes and leave the last full dump.")
@click.option("--base-url", metavar="URL", help="Address at which the folder is served, for links in feeds.")
@click.option("--keep", type=click.IntRange(min=1), default=2, show_default=True, help="Full dumps to keep.")
@click.option("--force", is_flag=True, help="Publish in spite of doubts; they are recorded in the manifest.")
@click.option(
    "--new-epoch", is_flag=True, help="Begin the history anew: all followers load everything again."
)
@wait_option()
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON to stdout.")
@click.pass_context
def dump(
    context: click.Context,
    *,
    out: Path | None,
    db: Path | None,
    config: Path | None,
    formats: str,
    portals: tuple[str, ...],
    held: tuple[str, ...],
    since: date | None,
    with_body: bool | None,
    changes_only: bool,
    base_url: str | None,
    keep: int,
    force: bool,
    new_epoch: bool,
    wait: float,
    quiet: bool,
    as_json: bool,
) -> None:
    """Publish the articles: a full dump, the changes since the last one, feeds, latest.json.

    Run it after each crawl. Readers start at latest.json, which is replaced last. Nothing is published while
    the data is in doubt (exit code 65); with --except the portals in doubt wait, and the others do not.

    The first dump of a database, --new-epoch and the first dump without an --except of before write to the
    database: they wait for a crawl to end, as long as --wait says, and end with 75 if it does not.

    Example: envnews dump --out data/dumps
    """
    if context.invoked_subcommand:
        return
    if out is None:
        raise click.UsageError("Missing option '--out'.")
    from envnews.dumps.publishing.publish import PublishPlan, publish
    from envnews.dumps.records.scope import Scope, Text
    from envnews.store.file.database import connect
    from envnews.store.search.names import check_names

    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise UsageError(
            f"--base-url {base_url!r} is no address; give it whole, as in https://example.org/dumps/"
        )
    text = {None: Text.BY_RIGHTS, True: Text.FULL, False: Text.NONE}[with_body]
    database = find_configuration(config, db).database_of(db)
    with closing(connect(database, readonly=True)) as connection:
        check_names(connection, portals=(*portals, *held))
    plan = PublishPlan(
        database=database,
        out=out,
        scope=Scope(text, portals, since),
        formats=tuple(dict.fromkeys(["jsonl", *filter(None, formats.split(","))])),
        changes_only=changes_only,
        base_url=base_url,
        force=force,
        new_epoch=new_epoch,
        keep=keep,
        held=held,
        waiting=waiting(wait, quiet=quiet),
    )
    done = publish(plan, _tell if not quiet and is_terminal() else lambda stage: None)
    latest = done.latest
    summary = {
        "articles": done.articles,
        "changes": done.changes,
        "masked": done.masked,
        "head_seq": latest.head_seq,
        "full": latest.full.path,
        "forced": list(latest.forced),
        "held": dict(latest.held),
    }
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    if not quiet:
        click.echo(
            f"{counted(done.articles, 'article')} up to change {latest.head_seq}, {done.changes} of them changed since the last"
            f" dump; numbers of persons masked in {done.masked}. Readers start at {out / 'latest.json'}"
            + "".join(
                f"\nheld back: {portal}, all that changed after change {seq}"
                for portal, seq in latest.held.items()
            ),
            err=True,
        )


@dump.command()
@_OUT
@database_option
@config_option
def purge(*, out: Path, db: Path | None, config: Path | None) -> None:
    """Remove what was withdrawn for privacy or rights from older files, too.

    Publish the withdrawal first, with `envnews dump`. Full dumps that hold a withdrawn article are removed,
    change files are written anew without it, and latest.json lists what was purged.

    Example: envnews dump purge --out data/dumps
    """
    from envnews.dumps.publishing.purge import purge as run_purge

    purged = run_purge(find_configuration(config, db).database_of(db), out)
    click.echo(f"{counted(len(purged), 'file')} purged" + "".join(f"\n{path}" for path in purged), err=True)


def _tell(stage: str) -> None:
    sys.stderr.write(f"\rwriting {stage:<10}")
    sys.stderr.flush()
