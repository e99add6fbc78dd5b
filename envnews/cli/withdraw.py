"""`envnews withdraw`: take an article back, for the persons and the rights in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from envnews.cli.options import config_option, database_option, wait_option, waiting
from envnews.config import find_configuration
from envnews.errors import DataError, LockedError
from envnews.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.store.articles.takedown import Withdrawn

_REASONS = ("privacy", "rights", "source_removed", "duplicate")


@click.command()
@click.argument("name", metavar="URL_OR_ID")
@click.option(
    "--reason",
    type=click.Choice(_REASONS),
    required=True,
    help="privacy and rights erase the texts here, too; the others only end publication.",
)
@wait_option()
@database_option
@config_option
def withdraw(*, name: str, reason: str, wait: float, db: Path | None, config: Path | None) -> None:
    """Take the article at URL, however it was passed on, or with this id back: it is shown, found and published no more.

    Reprints of it, which stay, are named, by each later run too, which says since when it is withdrawn. For privacy and rights its texts, versions, search entries and quarantined pages are erased, with those of articles
    merged into it, and no crawl brings it back. Then run `envnews dump`, which tells followers, and `envnews dump purge` for what was
    published before. While a crawl goes on it waits, for hours with --wait 6h; exit code 75 says that the crawl
    has not ended in that time and that nothing is withdrawn.

    Example: envnews withdraw http://sthjt.example.gov.cn/art/1.html --reason privacy
    """
    from envnews.run.lock import database_lock
    from envnews.store import Writer
    from envnews.store.articles.takedown import Reason
    from envnews.store.file.database import must_exist

    database = find_configuration(config, db).database_of(db)
    must_exist(database)
    try:
        with database_lock(database, waiting(wait)), Writer(database) as writer:
            done = writer.withdraw(name, Reason(reason))
    except LockedError as error:
        raise LockedError(f"{name} is NOT withdrawn: {error}") from error
    if done is None:
        raise DataError(f"{database}: no article has the address or id {name}; see `envnews search`")
    _print_withdrawn(done)
    if done.merged:
        click.echo(f"withdrawn and erased with it, as merged into it: {', '.join(done.merged)}", err=True)
    _print_staying(done, done.already[0] if done.already else reason)
    if not done.overwritten:
        click.echo(
            f"{database} itself still holds what was erased, as long as another process reads a state of before or"
            " the disk is full; when that has ended, run the same command again",
            err=True,
        )


def _print_withdrawn(done: Withdrawn) -> None:
    if done.already:
        reason, since = done.already
        click.echo(
            f"already withdrawn: {done.id}, for {reason}, since {since}. If no dump has told followers since then:"
            " envnews dump, then envnews dump purge",
            err=True,
        )
        return
    click.echo(
        f"withdrawn: {done.id}; erased: {counted(done.revisions, 'version')}, {counted(done.pages, 'quarantined page')}; taken from the links"
        f" of {counted(done.links, 'article')}. Publish it: envnews dump, then envnews dump purge",
        err=True,
    )


def _print_staying(done: Withdrawn, reason: str) -> None:
    """Name what stays of the story, but of a duplicate, which is withdrawn because the others stay."""
    if not done.story or reason == "duplicate":
        return
    others = counted(len(done.story), "other article")
    click.echo(f"still published: {others} of its story; take back what says the same:", err=True)
    for id_, portal, url in done.story:
        click.echo(f"  {id_}  {portal}  {url}", err=True)
