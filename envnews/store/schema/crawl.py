"""What the tables of the crawl mean: its memory of pages and lists, its runs, and what they are measured by."""

from __future__ import annotations

from typing import Final

from envnews.store.schema.table import ARTICLE_ID, COLUMN, PORTAL, Table

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
        "named": "Entries that it gave when it was last read to its end, those that lead to other sites included.",
        "listed": "Documents that the column has named so far, in all runs; null where it states no total.",
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
        "reason": "Stable code, such as `no_headline`, or `leads_elsewhere` of a page that redirects to another site.",
        "message": "Portal, address, field and what to do, for people.",
        "problems": "JSON list of the problems met in extraction.",
        "headers": "JSON list of the response headers, pairs of name and value; of `leads_elsewhere` the `Location` alone.",
        "body": "Bytes of the page, compressed with zlib; none of `leads_elsewhere`.",
        "body_sha256": "SHA-256 of the bytes before compression.",
        "first_at": "UTC time at which these bytes were first fetched; for this reason, and since the document last gave an"
        " article.",
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
        "counters": "JSON object of counters, and `rules`, a checksum of the rules that pages were read with.",
        "message": "A sentence for people on what went wrong.",
        "not_before": "UTC time before which the site asked not to be asked again (Retry-After); else null.",
        "reasons": "JSON list of what it is in trouble for, in words that stay the same from run to run.",
        "unverified_hosts": "JSON list of the portal's hosts whose certificate was exempted from verification.",
    },
)

ALARMS: Final = Table(
    "alarms",
    "What the operator was told of each portal in trouble, so that the same is not told by every crawl.",
    {
        "subject": "Key of the portal, or `portal files` for those that cannot be loaded.",
        "since": "UTC time at which the trouble was first told.",
        "reasons": "JSON list of what was told so far, as in `portal_runs.reasons`.",
        "told_at": "UTC time at which it was last told.",
        "well_since": "UTC time since which its runs go well; null while it is in trouble.",
        "told_well": "1 if what was told last is that it is well again.",
        "recoveries": "How often that was told.",
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
    "How many entries the first list page of each column had in a portal's part of a run, and what it states.",
    {
        "portal_run": "The portal's part of a run, as `portal_runs.number`.",
        "column": COLUMN,
        "entries": "Entries on the page; a column answered with 304 has no row.",
        "total": "Entries that the list states it has; null where it states none.",
        "named": "Entries on all its pages, where the run has read it to its end; else null.",
        "listed": "Documents that the column has named so far, in all runs; null where it states no total.",
        "elsewhere": "Rows on that page that lead to other sites.",
    },
)
