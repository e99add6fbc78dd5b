"""`envnews feed`: saved searches, each of which becomes a feed at the next dump."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from envnews.cli.options import config_option, database_option, wait_option, waiting
from envnews.config import find_configuration
from envnews.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def feed() -> None:
    """Save searches as feeds: Atom, RSS and JSON Feed, written beside the dump.

    Example: envnews feed add seas --query 海洋污染 --region CN-ZJ
    """


@feed.command()
@click.argument("name")
@click.option("--query", help="Words that headline or text contain, as for `envnews search`.")
@click.option("--portal", metavar="KEY", help="Only this portal.")
@click.option("--region", metavar="REGION", help="Only portals of this province: CN-ZJ, ZJ, 330000 or 浙江.")
@click.option("--topic", metavar="TOPIC", help="Only this topic, such as water or 督察.")
@wait_option()
@database_option
@config_option
def add(
    *,
    name: str,
    query: str | None,
    portal: str | None,
    region: str | None,
    topic: str | None,
    wait: float,
    db: Path | None,
    config: Path | None,
) -> None:
    """Save a search under NAME; the files will be search-NAME.atom, .rss and .json.

    Example: envnews feed add seas --query 海洋污染 --region CN-ZJ
    """
    from envnews.run.lock import database_lock
    from envnews.store import Writer
    from envnews.store.file.database import must_exist
    from envnews.store.search.feeds import SavedSearch

    search = SavedSearch(name, query, portal, region, topic)
    database = find_configuration(config, db).database_of(db)
    must_exist(database)
    with database_lock(database, waiting(wait)), Writer(database) as writer:
        writer.save_search(search)
    click.echo(f"{name}: the next `envnews dump` writes search-{name}.atom, .rss and .json", err=True)


@feed.command("list")
@database_option
@config_option
def list_feeds(*, db: Path | None, config: Path | None) -> None:
    """List the saved searches, one a line.

    Example: envnews feed list
    """
    from envnews.store.file.database import connect
    from envnews.store.search.feeds import saved_searches

    with closing(connect(find_configuration(config, db).database_of(db), readonly=True)) as connection:
        for search in saved_searches(connection):
            asked = {
                "query": search.query,
                "portal": search.portal,
                "region": search.region,
                "topic": search.topic,
            }
            click.echo("\t".join([search.name, *(f"{key}={value}" for key, value in asked.items() if value)]))


@feed.command()
@click.argument("name")
@wait_option()
@database_option
@config_option
def remove(*, name: str, wait: float, db: Path | None, config: Path | None) -> None:
    """Forget the search NAME; its files go with the next dump.

    Example: envnews feed remove seas
    """
    from envnews.run.lock import database_lock
    from envnews.store import Writer
    from envnews.store.file.database import must_exist

    database = find_configuration(config, db).database_of(db)
    must_exist(database)
    with database_lock(database, waiting(wait)), Writer(database) as writer:
        if not writer.forget_search(name):
            raise UsageError(f"there is no feed {name}; `envnews feed list` names them")
