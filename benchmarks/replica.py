"""A replica of four portals with as many articles as asked for, served on loopback until stdin is closed.

    python benchmarks/replica.py --articles 2000

The pages are those of the demo, from its templates: a ministry on TRS, a department on Hanweb, a department
with the nested tables of the 2000s in GBK, a trade portal. Texts are put together from short
pieces of the demo's articles, so that two of them are no more alike than two articles are. The first line on stdout names the address;
after that each line on stdin is answered with the number of requests so far.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from envnews.demo.content import Content, ReplicaArticle, load
from envnews.demo.markup import Block, Kind
from envnews.demo.server import ReplicaServer
from envnews.demo.sites import SITES, Site
from envnews.demo.sites.hanweb import Zhejiang
from envnews.demo.sites.hbzhan import Hbzhan
from envnews.demo.sites.trs import Mee, Shandong

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 20
"""Rows of a list page, as on most portals."""


def main() -> None:
    """Serve until stdin is closed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000, help="on all portals together")
    each = parser.parse_args().articles // len(PORTALS)
    sites = [_large(site, each) for site in PORTALS]
    for site in sites:
        site.pages(1)  # rendered before the clock runs
    with ReplicaServer(sites=sites) as server:
        print(server.address[1], flush=True)
        for _ in sys.stdin:
            print(sum(server.requests.values()), flush=True)


PORTALS: tuple[type[Site], ...] = (Mee, Zhejiang, Shandong, Hbzhan)


def _large(site: type[Site], articles: int) -> Site:
    """Return a site like this one with more articles, and with list pages of a usual length."""
    content = _grown(site.portal, articles)

    class Large(site):  # type: ignore[misc, valid-type]  # a base chosen at run time
        per_page = ROWS

        def content(self, edition: int) -> Content:
            """Return the same on both days."""
            return content

        def related(self, article: ReplicaArticle, edition: int) -> Sequence[ReplicaArticle]:
            """Return the newest ones: to look for shared keywords would take a minute."""
            return content.articles[:5]

        def neighbours(
            self, article: ReplicaArticle, edition: int
        ) -> tuple[ReplicaArticle | None, ReplicaArticle | None]:
            """Return some others, for the same reason."""
            return content.articles[0], content.articles[-1]

    return Large()


def _grown(portal: str, count: int) -> Content:
    """Return the content of a portal with `count` articles, two hours apart, in all of its columns."""
    chance = random.Random(f"{portal} {count}")  # noqa: S311 - the same pages every time
    small = load(portal)
    models = [article for article in small.pages if article.blocks]
    articles = []
    for number in range(count):
        model = models[number % len(models)]
        articles.append(
            replace(
                model,
                id=str(60_000_000 + number),
                columns=(small.columns[number % len(small.columns)].key,),
                headline=_clause(chance).rstrip("，。；") + f"（第{number}期）",
                published=model.published.replace(hour=9, minute=30) - timedelta(hours=2 * number),
                blocks=_blocks(model, chance),
                pinned=False,
                text_of=None,
            )
        )
    articles.sort(key=lambda article: article.published, reverse=True)
    return Content(small.columns, tuple(articles))


def _blocks(model: ReplicaArticle, chance: random.Random) -> tuple[Block, ...]:
    """Return the blocks of an article, with another text in each paragraph and 1,200 characters in all."""
    paragraphs = tuple(Block(Kind.PARAGRAPH, _paragraph(chance)) for _ in range(chance.randint(6, 12)))
    return paragraphs + tuple(
        block for block in model.blocks if block.kind in {Kind.PICTURE, Kind.ATTACHMENT}
    )


def _paragraph(chance: random.Random) -> str:
    text = "".join(_clause(chance) for _ in range(chance.randint(6, 10)))
    return text.rstrip("，。；") + "。"


def _clause(chance: random.Random) -> str:
    fragments = (chance.choice(_fragments()) for _ in range(chance.randint(3, 7)))
    return "".join(fragments) + chance.choice("，，，，。；")


@cache
def _fragments() -> tuple[str, ...]:
    """Return the demo's texts cut into pieces of two to five characters, without what looks like a label or credit."""
    texts = (
        block.text
        for site in SITES
        for article in load(site.portal).pages
        for block in article.blocks
        if block.kind is Kind.PARAGRAPH
    )
    return tuple(sorted({piece for text in texts for piece in re.findall(r"[\u4e00-\u9fff]{2,5}", text)}))


if __name__ == "__main__":
    main()
