"""One HTML page about a database, in Chinese or English, that needs nothing but itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from envnews import __version__
from envnews.web.charts import daily_bars, ranked_bars, tile_grid
from envnews.web.figures import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from envnews.web.figures import Changed, Figures

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "title": "生态环境新闻监测报告", "made": "生成时间", "articles": "篇文章", "portals": "个站点", "to": "至",
        "unit": "篇", "trend": f"近 {DAYS} 天每日发布量", "map": f"近 {DAYS} 天各省发布量", "topics": f"近 {DAYS} 天主题分布",
        "reprinted": "转载最多的文章", "changed": "发布后被修改的文章", "withdrawn": "已撤下的文章", "trouble": "需要关注的站点",
        "all_portals": "各站点情况", "headline": "标题", "first": "首发站点", "reprints": "转载站点数", "lag": "最快转载（小时）",
        "portal": "站点", "when": "发现时间（UTC）", "what": "改动", "newest": "最新文章", "outcome": "上次运行", "message": "说明",
        "changed_headline": "标题", "changed_body": "正文", "changed_published_at": "发布时间", "changed_source": "来源",
        "changed_attachments": "附件", "stored": "已存文章", "none": "无", "empty": "数据库里还没有文章。", "day_note": "按页面标明的发布日期（北京时间）统计；没有数据的省份显示“–”。",
    },
    "en": {
        "title": "Environment news: monitoring report", "made": "Made", "articles": "articles", "portals": "portals", "to": "to",
        "unit": "articles", "trend": f"Published a day, last {DAYS} days", "map": f"Published by province, last {DAYS} days",
        "topics": f"Topics, last {DAYS} days", "reprinted": "Most reprinted", "changed": "Edited after publication",
        "withdrawn": "Withdrawn", "trouble": "Portals in trouble", "all_portals": "All portals", "headline": "Headline",
        "first": "First on", "reprints": "Reprinted by", "lag": "First reprint after (hours)", "portal": "Portal",
        "when": "Seen at (UTC)", "what": "Changed", "newest": "Newest article", "outcome": "Last run", "message": "Message",
        "changed_published_at": "time", "stored": "Articles stored", "none": "none", "empty": "The database holds no articles yet.",
        "day_note": "By the stated date of publication (+08:00); provinces without data show “–”.",
    },
}  # fmt: skip
"""What the page says, by language."""

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif;
       color: #222; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.6rem; margin: .5rem 0 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #ccd; }
.lead { color: #556; margin: 0; } figure { margin: 1rem 0; } figcaption { font-weight: 600; }
svg { width: 100%; height: auto; } .bars rect { fill: #2166ac; } .axis { stroke: #889; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #e4e4ea; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } td.number, th.number { text-align: right; } a { color: #1a5a9a; }
@media print { body { max-width: none; font-size: 11px; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } }
"""


def report_html(figures: Figures, made_at: datetime, language: str = "zh") -> str:
    """Return the page.

    Args:
        figures: What it shows.
        made_at: Aware time that stands on it.
        language: A key of `WORDS`.
    """
    words = WORDS[language]
    span = f"{figures.first_day} {words['to']} {figures.last_day}" if figures.first_day else words["empty"]
    lead = (
        f"{figures.articles} {words['articles']} · {len(figures.portals)} {words['portals']} · {span} ·"
        f" {words['made']} {made_at:%Y-%m-%d %H:%M %Z}"
    )
    parts = [
        daily_bars(figures.days, words["trend"], words["unit"]),
        tile_grid(figures.regions, words["map"], words["unit"]),
        ranked_bars(figures.topics, words["topics"], words["unit"]),
        f"<p class=lead>{escape(words['day_note'])}</p>",
        _section(words, "trouble", ("portal", "outcome", "message"), _troubles(figures)),
        _section(words, "reprinted", ("headline", "first", "reprints", "lag"), _reprints(figures)),
        _section(words, "changed", ("headline", "portal", "when", "what"), _changes(figures.changed, words)),
        _section(words, "withdrawn", ("headline", "portal", "when"), _withdrawals(figures.withdrawn)),
        _section(words, "all_portals", ("portal", "stored", "newest", "outcome"), _portals(figures)),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(words["title"])}</title>'
        f'<link rel="icon" href="data:,"><meta name="generator" content="envnews {__version__}"><style>{_STYLE}</style></head><body>'
        f"<h1>{escape(words['title'])}</h1><p class=lead>{escape(lead)}</p>{''.join(parts)}</body></html>\n"
    )


Cell = str | tuple[str, str]
"""A cell: text, or the text and address of a link."""


def _section(
    words: Mapping[str, str], name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    heading = f"<h2>{escape(words[name])}</h2>"
    if not body:
        return f"{heading}<p class=lead>{escape(words['none'])}</p>"
    head = "".join(f"<th>{escape(words[column])}</th>" for column in columns)
    return (
        f"{heading}<div class=scroll><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    text, address = cell
    # Addresses were checked when they were stored; a database may have been edited since.
    if not address.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(text)}</a>'


def _troubles(figures: Figures) -> Iterable[Sequence[Cell]]:
    return ((portal.title, portal.outcome or "", portal.message) for portal in figures.in_trouble)


def _reprints(figures: Figures) -> Iterable[Sequence[Cell]]:
    for story in figures.reprinted:
        lag = "–" if story.lag_hours is None else f"{story.lag_hours:.1f}"
        yield (story.headline, story.url), story.portal, str(story.reprints), lag


def _changes(changes: Iterable[Changed], words: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    for change in changes:
        what = "、".join(words.get(f"changed_{name}", name) for name in change.what.split("、"))
        yield (change.headline, change.url), change.portal, change.when, what


def _withdrawals(changes: Iterable[Changed]) -> Iterable[Sequence[Cell]]:
    return (((change.headline, change.url), change.portal, change.when) for change in changes)


def _portals(figures: Figures) -> Iterable[Sequence[Cell]]:
    for portal in figures.portals:
        yield portal.title, str(portal.articles), portal.newest or "–", portal.outcome or "–"
