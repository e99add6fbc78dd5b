"""What the tables mean by which dumps are followed, taken in and given out as feeds."""

from __future__ import annotations

from typing import Final

from envnews.store.schema.table import ARTICLE, Table

DATASET: Final = Table(
    "dataset",
    "One row, made by the first dump: how followers of the dumps know this database.",
    {
        "name": "Name of the dataset, random, kept for ever.",
        "epoch": "Name of the present history of change numbers, random; it changes when history begins anew.",
    },
)

IMPORTS: Final = Table(
    "imports",
    "The dumps that this database is filled from, and how far.",
    {
        "number": "Row number.",
        "dataset": "Name of the dataset.",
        "scope": "Which part of it the dump holds.",
        "epoch": "History to which the change numbers belong.",
        "seq": "Number of the last change applied.",
        "loading": "SHA-256 of the manifest of the full dump that is being loaded; null when it is done.",
        "records": "Records of that full dump, or else of the change file under way, that are applied.",
        "mirror": "1 while the database holds nothing but this dataset, whose change numbers are then its own.",
        "updated_at": "UTC time of the last batch.",
    },
)

IMPORTED: Final = Table(
    "imported",
    "Which articles came from a dump, and with which change.",
    {
        "article": ARTICLE,
        "import": "The dump, as `imports.number`.",
        "seq": "Number of the change, as the dump counts.",
    },
)

FEEDS: Final = Table(
    "feeds",
    "Saved searches, each of which is a feed beside the dump.",
    {
        "name": "Name of the feed and of its files.",
        "query": "Words that headline or body contain, all of them; null for any.",
        "portal": "Key of the portal; null for all.",
        "region": "ISO 3166-2:CN code; null for all.",
        "topic": "Code of the topic; null for all.",
        "created_at": "UTC.",
    },
)
