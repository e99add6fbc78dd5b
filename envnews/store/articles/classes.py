"""Agency, regions and topics of stored articles, as rows that can be joined and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.model import PortalInfo
from envnews.normalize import classify
from envnews.store.articles.rows import article_of, record_values
from envnews.vocabulary import describe_agency

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from envnews.model import Article
    from envnews.store.writing.batch import Batch

_CLASSES = ("source_agency", "regions", "topics")


def add_agency(batch: Batch, article: Article) -> None:
    """Make the agency of an article known, before the article refers to it."""
    if article.source_agency and article.source_agency not in batch.agencies:
        agency = describe_agency(article.source_agency)
        batch.connection.execute(
            "INSERT INTO agencies VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (agency.id, agency.name, agency.kind, agency.region_code),
        )
        batch.agencies.add(article.source_agency)


def add_classes(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Add the regions and topics of a new article."""
    put_classes(connection, number, article.regions, [topic.code for topic in article.topics])


def put_classes(
    connection: sqlite3.Connection, number: int, regions: Iterable[str], topics: Iterable[str]
) -> None:
    """Add regions and topics, by their codes, of the article with this row number, which has none yet."""
    connection.executemany("INSERT INTO article_regions VALUES (?, ?)", [(number, code) for code in regions])
    connection.executemany("INSERT INTO article_topics VALUES (?, ?)", [(number, code) for code in topics])


def drop_classes(connection: sqlite3.Connection, number: int) -> None:
    """Forget the regions and topics of an article."""
    connection.execute("DELETE FROM article_regions WHERE article = ?", (number,))
    connection.execute("DELETE FROM article_topics WHERE article = ?", (number,))


def classify_again(batch: Batch) -> int:
    """Classify all articles by the vocabularies of today; return how many have changed."""
    connection = batch.connection
    portals = {row["key"]: _portal(row) for row in connection.execute("SELECT * FROM portals")}
    numbers = connection.execute(  # in the order of the file, in which they are read
        "SELECT number FROM articles WHERE status = 'active' ORDER BY number"
    ).fetchall()
    changed = 0
    for (number,) in numbers:
        row = connection.execute("SELECT * FROM articles WHERE number = ?", (number,)).fetchone()
        article = classify(article_of(row), portals[row["portal"]])
        values = record_values(article, article.columns)
        if all(row[name] == values[name] for name in _CLASSES):
            continue
        add_agency(batch, article)
        seq = batch.next_seq()
        connection.execute(
            "UPDATE articles SET source_agency = :source_agency, regions = :regions, topics = :topics,"
            " updated_at = :now, seq = :seq WHERE number = :number",
            values | {"now": batch.now, "seq": seq, "number": number},
        )
        drop_classes(connection, number)
        add_classes(connection, number, article)
        batch.log(seq, number, "updated")
        changed += 1
    return changed


def _portal(row: sqlite3.Row) -> PortalInfo:
    return PortalInfo(
        key=row["key"],
        title=row["title"],
        kind=row["kind"],
        region=row["region"],
        region_code=row["region_code"],
        home=row["home"],
        hosts=(),
        rights=row["rights"],
        family=row["family"],
    )
