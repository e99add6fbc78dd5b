"""The questions that Datasette offers ready-made: each is one SELECT with named parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Question:
    """A canned query: its name in the address, its title, what it answers, and its SQL."""

    name: str
    title: str
    description: str
    sql: str


SEARCH: Final = Question(
    "search",
    "全文检索 Search",
    "Articles whose headline or text holds these characters in a row, the newest 100 first, hits in 【】; a headline leads to"
    " the whole text. Leave empty what does not matter. Dates: 2022-07-22. Portal: its key. Region: code or name, 浙江省 or 杭州市. Topic: code or name,"
    " 水环境. Several terms, exclusions, best first: `envnews search`.",
    """
    WITH RECURSIVE spelled (place, letter) AS (
        SELECT 1, substr(:q, 1, 1)
        UNION ALL SELECT place + 1, substr(:q, place + 1, 1) FROM spelled WHERE place < length(:q)
    ), phrase (text) AS (
        SELECT '"' || group_concat(CASE letter WHEN ' ' THEN '␠' WHEN '"' THEN '""' ELSE letter END, ' ') || '"'
        FROM spelled
    )
    SELECT articles.published_on, portals.title AS portal, articles.headline,
        replace(substr(articles.body, max(1, instr(lower(articles.body), lower(:q)) - 30), 80), :q, '【' || :q || '】')
            AS snippet,
        articles.source, articles.canonical_url, articles.id
    FROM article_search
    JOIN search_rows ON search_rows.row = article_search.rowid
    JOIN articles ON articles.number = search_rows.article
    JOIN portals ON portals.key = articles.portal
    WHERE article_search MATCH (SELECT text FROM phrase) AND length(:q) > 0
        AND (:since = '' OR articles.published_on >= :since)
        AND (:until = '' OR articles.published_on <= :until)
        AND (:portal = '' OR articles.portal = :portal)
        AND (:region = '' OR EXISTS (
            SELECT 1 FROM article_regions JOIN regions AS named ON named.code = article_regions.region
            JOIN regions AS wanted ON wanted.code IN (named.code, named.province)
            WHERE article_regions.article = articles.number
                AND :region IN (wanted.code, wanted.iso, wanted.name, wanted.short)
        ))
        AND (:topic = '' OR EXISTS (
            SELECT 1 FROM article_topics JOIN topics ON code = topic
            WHERE article_topics.article = articles.number AND :topic IN (code, name)
        ))
    ORDER BY article_search.rowid DESC LIMIT 100
    """,
)

QUESTIONS: Final = (
    SEARCH,
    Question(
        "latest",
        "最新文章 Latest articles",
        "The newest articles of all portals.",
        "SELECT published_at, portal_title, headline, source, canonical_url, id FROM v_articles"
        " ORDER BY published_at DESC LIMIT 100",
    ),
    Question(
        "reprints",
        "转载与时差 Reprints and their lag",
        "Who reprinted what, how many hours later, and how much was cut and added; with a first day.",
        "SELECT published_at, portal_title, headline, original_portal_title, original_headline, lag_hours,"
        " round(cut, 2) AS cut, round(added, 2) AS added, canonical_url, id, original_id FROM v_reprints"
        " WHERE :since = '' OR published_at >= :since ORDER BY published_at DESC LIMIT 200",
    ),
    Question(
        "edited",
        "发布后的修改 Edits",
        "Every edit after publication, the latest first, with the headlines before and after.",
        "SELECT seen_at, portal, changed, headline_before, headline_after, canonical_url, id"
        " FROM v_changed_articles ORDER BY seen_at DESC LIMIT 200",
    ),
    Question(
        "per_day_and_region",
        "每日各省发布量 Articles a day and region",
        "How many articles were published, by local date and region.",
        "SELECT published_on, region, sum(articles) AS articles FROM v_daily_counts"
        " GROUP BY published_on, region ORDER BY published_on DESC, articles DESC LIMIT 500",
    ),
    Question(
        "freshness",
        "站点新鲜度 Freshness of portals",
        "How each portal's last run ended, its newest article, and what waits.",
        "SELECT title, outcome, newest, articles, unfinished, quarantined, started_at, message"
        " FROM v_portal_health ORDER BY newest",
    ),
    Question(
        "topics_by_month",
        "主题趋势 Topics by month",
        "Articles by month and topic.",
        "SELECT substr(published_on, 1, 7) AS month, topics.name AS topic, count(*) AS articles"
        " FROM article_topics JOIN topics ON topics.code = topic JOIN articles ON number = article"
        " WHERE published_on IS NOT NULL AND status = 'active'"
        " GROUP BY month, topic ORDER BY month DESC, articles DESC LIMIT 500",
    ),
)
