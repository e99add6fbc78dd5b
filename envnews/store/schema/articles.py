"""What the tables of the record mean: portals, articles, and what hangs on an article."""

from __future__ import annotations

from typing import Final

from envnews.store.schema.table import ARTICLE, COLUMN, PORTAL, Table

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

CHANGES: Final = Table(
    "changes",
    "The log of all changes to `articles`, in order.",
    {
        "seq": "Number of the change, strictly increasing.",
        "article": ARTICLE,
        "kind": "`new`, `revised` (the content was edited), `updated` (another field, one column more, or published after a"
        " dump held it back), `merged`, `withdrawn`, or `restored` (its page is back).",
        "at": "UTC time of writing.",
    },
)

COUNTERS: Final = Table(
    "counters",
    "Counters that outlive the rows they number.",
    {"name": "`seq`: the last change number.", "value": "Its value."},
)
