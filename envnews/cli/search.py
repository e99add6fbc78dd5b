"""`envnews search` and `envnews reindex`: full text, exact for any substring."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import click

from envnews.cli.options import (
    Day,
    check_period,
    config_option,
    database_option,
    quiet_option,
    wait_option,
    waiting,
)
from envnews.config import find_configuration
from envnews.errors import ExitCode
from envnews.wording import counted

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from envnews.store.search.hits import Hit


class QueryCommand(click.Command):
    """A command among whose arguments a hyphen before a term excludes it, where click would look for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the excluded terms where click takes everything for an argument: behind `--`."""
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        named = {name for option in options for name in option.opts}
        valued = {name for option in options if not option.is_flag for name in option.opts}
        end = args.index("--") if "--" in args else len(args)
        excluded = [
            arg
            for before, arg in zip(["", *args], args[:end], strict=False)
            if re.match(r"-[^-]", arg) and arg not in named and before not in valued
        ]
        rest = [arg for arg in args[:end] if arg not in excluded]
        return super().parse_args(ctx, [*rest, "--", *excluded, *args[end + 1 :]])


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@click.option("--since", type=Day(), metavar="DATE", help="First day of publication: 2022-07-22.")
@click.option("--until", type=Day(), metavar="DATE", help="Last day of publication.")
@click.option(
    "--region",
    multiple=True,
    help="Portal's or named in headline or lead: CN-ZJ, ZJ, 330000, 浙江 or 杭州. Repeatable.",
)
@click.option("--portal", multiple=True, metavar="KEY", help="This portal, such as zj-sthjt. Repeatable.")
@click.option(
    "--source", multiple=True, help="来源, as displayed, or an agency such as 生态环境部. Repeatable."
)
@click.option("--topic", multiple=True, help="Topic, such as water, marine or 督察. Repeatable.")
@click.option("--headline", is_flag=True, help="Look at headlines only.")
@click.option("--best", is_flag=True, help="Best hits first instead of the newest.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Articles at most.")
@click.option("--count", "only_count", is_flag=True, help="Print how many articles there are.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@database_option
@config_option
def search(
    *,
    query: tuple[str, ...],
    since: date | None,
    until: date | None,
    region: tuple[str, ...],
    portal: tuple[str, ...],
    source: tuple[str, ...],
    topic: tuple[str, ...],
    headline: bool,
    best: bool,
    limit: int,
    only_count: bool,
    as_json: bool,
    db: Path | None,
    config: Path | None,
) -> int:
    """Find articles by any part of their headline and text, the newest first.

    All terms must occur, each wherever its characters stand in a row. A hyphen before a term excludes it; quotes that
    the shell leaves, '"PM2.5 浓度"', keep spaces in one. Letters A-Z count in either case.

    Example: envnews search 海洋污染 -督察 --since 2022-07-01 --region CN-ZJ
    """
    from envnews.store.file.database import connect
    from envnews.store.search.hits import Search, count_articles, find_articles, is_behind
    from envnews.store.search.names import check_names
    from envnews.store.search.query import Terms

    check_period(since, until)
    database = find_configuration(config, db).database_of(db)
    wanted = Search(
        Terms.parse(" ".join(query)),
        since=since,
        until=until,
        portals=portal,
        regions=region,
        sources=source,
        topics=topic,
        headline_only=headline,
        best_first=best,
    )
    with closing(connect(database, readonly=True)) as connection:
        check_names(connection, portals=portal, regions=region, topics=topic)
        if is_behind(connection):
            click.echo(
                f"{database}: not all articles are in the full-text index, and those are not found;"
                " run `envnews reindex`",
                err=True,
            )
        if only_count:
            click.echo(count_articles(connection, wanted))
            return ExitCode.OK
        hits = find_articles(connection, wanted, limit)
    if as_json:
        for hit in hits:
            click.echo(json.dumps(_record(hit), ensure_ascii=False))
    else:
        _print_hits(hits)
    return ExitCode.OK


def _record(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.id,
        "portal": hit.portal,
        "published_at": hit.published_at,
        "published_on": hit.published_on,
        "source": hit.source,
        "url": hit.url,
        "headline": hit.headline.text,
        "headline_hits": [list(place) for place in hit.headline.hits],
        "snippet": hit.snippet.text,
        "snippet_hits": [list(place) for place in hit.snippet.hits],
    }


def _print_hits(hits: list[Hit]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for hit in hits:
        headline, snippet = Text(hit.headline.text, style="bold"), Text(hit.snippet.text)
        for text, marked in ((headline, hit.headline), (snippet, hit.snippet)):
            for start, end in marked.hits:
                text.stylize("bold red", start, end)
        console.print(Text(f"{hit.published_on or '          '}  ").append_text(headline), soft_wrap=True)
        origin = " · ".join(filter(None, (hit.portal_title, hit.source, hit.id)))
        console.print(Text(f"            {origin}", style="dim"), soft_wrap=True)
        console.print(Text("            ").append_text(snippet), soft_wrap=True)
        console.print(Text(f"            {hit.url}\n", style="cyan"), soft_wrap=True)
    if not hits:
        Console(stderr=True).print("Nothing found.")


@click.command()
@quiet_option
@wait_option()
@database_option
@config_option
def reindex(*, quiet: bool, wait: float, db: Path | None, config: Path | None) -> int:
    """Make the full-text index, stories, agencies, regions and topics anew from the stored articles.

    Needed after other programs loaded rows, and useful after an update of envnews.

    Example: envnews reindex --db data/envnews.db
    """
    from envnews.run.lock import database_lock
    from envnews.store.file.database import must_exist
    from envnews.store.writing.writer import Writer

    database = find_configuration(config, db).database_of(db)
    must_exist(database)
    with database_lock(database, waiting(wait, quiet=quiet)), Writer(database) as writer:
        indexed = writer.reindex()
    if not quiet:
        click.echo(f"{counted(indexed, 'article')} indexed.", err=True)
    return ExitCode.OK
