"""Views that count and compare: topics, first publishers, freshness, and what is not known yet."""

from __future__ import annotations

from envnews.store.views.view import View

V_UNKNOWN_SOURCES = View(
    "v_unknown_sources",
    "Sources whose agency is not known for certain, the most frequent first: what to add to the vocabulary.",
    """
    SELECT
        source, count(number) AS articles, group_concat(DISTINCT portal) AS portals,
        min(published_on) AS first_on, max(published_on) AS last_on, min(canonical_url) AS example
    FROM articles
    WHERE status = 'active' AND source IS NOT NULL AND source_agency IS NULL
    GROUP BY source ORDER BY articles DESC, source
    """,
    {
        "articles": "Number of articles with this source.",
        "portals": "Portals that name it, joined by commas.",
        "first_on": "First local date of publication.",
        "last_on": "Last one.",
        "example": "Address of one of the articles.",
    },
    ("articles",),
)

V_FIRST_PUBLISHER = View(
    "v_first_publisher",
    "Stories that were reprinted: who published first, how many followed, and how soon.",
    """
    SELECT
        original.story_id, original.id, original.portal, portals.title AS portal_title, original.headline,
        original.published_at, original.published_on, original.source, original.source_agency,
        count(copy.number) AS reprints, count(DISTINCT copy.portal) AS portals,
        round(min(reprints.lag_minutes) / 60.0, 1) AS first_lag_hours,
        round(max(reprints.lag_minutes) / 60.0, 1) AS last_lag_hours
    FROM reprints
    JOIN articles AS copy ON copy.number = reprints.article AND copy.status = 'active'
    JOIN articles AS original ON original.number = reprints.original
    JOIN portals ON portals.key = original.portal
    GROUP BY original.number
    """,
    {
        "portal_title": "Chinese name of the portal that published first.",
        "reprints": "Number of reprints.",
        "portals": "Number of portals that reprinted.",
        "first_lag_hours": "Hours until the first reprint.",
        "last_lag_hours": "Hours until the last one.",
    },
    ("articles",),
)

V_TOPIC_BY_REGION_MONTH = View(
    "v_topic_by_region_month",
    "Articles by topic, province and month. A province is the portal's or one named in headline or lead, so an article may"
    " count for several.",
    """
    SELECT
        substr(articles.published_on, 1, 7) AS month, article_topics.topic, topics.name AS topic_name,
        provinces.code AS region, provinces.short AS region_name, count(DISTINCT articles.number) AS articles
    FROM article_topics
    JOIN articles ON articles.number = article_topics.article
    JOIN article_regions ON article_regions.article = articles.number
    JOIN regions ON regions.code = article_regions.region
    JOIN regions AS provinces ON provinces.code = regions.province
    JOIN topics ON topics.code = article_topics.topic
    WHERE articles.status = 'active' AND articles.published_on IS NOT NULL
    GROUP BY month, article_topics.topic, provinces.code
    """,
    {
        "month": "Local month of publication, `2022-07`.",
        "topic_name": "Chinese name of the topic.",
        "region": "Code of the province.",
        "region_name": "Its short name.",
        "articles": "Number of articles.",
    },
    ("article_topics",),
)

V_FRESHNESS = View(
    "v_freshness",
    "When each column was last looked at and what its newest article is: a portal that went quiet, or was not observed.",
    """
    SELECT
        columns.portal, portals.title AS portal_title, columns.name AS column,
        (SELECT max(day) FROM coverage WHERE coverage.portal = columns.portal AND coverage.column = columns.name)
            AS last_looked_on,
        lists.completed_at,
        (
            SELECT max(published_on) FROM articles WHERE articles.portal = columns.portal
                AND EXISTS (SELECT 1 FROM json_each(articles.columns) WHERE value = columns.name)
        ) AS newest
    FROM columns
    JOIN portals ON portals.key = columns.portal
    LEFT JOIN lists ON lists.portal = columns.portal AND lists.column = columns.name
    """,
    {
        "portal_title": "Chinese name of the portal.",
        "column": "Name of the column (栏目), as the site has it.",
        "last_looked_on": "Last local date on which a list page of the column was read.",
        "newest": "Latest local date of publication in the column.",
    },
    ("columns", "lists"),
)

V_FIELD_FILL = View(
    "v_field_fill",
    "How many of a portal's articles have each field, in percent: a selector that died shows here.",
    """
    SELECT
        portal, count(number) AS articles,
        round(100.0 * count(published_at) / count(number), 1) AS published_at,
        round(100.0 * sum(published_precision IN ('minute', 'second')) / count(number), 1) AS minute,
        round(100.0 * count(source) / count(number), 1) AS source,
        round(100.0 * count(source_agency) / max(count(source), 1), 1) AS source_agency,
        round(100.0 * count(author) / count(number), 1) AS author,
        round(100.0 * sum(keywords <> '[]') / count(number), 1) AS keywords,
        round(100.0 * sum(body <> '') / count(number), 1) AS body,
        round(100.0 * count(views) / count(number), 1) AS views,
        round(100.0 * sum(problems <> '[]') / count(number), 1) AS with_problems
    FROM articles WHERE status = 'active' GROUP BY portal
    """,
    {
        "articles": "Number of active articles.",
        "published_at": "Percent with a time of publication.",
        "minute": "Percent whose time is stated to the minute.",
        "source": "Percent with a source.",
        "source_agency": "Percent of the sources whose agency is known.",
        "author": "Percent with an author.",
        "keywords": "Percent with keywords.",
        "body": "Percent with a body.",
        "views": "Percent with a view count.",
        "with_problems": "Percent with something that could not be read.",
    },
    ("articles",),
)

MORE_VIEWS = (V_FIELD_FILL, V_FIRST_PUBLISHER, V_FRESHNESS, V_TOPIC_BY_REGION_MONTH, V_UNKNOWN_SOURCES)
