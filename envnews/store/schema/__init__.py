"""What every table and column means: the data from which docs/data-dictionary.md is written.

The definitions themselves stand in `envnews.store.migrations`; a test holds this against a migrated database, so a
column without a meaning, or a meaning without a column, does not ship. Views describe themselves in `views`.
"""

from __future__ import annotations

from typing import Final

from envnews.store.schema.articles import (
    ALIASES,
    ARTICLES,
    CHANGES,
    COLUMNS,
    COUNTERS,
    KEYWORDS,
    PORTALS,
    REVISIONS,
)
from envnews.store.schema.crawl import (
    ALARMS,
    COVERAGE,
    FIELD_MEASURES,
    LIST_MEASURES,
    LISTS,
    PAGES,
    PORTAL_RUNS,
    QUARANTINE,
    RUNS,
    WITNESS_MEASURES,
)
from envnews.store.schema.dumps import (
    DATASET,
    FEEDS,
    IMPORTED,
    IMPORTS,
)
from envnews.store.schema.groups import (
    AGENCIES,
    ARTICLE_REGIONS,
    ARTICLE_SEARCH,
    ARTICLE_TOPICS,
    REGIONS,
    REPRINTS,
    SEARCH_QUEUE,
    SEARCH_ROWS,
    SKETCHES,
    STAYING,
    STORIES,
    STORY_KEYS,
    TOPICS,
)

TABLES: Final = (
    *(PORTALS, COLUMNS, ARTICLES, ALIASES, KEYWORDS, REVISIONS, CHANGES, COUNTERS),
    *(STORIES, REPRINTS, STAYING, SKETCHES, STORY_KEYS),
    *(AGENCIES, REGIONS, TOPICS, ARTICLE_REGIONS, ARTICLE_TOPICS),
    *(ARTICLE_SEARCH, SEARCH_ROWS, SEARCH_QUEUE),
    *(PAGES, LISTS, COVERAGE, QUARANTINE, RUNS, PORTAL_RUNS),
    *(FIELD_MEASURES, WITNESS_MEASURES, LIST_MEASURES, ALARMS),
    *(DATASET, IMPORTS, IMPORTED, FEEDS),
)
