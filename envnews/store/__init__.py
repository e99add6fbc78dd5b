"""The store: one SQLite file is memory, product and proof; one class writes it.

Importing this package is cheap: sqlite-utils is loaded when a database is created, migrated or opened
by `open_database`.
"""

from __future__ import annotations

from envnews.store.changes import (
    ArticleFetched,
    Change,
    ColumnCompleted,
    DiscoveredEntry,
    FetchFailed,
    ListChecked,
    NotModified,
    PageState,
    Quarantined,
    Stored,
)
from envnews.store.crawl.frontier import Frontier, KnownPage, Validators
from envnews.store.crawl.runs import Outcome
from envnews.store.file.database import open_database
from envnews.store.reader import SqliteFrontier, StoredArticle, articles, read_article
from envnews.store.search.hits import Hit, Marked, Search, count_articles, find_articles
from envnews.store.search.query import Terms
from envnews.store.writing.batch import RECHECK
from envnews.store.writing.writer import Writer

__all__ = [
    "RECHECK",
    "ArticleFetched",
    "Change",
    "ColumnCompleted",
    "DiscoveredEntry",
    "FetchFailed",
    "Frontier",
    "Hit",
    "KnownPage",
    "ListChecked",
    "Marked",
    "NotModified",
    "Outcome",
    "PageState",
    "Quarantined",
    "Search",
    "SqliteFrontier",
    "Stored",
    "StoredArticle",
    "Terms",
    "Validators",
    "Writer",
    "articles",
    "count_articles",
    "find_articles",
    "open_database",
    "read_article",
]
