"""One HTML page about a database, in Chinese or English, that needs nothing but itself."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Final

from envnews import __version__
from envnews.model import CHINA_TIME
from envnews.web.charts import bars, heat_table, ranked_bars, tile_grid
from envnews.web.figures import MONTHS
from envnews.web.words import TOPICS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from envnews.web.figures import Changed, Figures

STYLE: Final = """
:root { color-scheme: light; }
body { font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif;
       color: #222; margin: 0 auto; max-width: 68rem; padding: 1rem; }
h1 { font-size: 1.6rem; margin: .5rem 0 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #ccd; }
.lead { color: #556; margin: 0; } figcaption { font-weight: 600; margin-bottom: .3rem; } figure { margin: 0; min-width: 0; }
.keys { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0; padding: 0; list-style: none; }
.keys li { flex: 1 1 8rem; border: 1px solid #ccd; border-radius: 6px; padding: .4rem .8rem; }
.keys b { display: block; font-size: 1.5rem; line-height: 1.3; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.6rem 2.4rem; margin: 1.4rem 0; }
.charts figure:nth-child(2):nth-last-child(2) { grid-row: span 2; } .wide { margin: 1.4rem 0; } svg { width: 100%; height: auto; max-width: 38rem; }
.bars rect { fill: #2166ac; } .axis { stroke: #dde; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #e4e4ea; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } .number { text-align: right; font-variant-numeric: tabular-nums; } a { color: #1a5a9a; }
td.word { min-width: 6.5em; } td.time { white-space: nowrap; }
.heat { width: auto; } .heat th, .heat td { text-align: center; min-width: 3.6rem; padding: .15rem .3rem; border: 1px solid #fff; font-size: 13px; font-weight: 400; }
.heat tbody th { text-align: right; }
@media screen and (max-width: 40rem) {
  .heat { width: 100%; } .heat th, .heat td { min-width: 0; padding: .15rem 1px; font-size: 10px; } .heat thead th { writing-mode: vertical-rl; text-align: right; } .heat tbody th { white-space: normal; }
  .rows thead { display: none; } .rows tr { display: block; padding: .5rem 0; border-bottom: 1px solid #e4e4ea; }
  .rows td { display: block; padding: 0; border: 0; text-align: left; overflow-wrap: anywhere; } .rows td + td { color: #556; font-size: 13px; }
  .rows td + td::before { content: attr(data-label) ": "; } .rows td.number { display: inline-block; margin-right: 1em; } }
@media print { body { max-width: none; padding: 0; font-size: 11px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .keys { flex-wrap: nowrap; } .keys li { flex: 1 1 0; } h2 { break-after: avoid; } tr, figure, .keys { break-inside: avoid; } .charts { grid-template-columns: 1fr 1fr; gap: 1rem 2rem; }
  .scroll { overflow: visible; } a { color: inherit; text-decoration: none; } .heat th, .heat td { min-width: 2.9rem; font-size: 10px; line-height: 1.35; padding: .05rem .3rem; } }
@page { size: A4; margin: 14mm; }
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
        f"{_counted(figures.articles, words, 'article')} · {_counted(len(figures.portals), words, 'portal')} · {span} ·"
        f" {words['made']} {made_at:%Y-%m-%d %H:%M %Z}"
    )
    parts = [
        _keys(figures, words),
        f"<div class=charts>{''.join(_charts(figures, words, _topic_names(figures, language)))}</div>",
        _topics_by_month(figures, words, _topic_names(figures, language)),
        f"<p class=lead>{escape(words['day_note'])}</p>",
        _section(words, "trouble", ("portal", "outcome", "message"), _troubles(figures, words)),
        _section(words, "reprinted", ("headline", "first", "reprints", "lag"), _reprints(figures, words)),
        _section(words, "changed", ("headline", "portal", "when", "what"), _changes(figures.changed, words)),
        _section(words, "withdrawn", ("headline", "portal", "when"), _withdrawals(figures.withdrawn, words)),
        _section(
            words,
            "all_portals",
            ("portal", "stored", "recent", "observed", "newest", "outcome"),
            _portals(figures, words),
        ),
        f"<p class=lead>{escape(words['observed_note'])}</p>",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(words["title"])}</title>'
        f'<link rel="icon" href="data:,"><meta name="generator" content="envnews {__version__}"><style>{STYLE}</style></head><body>'
        f"<h1>{escape(words['title'])}</h1><p class=lead>{escape(lead)}</p>{''.join(parts)}</body></html>\n"
    )


def _keys(figures: Figures, words: Mapping[str, str]) -> str:
    if not figures.articles:
        return ""
    numbers = {
        "key_recent": figures.recent,
        "key_before": figures.before,
        "key_reprints": figures.reprints,
        "key_edits": figures.edits,
        "key_trouble": len(figures.in_trouble),
    }
    items = "".join(f"<li><b>{number:,}</b>{escape(words[name])}</li>" for name, number in numbers.items())
    return f"<ul class=keys>{items}</ul>"


def _topic_names(figures: Figures, language: str) -> Mapping[str, str]:
    return {code: TOPICS.get(code, name) if language == "en" else name for code, name, _ in figures.topics}


def _charts(figures: Figures, words: Mapping[str, str], topics: Mapping[str, str]) -> Iterable[str]:
    unit = words["unit"]
    yield bars([(day.isoformat(), count) for day, count in figures.days], words["trend"], unit)
    if len(figures.months) > 3:
        yield bars(figures.months, words["months"], unit)
    if figures.articles:
        yield tile_grid(figures.regions, words["map"], unit, latin=words is WORDS["en"])
    yield ranked_bars([(topics[code], count) for code, _, count in figures.topics], words["topics"], unit)


def _topics_by_month(figures: Figures, words: Mapping[str, str], topics: Mapping[str, str]) -> str:
    months = [month for month, _ in figures.months[-MONTHS:]]
    if len(months) < 2:
        return ""
    rows = [
        (name, [figures.topic_months.get((code, month), 0) for month in months])
        for code, name in topics.items()
    ]
    return heat_table(rows, months, words["topic_months"], words["unit"])


Cell = str | int | tuple[str, str]
"""A cell: text, a number, or the text and address of a link."""

_NUMBERS = frozenset(("reprints", "lag", "stored", "recent", "observed"))
_SHAPES = {
    "portal": "word",
    "first": "word",
    "outcome": "word",
    "what": "word",
    "when": "time",
    "newest": "time",
}
_SHAPES |= dict.fromkeys(_NUMBERS, "number")
"""Classes of cells by column."""


def _section(
    words: Mapping[str, str], name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> str:
    shapes = [f' class="{_SHAPES[column]}"' if column in _SHAPES else "" for column in columns]
    kinds = [
        f'{shape} data-label="{escape(words[column])}"' for shape, column in zip(shapes, columns, strict=True)
    ]
    body = "".join(
        f"<tr>{''.join(f'<td{kind}>{_cell(cell)}</td>' for kind, cell in zip(kinds, row, strict=True))}</tr>"
        for row in rows
    )
    heading = f"<h2>{escape(words[name])}</h2>"
    if not body:
        return f"{heading}<p class=lead>{escape(words['none'])}</p>"
    head = "".join(
        f"<th{shape}>{escape(words[column])}</th>" for shape, column in zip(shapes, columns, strict=True)
    )
    return f"{heading}<div class=scroll><table class=rows><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, str):
        return escape(cell)
    text, address = cell
    # Addresses were checked when they were stored; a database may have been edited since.
    if not address.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(text)}</a>'


def _troubles(figures: Figures, words: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    return ((portal.title, _outcome(portal.outcome, words), portal.message) for portal in figures.in_trouble)


def _reprints(figures: Figures, words: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    for story in figures.reprinted:
        yield (story.headline, story.url), story.portal, story.reprints, _lag(story.lag_hours, words)


def _lag(hours: float | None, words: Mapping[str, str]) -> str:
    """Return how much later than its original a reprint came; some come before what they name as their source."""
    if hours is None:
        return "–"
    return f"{hours:.1f}" if hours >= 0 else words["earlier"].format(f"{-hours:.1f}")


def _changes(changes: Iterable[Changed], words: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    for change in changes:
        what = words["and"].join(words.get(f"changed_{name}", name) for name in change.what.split("、"))
        yield (change.headline, change.url), change.portal, _local(change.when), what


def _withdrawals(changes: Iterable[Changed], words: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    for change in changes:
        yield (change.headline or words["erased"], change.url), change.portal, _local(change.when)


def _portals(figures: Figures, words: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    for portal in figures.portals:
        yield (
            portal.title,
            portal.articles,
            portal.recent,
            portal.observed,
            portal.newest or "–",
            _outcome(portal.outcome, words),
        )


def _counted(number: int, words: Mapping[str, str], noun: str) -> str:
    return f"{number:,} {words[f'one_{noun}' if number == 1 else f'{noun}s']}"


def _outcome(outcome: str | None, words: Mapping[str, str]) -> str:
    return words.get(outcome, outcome) if outcome else words["never"]


def _local(moment: str) -> str:
    """Return a time of the database, UTC, as people in China read it."""
    return f"{datetime.fromisoformat(moment).astimezone(CHINA_TIME):%Y-%m-%d %H:%M}"
