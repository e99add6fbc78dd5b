"""What every table and column means: the data from which docs/data-dictionary.md is written.

The definitions themselves stand in `migrations`; a test holds this against a migrated database, so a column
without a meaning, or a meaning without a column, does not ship. Views describe themselves in `views`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTAL: Final = "Key of the portal, such as `zj-sthjt`."
ARTICLE_ID: Final = "Stable identity of the document, derived from portal and document identity."
ARTICLE: Final = "The article, as `articles.number`."
COLUMN: Final = "Name of the column (栏目), as the site has it."


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its meaning and that of its columns."""

    name: str
    purpose: str
    columns: Mapping[str, str]


PORTALS: Final = Table(
    "portals",
    "The portals as their spiders declared them at the last run.",
    {
        "key": PORTAL,
        "title": "Chinese name.",
        "kind": "`ministry`, `department` or `media`.",
        "region": "ISO 3166-2:CN code; null for portals of no region.",
        "region_code": "Code of GB/T 2260, six digits; null likewise.",
        "home": "Home page.",
        "hosts": "JSON list of the portal's host names; the first is the canonical one.",
        "rights": "What may be printed: `official_document` or `media`.",
        "family": "The content management system that the portal's pages follow.",
        "updated_at": "UTC time of the last run that declared it.",
    },
)

COLUMNS: Final = Table(
    "columns",
    "The columns (栏目) that a portal declares.",
    {"portal": PORTAL, "name": COLUMN, "url": "Address of its first list page."},
)

ARTICLES: Final = Table(
    "articles",
    "One document of a portal a row, however many addresses and columns show it: the record.",
    {
        "number": "Row number in this file; other tables refer to it. Not stable across files: use `id`.",
        "id": "Stable identity, derived from portal and document identity: equal on every machine, never reused.",
        "portal": PORTAL,
        "columns": "JSON list of the columns that list the article, as the site names them.",
        "url": "Address as fetched, after redirects.",
        "canonical_url": "The document's address on the portal's canonical host, without tracking parameters.",
        "document_id": "The site's own number of the document.",
        "headline": "标题.",
        "subtitle": "副题.",
        "original_title": "原标题, the title the text had where it was first published.",
        "published_at": "Published time at +08:00, `2022-07-22T07:10:17+08:00`; a date alone gives `T00:00:00+08:00`.",
        "published_precision": "How exactly the page states it: `second`, `minute`, `hour` or `day`.",
        "published_origin": "Which witness it comes from, such as `label` or `meta_line`.",
        "published_on": "Local date of publication. Group by this: `date(published_at)` would shift it to UTC.",
        "source": "来源, as displayed.",
        "author": "作者 or the reporters of the dateline, joined by 、.",
        "editor": "编辑, 责任编辑, as displayed, joined by 、.",
        "keywords": "JSON list of the keywords that the page states.",
        "lead": "导读 or 摘要, as displayed.",
        "body": "Plain text, one paragraph a line.",
        "body_html": "The body as sanitised HTML with absolute links.",
        "body_scope": "How much of the body stands here: `full`, or, in a database filled from a dump, `excerpt` or `none`.",
        "views": "View count (阅读量) at the last fetch.",
        "index_number": "索引号 of an official document.",
        "document_number": "文号.",
        "issuing_agency": "发文机关.",
        "issued_on": "成文日期, as ISO 8601 date.",
        "valid": "有效性, as displayed.",
        "images": "JSON list of `url` and `caption`.",
        "attachments": "JSON list of `url`, `name`, `type` (file extension), `sha256` and `size` (bytes) once fetched.",
        "tables": "JSON list of tables, each a list of rows, each a list of cells.",
        "links": "JSON object: `previous` and `next` with `url` and `title`, and the list `related` of the same.",
        "region": "ISO 3166-2:CN code.",
        "rights": "What may be printed: `official_document` or `media`.",
        "story_id": "The story that it shares with its reprints: `articles.id` of the one with which the story began in"
        " this file. An article that nobody reprinted is alone in its own.",
        "original_id": "`articles.id` of the story's original, its earliest article; its own for an original.",
        "similarity": "How alike its text and the original's are, 0 to 1: characters that both have, of those that"
        " either has.",
        "revision": "Number of the current version of the content, 1 for an article that was never edited.",
        "content_hash": "SHA-256 of headline, published time, source, body and attachments in comparison form.",
        "status": "`active`, `withdrawn` or `merged`.",
        "withdrawn_reason": "Why a withdrawn article is: `gone` (its pages are gone from the site) or a person's word.",
        "merged_into": "Id of the article that this one was merged into.",
        "first_seen_at": "UTC time of the first fetch.",
        "last_seen_at": "UTC time of the last fetch that found it.",
        "updated_at": "UTC time at which this row last changed in more than `views` and `last_seen_at`.",
        "seq": "Number of that change; strictly increasing over the whole file.",
        "source_agency": "The agency behind `source`; null where it is not known for certain, see `v_unknown_sources`.",
        "regions": "JSON list of regions, codes of GB/T 2260: the portal's, then those named in headline and lead.",
        "topics": "JSON object: code of each topic, with the list of words that decided.",
        "witnesses": "JSON list of the candidates for each field: `field`, `origin`, `value` and `raw` (cut to 200"
        " characters), `detail`, `chosen`, `agrees`.",
        "problems": "JSON list of what could not be read: `field`, `code`, `message`.",
    },
)

ALIASES: Final = Table(
    "aliases",
    "Every address under which an article was seen: canonical, as fetched, on twin hosts, after a move.",
    {"url": "The address.", "article": ARTICLE, "first_seen_at": "UTC time at which it was first seen."},
)

KEYWORDS: Final = Table(
    "keywords",
    "The keywords of `articles`, one a row, for counting and joining.",
    {"article": ARTICLE, "position": "Place in the article's list, from 1.", "keyword": "The keyword."},
)

REVISIONS: Final = Table(
    "revisions",
    "All versions of the articles that were edited, the first and the current one included. An article that"
    " never changed has no row here.",
    {
        "number": "Row number.",
        "article": ARTICLE,
        "revision": "Number of the version, from 1.",
        "seen_at": "UTC time at which this version was first seen.",
        "changed": "JSON list of what differs from the version before: `headline`, `body`, `published_at`,"
        " `source`, `attachments`.",
        "content_hash": "As in `articles`.",
        "url": "Address from which this version was read.",
        "headline": "Headline of this version.",
        "published_at": "Published time of this version, at +08:00.",
        "published_precision": "How exactly the page stated it.",
        "source": "Source of this version.",
        "body": "Body of this version, plain text.",
        "body_html": "Body of this version, sanitised HTML.",
        "attachments": "Attachments of this version, JSON as in `articles`.",
    },
)

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

SKETCHES: Final = Table(
    "sketches",
    "What is kept of each text to find its reprints; texts of less than 40 characters have none.",
    {
        "article": ARTICLE,
        "algorithm": "Version of the way in which it was made; others are not compared.",
        "text_hash": "Hash of the text in normal form: equal for texts that differ in form alone.",
        "length": "Characters of the text in normal form.",
        "signature": "32 numbers whose likeness is that of the texts, then the hashes of the facts, 32 bits each.",
    },
)

STORY_KEYS: Final = Table(
    "story_keys",
    "The keys under which the articles of `sketches` are found; two that share one may be of one story.",
    {"key": "Hash of a part of the signature.", "article": "The article, as `articles.number`."},
)

CHANGES: Final = Table(
    "changes",
    "The log of all changes to `articles`, in order.",
    {
        "seq": "Number of the change, strictly increasing.",
        "article": ARTICLE,
        "kind": "`new`, `revised` (the content was edited), `updated` (another field, or one column more),"
        " `merged`, `withdrawn`, or `restored` (its page is back).",
        "at": "UTC time of writing.",
    },
)

COUNTERS: Final = Table(
    "counters",
    "Counters that outlive the rows they number.",
    {"name": "`seq`: the last change number.", "value": "Its value."},
)

PAGES: Final = Table(
    "pages",
    "Where the page of each listed document stands: the memory by which a crawl goes on.",
    {
        "article_id": ARTICLE_ID,
        "portal": PORTAL,
        "article": "The article that the page gave, as `articles.number`; its id differs for a copy.",
        "url": "Address at which the page is asked for.",
        "state": "`pending` (listed, to be fetched), `stored`, `failed` (tried again), `gone` (404 or 410),"
        " `quarantined`.",
        "columns": "JSON object: the columns that list the document, each with the UTC time of its first listing,"
        " to the microsecond: it is compared with `lists.completed_at`.",
        "listed_title": "Title in the list that named the document first.",
        "listed_published_at": "Date there, at +08:00.",
        "listed_precision": "How exactly that list states it.",
        "first_listed_at": "UTC time at which a list first named the document.",
        "last_listed_at": "UTC time at which a list last named it.",
        "gone_since": "UTC time of the first of the answers 404 or 410 in a row; null where the last one was another.",
        "gone_answers": "How many of them there were.",
        "attempts": "Failed fetches since the last answer.",
        "status": "HTTP status of the last answer; null where there was none.",
        "error": "What the last fetch failed of.",
        "etag": "Validator of the last answer, for conditional requests.",
        "last_modified": "Validator likewise.",
        "body_sha256": "SHA-256 of the bytes of the last page.",
        "first_fetched_at": "UTC time of the first answer; the schedule of re-checks counts from it.",
        "fetched_at": "UTC time of the last fetch.",
        "next_check_at": "UTC time from which the page is looked at again; null when it is not.",
    },
)

LISTS: Final = Table(
    "lists",
    "The first list page of each column: its validators, and when the column was read.",
    {
        "portal": PORTAL,
        "column": COLUMN,
        "url": "Address of the page.",
        "status": "HTTP status of the last answer.",
        "etag": "Validator of the list as it was when the column was last complete, for conditional requests.",
        "last_modified": "Validator likewise.",
        "checked_at": "UTC time of the last answer.",
        "total": "Number of the column's entries as the list last stated it; null where it states none.",
        "completed_at": "UTC time, to the microsecond, at which the column was last read to its stop, all its pages"
        " settled.",
    },
)

COVERAGE: Final = Table(
    "coverage",
    "On which days a column was looked at: no row means 'not observed', not 'nothing published'.",
    {
        "portal": PORTAL,
        "column": COLUMN,
        "day": "Local date at +08:00.",
        "pages": "List pages read on that day.",
        "entries": "Entries on them.",
    },
)

QUARANTINE: Final = Table(
    "quarantine",
    "Pages that gave no valid article, with the reason; the same bytes are kept once.",
    {
        "number": "Row number.",
        "portal": PORTAL,
        "article_id": ARTICLE_ID,
        "url": "Address as fetched.",
        "field": "Field that is missing or wrong, or `page`.",
        "reason": "Stable code, such as `no_headline`.",
        "message": "Portal, address, field and what to do, for people.",
        "problems": "JSON list of the problems met in extraction.",
        "headers": "JSON list of the response headers, pairs of name and value.",
        "body": "Bytes of the page, compressed with zlib.",
        "body_sha256": "SHA-256 of the bytes before compression.",
        "first_at": "UTC time at which these bytes were first fetched.",
        "last_at": "UTC time at which they were last fetched.",
        "resolved_at": "UTC time at which the document gave a valid article after all.",
    },
)

RUNS: Final = Table(
    "runs",
    "Every command that wrote, opened before it began.",
    {
        "number": "Number of the run.",
        "command": "The command.",
        "version": "Version of envnews.",
        "host": "Host name of the machine.",
        "process": "Process number and start time, by which a dead run is told from a living one.",
        "started_at": "UTC.",
        "ended_at": "UTC; null while the run lasts.",
        "exit_code": "Exit code; null where the process died.",
        "killed": "1 if the process died without closing the run.",
    },
)

PORTAL_RUNS: Final = Table(
    "portal_runs",
    "Each portal's part of a run.",
    {
        "number": "Number of the portal run.",
        "run": "The run, as `runs.number`.",
        "portal": PORTAL,
        "started_at": "UTC.",
        "ended_at": "UTC; null while it lasts.",
        "outcome": "How it ended, such as `ok`, `nothing_new`, `skipped_javascript`, `blocked` or `killed`; null while it lasts.",
        "counters": "JSON object of counters.",
        "message": "A sentence for people on what went wrong.",
        "not_before": "UTC time before which the site asked not to be asked again (Retry-After); else null.",
    },
)

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
        "row": "`rowid` in `article_search`: days since 1970-01-01 × 65,536, and a number within the day. Articles"
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

FIELD_MEASURES: Final = Table(
    "field_measures",
    "How often each field was read in a portal's part of a run, and by whom: a selector is seen dying here.",
    {
        "portal_run": "The portal's part of a run, as `portal_runs.number`.",
        "field": "Field of the record.",
        "pages": "Pages that were asked for it.",
        "filled": "Of these, pages that gave a value.",
        "disputed": "Pages on which another witness said something else.",
        "size": "For the body, the sum of the natural logarithms of its lengths in characters; else 0.",
    },
)

WITNESS_MEASURES: Final = Table(
    "witness_measures",
    "How often each selector and each page label gave a field in a portal's part of a run.",
    {
        "portal_run": "The portal's part of a run, as `portal_runs.number`.",
        "field": "Field of the record.",
        "witness": "`rule` with the selector, or `label` with the meta tag's name.",
        "pages": "Pages on which it gave the field, whether its value was chosen or not.",
    },
)

LIST_MEASURES: Final = Table(
    "list_measures",
    "How many entries the first list page of each column had in a portal's part of a run.",
    {
        "portal_run": "The portal's part of a run, as `portal_runs.number`.",
        "column": COLUMN,
        "entries": "Entries on the page; a column answered with 304 has no row.",
    },
)

TABLES: Final = (
    *(PORTALS, COLUMNS, ARTICLES, ALIASES, KEYWORDS, REVISIONS, CHANGES, COUNTERS),
    *(STORIES, REPRINTS, SKETCHES, STORY_KEYS),
    *(AGENCIES, REGIONS, TOPICS, ARTICLE_REGIONS, ARTICLE_TOPICS),
    *(ARTICLE_SEARCH, SEARCH_ROWS, SEARCH_QUEUE),
    *(PAGES, LISTS, COVERAGE, QUARANTINE, RUNS, PORTAL_RUNS),
    *(FIELD_MEASURES, WITNESS_MEASURES, LIST_MEASURES),
    *(DATASET, IMPORTS, IMPORTED, FEEDS),
)
