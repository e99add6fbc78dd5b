"""What the tables mean by which articles are brought together and found: stories, agencies, regions, topics, search."""

from __future__ import annotations

from typing import Final

from envnews.store.schema.table import ARTICLE, PORTAL, Table

STORIES: Final = Table(
    "stories",
    "The stories of more than one article.",
    {
        "id": "As in `articles.story_id`.",
        "original": "The story's original, as `articles.number`: the earliest of its articles that does not name"
        " the publisher of another one as its source.",
        "articles": "Number of its articles, the original included.",
    },
)

REPRINTS: Final = Table(
    "reprints",
    "The articles of a story that are not its original, and what each made of it.",
    {
        "article": ARTICLE,
        "original": "The original, as `articles.number`.",
        "named": "The article of the publisher that this one names as its source, as `articles.number`; null where"
        " it names none that has an article in the story.",
        "similarity": "As in `articles`.",
        "lag_minutes": "Minutes from the original's publication to this one's; whole days where one of them states"
        " a day alone. Negative where the page bears an earlier time than the original that it names.",
        "cut": "Share of the original's characters that this one lacks, 0 to 1; form and punctuation apart.",
        "added": "Share of this one's characters that the original lacks, 0 to 1.",
        "cut_text": "The passages that this one lacks, one a line.",
        "added_text": "The passages that only this one has, one a line.",
    },
)

STAYING: Final = Table(
    "staying",
    "Which articles of its story stayed when an article was erased, for who takes it back again.",
    {"article": "The erased article, as `articles.number`.", "reprint": "One that stayed, likewise."},
)

SKETCHES: Final = Table(
    "sketches",
    "What is kept of each text to find its reprints; texts of less than 40 characters have none.",
    {
        "article": ARTICLE,
        "algorithm": "Version of the way in which it was made; others are not compared.",
        "text_hash": "Hash of the text in normal form: equal for texts that differ in form alone.",
        "length": "Characters of the text in normal form.",
        "signature": "32 numbers whose likeness is that of the texts, then the hashes of the facts, 32 bits each.",
        "keys": "The keys of the article in `story_keys`, 64 bits each.",
    },
)

STORY_KEYS: Final = Table(
    "story_keys",
    "The keys under which the articles of `sketches` are found; two that share one may be of one story.",
    {"key": "Hash of a part of the signature.", "article": "The article, as `articles.number`."},
)

AGENCIES: Final = Table(
    "agencies",
    "Who stands behind sources: one identity for present, former and short names (环境保护厅 became 生态环境厅). Agencies appear"
    " when an article names them.",
    {
        "id": "Such as `mee`, `sthj-330000` (the environment department of 330000), `gov-330000`, `xinhua`.",
        "name": "Present name.",
        "kind": "`ministry`, `department`, `government`, `monitoring`, `institute` or `media`.",
        "region": "Code of GB/T 2260; null for agencies of the whole country.",
    },
)

REGIONS: Final = Table(
    "regions",
    "Provinces and prefectures (GB/T 2260), and county-level units that stand directly under their province.",
    {
        "code": "Code of GB/T 2260, six digits.",
        "name": "Full name.",
        "short": "Name without 省, 市, 自治州 ….",
        "iso": "ISO 3166-2:CN code, of provinces only.",
        "province": "Code of the province that it is or is in.",
    },
)

TOPICS: Final = Table(
    "topics",
    "The topics that articles can have.",
    {"code": "Such as `water` or `inspection`.", "name": "Chinese name."},
)

ARTICLE_REGIONS: Final = Table(
    "article_regions",
    "`articles.regions`, one a row.",
    {"article": ARTICLE, "region": "Code of GB/T 2260, as in `regions`."},
)

ARTICLE_TOPICS: Final = Table(
    "article_topics",
    "`articles.topics`, one a row.",
    {"article": ARTICLE, "topic": "Code, as in `topics`."},
)

ARTICLE_SEARCH: Final = Table(
    "article_search",
    "Full-text index (FTS5, without content) of the active articles: each character is a token, a space is `␠`, a line"
    " end `␤`. `envnews search` and docs/queries.md know how to ask it; `envnews reindex` makes it anew.",
    {
        "headline": "Headline, character by character.",
        "body": "Body likewise.",
        "pairs": "Pairs of very common characters that stand side by side in either, each once.",
    },
)

SEARCH_ROWS: Final = Table(
    "search_rows",
    "Which article a row of `article_search` is. Greater rows are of later publication days.",
    {
        "row": "`rowid` in `article_search`: days since 1970-01-01 × 1,048,576, and a number within the day. Articles"
        " without a date have rows of the first day.",
        "article": ARTICLE,
        "portal": PORTAL,
        "published_at": "As in `articles`.",
    },
)

SEARCH_QUEUE: Final = Table(
    "search_queue",
    "Changed articles that the index has not seen yet; empty but for edits made by other programs.",
    {
        "article": ARTICLE,
        "headline": "The headline that is indexed; null for a new article.",
        "body": "The body likewise.",
    },
)
