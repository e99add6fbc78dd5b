"""Tell the links of a list's rows that lead to its articles from those beside them: offices, writers, columns, repeated words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.links.places import classes_of
from envnews.extract.page.blocks import inner_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from envnews.extract.links.rows import Anchor
    from envnews.model import ListEntry

_REPEATED: Final = 3
"""Links with the same words, each to another page, that are no titles (English, 展开)."""
_ROWS: Final = 4
"""Links of which more than one says such a word, as each row has it."""
_FAR_SHORTER: Final = 2
"""How many times longer titles are than the words of other cells of their rows."""
_MOST: Final = 5
"""Of how many rows one may have such words without a title that is long enough."""
_WORD: Final = 8
"""Characters of the longest words that a template repeats in every row."""
_COLUMNS: Final = 3
"""One of how many links may lead to a column where the others lead to articles."""
_INDEX: Final = re.compile(r"/(?:(?:index|default|list)(?:_\d+)?\.\w+)?$", re.IGNORECASE)


def titles_of_rows(anchors: Sequence[Anchor]) -> Sequence[Anchor]:
    """Return the links without those of another class or cell beside each title: the office or the column of the article, who wrote it."""
    anchors = _titles_of_cells(anchors)
    classes: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        classes.setdefault(classes_of(anchor.element), []).append(anchor)
    if len(classes) == 1:
        return anchors
    titles = max(classes.values(), key=_length)
    rows, longest = {anchor.element.getparent() for anchor in titles}, _length(titles)
    kept: list[Anchor] = []
    for links in classes.values():
        shorter = _length(links) * len(titles) < longest * len(links)
        if not (shorter and all(anchor.element.getparent() in rows for anchor in links)):
            kept += links
    return kept


def _titles_of_cells(anchors: Sequence[Anchor]) -> Sequence[Anchor]:
    """Return the links of a table without those of other cells whose words are far shorter than the titles of the same rows."""
    cells: dict[int, list[Anchor]] = {}
    rows: dict[int, set[etree._Element]] = {}
    places: dict[etree._Element, int] = {}
    for anchor in anchors:
        cell = next(islice(anchor.element.iterancestors("td"), 1), None)
        if cell is None or (row := cell.getparent()) is None:
            return anchors
        if cell not in places:
            places.update((child, place) for place, child in enumerate(row))
        cells.setdefault(places[cell], []).append(anchor)
        rows.setdefault(places[cell], set()).add(row)
    if len(cells) == 1:
        return anchors
    lengths = {column: _length(links) for column, links in cells.items()}
    best = max(cells, key=lengths.__getitem__)
    others = {
        column
        for column, links in cells.items()
        if _FAR_SHORTER * lengths[column] * len(cells[best]) < lengths[best] * len(links)
        and _MOST * len(rows[column] & rows[best]) >= (_MOST - 1) * len(rows[column])
    }
    kept = [anchor for column, links in cells.items() if column not in others for anchor in links]
    return kept if others else anchors


def _length(anchors: Sequence[Anchor]) -> int:
    return sum(len(anchor.title) for anchor in anchors)


def articles(links: dict[str, Anchor]) -> dict[str, Anchor]:
    """Return the links that may lead to articles: no words that many rows repeat, nobody who wrote others."""
    counts = Counter(anchor.title for anchor in links.values())
    told_apart = _told_apart(links.values(), counts)
    repeated = max(_REPEATED, len(links) // _ROWS + 1)  # fewer are a notice that is given month by month
    writers = _above_others(links)
    return {
        url: a
        for url, a in links.items()
        if url not in writers
        and (counts[a.title] < repeated or len(a.title) > _WORD or a.title in told_apart)
    }


def _told_apart(anchors: Iterable[Anchor], counts: Counter[str]) -> set[str]:
    """Return the titles of several links that say more than that, each something else: the day of a report (空气质量日报 2022-07-01)."""
    said: dict[str, set[str]] = {}
    for anchor in anchors:
        if counts[anchor.title] > 1:
            said.setdefault(anchor.title, set()).add(inner_text(anchor.element))
    return {title for title, words in said.items() if len(words) == counts[title]}


def without_columns(entries: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
    """Return entries without the columns among articles: addresses end like those of both, days and long titles tell them apart."""
    columns = {entry.url for entry in entries if _INDEX.search(entry.url)}
    if len(columns) * _COLUMNS > len(entries):
        return entries
    return tuple(e for e in entries if e.url not in columns or (e.published and len(e.title) > _WORD))


def _above_others(urls: Iterable[str]) -> set[str]:
    """Return the addresses below which others lie: those of whoever wrote these.

    >>> _above_others(["https://a.cn/u/1/", "https://a.cn/u/1/56.html", "https://a.cn/u/2/"])
    {'https://a.cn/u/1/'}
    """
    known = set(urls)
    return {above for url in known if (above := url.rstrip("/").rpartition("/")[0] + "/") in known}
