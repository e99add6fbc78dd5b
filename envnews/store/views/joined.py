"""Views for analysts: the same facts as the tables, joined and readable.

Their names and columns are kept stable; they are made anew after every migration.
"""

from __future__ import annotations

from envnews.store.views.analysis import MORE_VIEWS
from envnews.store.views.view import View

V_ARTICLES = View(
    "v_articles",
    "Every article that may be shown, one a row, with lists as text.",
    """
    SELECT
        articles.id, articles.portal, portals.title AS portal_title, portals.kind, articles.region,
        (SELECT group_concat(value, '、') FROM json_each(articles.columns)) AS columns,
        articles.headline, articles.published_on, articles.published_at, articles.source, articles.source_agency,
        (SELECT group_concat(topics.name, '、') FROM article_topics JOIN topics ON topics.code = topic
            WHERE article = articles.number) AS topics,
        articles.author,
        articles.editor,
        (SELECT group_concat(value, '、') FROM json_each(articles.keywords)) AS keywords,
        articles.lead, articles.body, articles.views, articles.document_number, articles.issuing_agency,
        json_array_length(articles.images) AS images,
        json_array_length(articles.attachments) AS attachments,
        articles.revision, articles.canonical_url, articles.rights, articles.first_seen_at,
        articles.updated_at
    FROM articles JOIN portals ON portals.key = articles.portal
    WHERE articles.status = 'active'
    """,
    {
        "portal_title": "Chinese name of the portal.",
        "columns": "Names of the columns that list the article, joined by 、.",
        "topics": "Chinese names of the topics, joined by 、.",
        "keywords": "Keywords, joined by 、.",
        "images": "Number of images.",
        "attachments": "Number of attachments.",
    },
    ("articles", "portals"),
)

V_CHANGED_ARTICLES = View(
    "v_changed_articles",
    "Every edit of an article after its first publication, with the texts before and after.",
    """
    SELECT
        articles.id, articles.portal, articles.canonical_url, later.revision, later.seen_at, later.changed,
        earlier.headline AS headline_before, later.headline AS headline_after,
        earlier.published_at AS published_at_before, later.published_at AS published_at_after,
        earlier.source AS source_before, later.source AS source_after,
        earlier.attachments AS attachments_before, later.attachments AS attachments_after,
        earlier.body AS body_before, later.body AS body_after
    FROM revisions AS later
    JOIN revisions AS earlier ON earlier.article = later.article AND earlier.revision = later.revision - 1
    JOIN articles ON articles.number = later.article
    """,
    {
        "headline_before": "Headline before the edit.",
        "headline_after": "Headline after the edit.",
        "published_at_before": "Published time before the edit.",
        "published_at_after": "Published time after the edit.",
        "source_before": "Source before the edit.",
        "source_after": "Source after the edit.",
        "attachments_before": "Attachments before the edit, JSON.",
        "attachments_after": "Attachments after the edit, JSON.",
        "body_before": "Body before the edit.",
        "body_after": "Body after the edit.",
    },
    ("revisions", "articles"),
)

V_DAILY_COUNTS = View(
    "v_daily_counts",
    "Articles by local date of publication and portal.",
    """
    SELECT articles.published_on, articles.portal, portals.region, count(articles.number) AS articles
    FROM articles JOIN portals ON portals.key = articles.portal
    WHERE articles.status = 'active' AND articles.published_on IS NOT NULL
    GROUP BY articles.published_on, articles.portal
    """,
    {"articles": "Number of articles."},
    ("articles", "portals"),
)

V_COVERAGE = View(
    "v_coverage",
    "Days on which a column was looked at, with what it published on them: 0 is 'nothing published', no row is"
    " 'not observed'.",
    """
    SELECT
        coverage.portal, coverage.column, coverage.day, coverage.pages,
        (
            SELECT count(*) FROM articles
            WHERE articles.portal = coverage.portal AND articles.published_on = coverage.day
                AND EXISTS (SELECT 1 FROM json_each(articles.columns) WHERE value = coverage.column)
        ) AS articles
    FROM coverage
    """,
    {"articles": "Number of articles of the column published on that day."},
    ("coverage",),
)

V_REPRINTS = View(
    "v_reprints",
    "Who reprinted what, how much later, and what was cut and added. One row a reprint.",
    """
    SELECT
        articles.story_id, articles.id, articles.portal, portals.title AS portal_title, articles.headline,
        articles.published_at, articles.source,
        original.id AS original_id, original.portal AS original_portal,
        original_portals.title AS original_portal_title, original.headline AS original_headline,
        original.published_at AS original_published_at, named.id AS named_id,
        round(reprints.lag_minutes / 60.0, 1) AS lag_hours, reprints.similarity, reprints.cut, reprints.added,
        reprints.cut_text, reprints.added_text, articles.canonical_url, original.canonical_url AS original_url
    FROM reprints
    JOIN articles ON articles.number = reprints.article
    JOIN portals ON portals.key = articles.portal
    JOIN articles AS original ON original.number = reprints.original
    JOIN portals AS original_portals ON original_portals.key = original.portal
    LEFT JOIN articles AS named ON named.number = reprints.named
    WHERE articles.status = 'active'
    """,
    {
        "portal_title": "Chinese name of the portal that reprinted.",
        "original_portal": "Portal of the original.",
        "original_portal_title": "Chinese name of the original's portal.",
        "original_headline": "Headline of the original.",
        "original_published_at": "Published time of the original.",
        "named_id": "Article of the publisher that the reprint names as its source, null where none is stored.",
        "lag_hours": "Hours from the original's publication to the reprint's; whole days where a page states no time.",
        "original_url": "The original's address.",
    },
    ("articles", "reprints"),
)

V_PORTAL_HEALTH = View(
    "v_portal_health",
    "One row a portal: how its last run ended, what is stored, what waits.",
    """
    SELECT
        portals.key AS portal, portals.title, last.outcome, last.message, last.started_at, last.ended_at,
        last.counters,
        (SELECT max(number) FROM portal_runs WHERE portal = portals.key AND outcome IN ('ok', 'nothing_new'))
            AS last_good_run,
        (SELECT count(*) FROM articles WHERE portal = portals.key AND status = 'active') AS articles,
        (SELECT max(published_on) FROM articles WHERE portal = portals.key) AS newest,
        (SELECT count(*) FROM pages WHERE portal = portals.key AND state IN ('pending', 'failed')) AS unfinished,
        (SELECT count(*) FROM quarantine WHERE portal = portals.key AND resolved_at IS NULL) AS quarantined
    FROM portals
    LEFT JOIN portal_runs AS last
        ON last.number = (SELECT max(number) FROM portal_runs WHERE portal = portals.key)
    """,
    {
        "outcome": "Outcome of the last run, null while it lasts.",
        "last_good_run": "Number of the last portal run that ended ok or nothing_new.",
        "articles": "Number of active articles.",
        "newest": "Latest local date of publication.",
        "unfinished": "Pages that the next run fetches: listed or failed.",
        "quarantined": "Pages in quarantine that have not given an article since.",
    },
    ("portal_runs", "portals"),
)

VIEWS = (
    *(V_ARTICLES, V_CHANGED_ARTICLES, V_COVERAGE, V_DAILY_COUNTS, V_PORTAL_HEALTH, V_REPRINTS),
    *MORE_VIEWS,
)
