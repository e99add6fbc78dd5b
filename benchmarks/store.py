"""What storing an article costs, as a multiple of the lxml parse of its page in the same run.

    python benchmarks/store.py [--stored 3000] [--rounds 5]

The articles of the replica portals go, in batches as the crawl makes them, into a database that holds synthetic articles
already: record, aliases, keywords, search index, story, regions and topics. Then each is stored again with its text edited,
which adds a revision. CPU time, the fastest of some rounds for each; a round is rolled back by copying the database.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import html

from envnews.demo.expected import expected_articles
from envnews.demo.server import ReplicaServer
from envnews.demo.synthetic import texts
from envnews.extract import Page, decode, extract
from envnews.model import PortalInfo
from envnews.normalize import build_article
from envnews.run.portals import load_portals
from envnews.store import ArticleFetched, Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.model import Article

BATCH = 50
FETCHED_AT = datetime(2022, 8, 1, tzinfo=UTC)
PORTAL = PortalInfo("bench", "测试", "media", None, None, "http://bench/", ("bench",), "media", "plain")


def main() -> None:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stored", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    pages, articles = _replicas()
    parsed = min(_parse(pages) for _ in range(arguments.rounds))
    with tempfile.TemporaryDirectory() as directory:
        filled = Path(directory) / "filled.db"
        _fill(filled, articles[0], arguments.stored)
        measured = [_store(filled, Path(directory) / "round.db", articles) for _ in range(arguments.rounds)]
    count = len(articles)
    print(f"{count} articles, lxml parse of a page {parsed / count * 1e3:.3f} ms")
    for name, seconds in zip(("new", "revised"), map(min, zip(*measured, strict=True)), strict=True):
        print(f"stored as {name}: {seconds / count * 1e3:.3f} ms, {seconds / parsed:.2f} x parse")


def _replicas() -> tuple[list[str], list[Article]]:
    """Return the pages of the replicas as text, and the articles that they give."""
    portals, server = load_portals().classes, ReplicaServer()
    pages, articles = [], []
    for expected in expected_articles():
        parts = urlsplit(expected.url)
        body = server.answer(parts.netloc, parts.path + (f"?{parts.query}" if parts.query else "")).body
        portal = portals[expected.portal]
        page = Page(expected.url, body, {}, FETCHED_AT)
        pages.append(body.decode(decode(body).charset, "replace"))
        articles.append(
            build_article(
                extract(page, portal.article_rules),
                replace(PORTAL, title=portal.title),
                url=expected.url,
                columns=("要闻",),
                document_id=f"{expected.portal} {expected.document_id}",
                fetched_at=FETCHED_AT,
            )
        )
    return pages, articles


def _parse(pages: Sequence[str]) -> float:
    start = time.process_time()
    for page in pages:
        html.document_fromstring(page)
    return time.process_time() - start


def _fill(database: Path, model: Article, number: int) -> None:
    articles = [
        replace(
            model,
            id=f"s{n}",
            url=f"http://bench/{n}",
            canonical_url=f"http://bench/{n}",
            headline=headline,
            body=body,
            content_hash=str(n),
        )
        for n, (headline, body) in enumerate(texts(number))
    ]
    with Writer(database) as writer:
        writer.open_portal_run(writer.open_run("bench"), PORTAL)
        _write(writer, articles)


def _store(filled: Path, database: Path, articles: Sequence[Article]) -> tuple[float, float]:
    """Return the CPU seconds of storing all articles, and of storing them edited."""
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(filled, database)
    edited = [
        replace(article, body=f"{article.body}\n（更正）", content_hash=f"edited {article.id}")
        for article in articles
    ]
    with Writer(database) as writer:
        return _write(writer, articles), _write(writer, edited)


def _write(writer: Writer, articles: Sequence[Article]) -> float:
    start = time.process_time()
    for at in range(0, len(articles), BATCH):
        writer.write(
            [ArticleFetched(article, 200, None, None, article.id) for article in articles[at : at + BATCH]]
        )
    return time.process_time() - start


if __name__ == "__main__":
    main()
