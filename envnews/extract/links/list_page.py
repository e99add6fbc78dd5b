"""Find the article links of a list page of an unknown portal: the main list only.

A list is many links in the same place of the same structure. Links are grouped by where they stand (tags
and classes of their ancestors), and the group that carries the most headline text wins; a date beside the
links, which navigation never has, counts in its favour, and so do headings; a side column counts less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.links.link_titles import SHORTEST, heading_of_row, is_no_title, title_of
from envnews.extract.links.places import Place, is_aside, is_headed, kinds_of_row, place_of
from envnews.extract.links.rows import Anchor, Rows
from envnews.extract.page.blocks import inner_text
from envnews.extract.page.document import parse
from envnews.model import ListEntry
from envnews.normalize import same_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envnews.model import Page

_FEWEST: Final = 2
"""Characters of a link that may be a title where its row is one of a list (公示)."""
_BESIDE: Final = 30
"""Links before and behind a list among which rows of few characters stand."""
_TELLING: Final = 6
"""Characters from which a title speaks for its group: navigation is shorter, some headlines too."""
_LONGEST: Final = 40
_DATE_BONUS: Final = 20
_WEIGHED: Final = 40
"""Groups that are weighed, those of most headline text: a page may have as many as links."""
_KINDS: Final = 2
"""How much its rows of other kinds may add to a list, to what it weighs itself."""
_ASIDE: Final = 0.1
"""What a link of a side column counts."""
_ELSEWHERE: Final = 0.3
"""What links count that all lead to other sites, as those to videos and partners do."""
_HEADED: Final = 1.5
"""What a heading counts."""
_REPEATED: Final = 3
"""Links with the same words, each to another page, that are no titles (English, 展开)."""
_OF_ROW: Final = 2
"""Links of a row that lead to its article."""
_COLUMNS: Final = 3
"""One of how many links may lead to a column where the others lead to articles."""
_FEW: Final = 5
"""Entries of a list so short that it may be something else."""
_ROWS: Final = 4
"""Links of which more than one says such a word, as each row has it."""
_WORD: Final = 8
"""Characters of the longest words that a template repeats in every row."""
_INDEX: Final = re.compile(r"/(?:(?:index|default|list)(?:_\d+)?\.\w+)?$", re.IGNORECASE)


class _Groups(NamedTuple):
    """The links of a page.

    Attributes:
        titles: Those long enough for a title, by where they stand.
        short: Those of fewer characters, most of them no titles.
        places: Where the links of the elements looked at so far stand.
    """

    titles: dict[Place, list[Anchor]]
    short: list[Anchor]
    places: dict[etree._Element, Place]


class _List(NamedTuple):
    """Links of one place that may be the list of a page.

    Attributes:
        entries: What the list says, in page order.
        weight: How much headline text it carries.
        place: Where most of its links stand.
        links: The link of each address.
    """

    entries: tuple[ListEntry, ...] = ()
    weight: float = 0
    place: Place = ()
    links: Mapping[str, Anchor] = MappingProxyType({})


def extract_links(page: Page) -> tuple[ListEntry, ...]:
    """Return the links of the main list in page order: absolute URL, full title, date where one is stated.

    A title that the page cuts with an ellipsis is taken from the link's `title` attribute. Dates without
    a year are read against `page.fetched_at`.
    """
    document = parse(page)
    rows = Rows(document.base_url, page.fetched_at)
    groups = _groups(document.root, headings=False)
    best = _heaviest(groups.titles, rows)
    if len(best.entries) < _FEW:
        # The title may stand outside of links that are arrows or pictures.
        headed = _heaviest(_groups(document.root, headings=True).titles, rows)
        best = headed if headed.weight > best.weight else best
    return _with_few_words(best, groups, rows)


def _with_few_words(found: _List, groups: _Groups, rows: Rows) -> tuple[ListEntry, ...]:
    """Return the entries of a list with those of few characters (公示), each in a row of its own with its day."""
    if not any(entry.published for entry in found.entries):
        return found.entries
    orders = {url: anchor.order for url, anchor in found.links.items()}
    first, last = min(orders.values()) - _BESIDE, max(orders.values()) + _BESIDE
    tag = found.place[0].partition(".")[0]  # it alone tells most others
    among = [
        anchor
        for anchor in groups.short
        if first <= anchor.order <= last
        and (parent := anchor.element.getparent()) is not None
        and parent.tag == tag
        and place_of(parent, groups.places) == found.place
    ]
    if not among:
        return found.entries
    few = rows.addresses(rows.of_few_words(among, groups.titles.get(found.place, ())))
    orders.update((url, anchor.order) for url, anchor in few.items())
    return tuple(sorted((*found.entries, *rows.entries(few)), key=lambda entry: orders[entry.url]))


def _groups(root: etree._Element, *, headings: bool) -> _Groups:
    """Return the links of a page by where they stand; with `headings` those without words, by the heading of their row."""
    groups: dict[Place, list[Anchor]] = {}
    short: list[Anchor] = []
    places: dict[etree._Element, Place] = {}
    for order, element in enumerate(root.iter("a")):
        title = title_of(element)
        if headings:
            title = heading_of_row(element) if len(title) < SHORTEST else ""
        if len(title) >= SHORTEST:
            place = place_of(element.getparent(), places)
            groups.setdefault(place, []).append(Anchor(element, title, order))
        elif len(title) >= _FEWEST:
            short.append(Anchor(element, title, order))
    return _Groups(groups, short, places)


def _heaviest(groups: dict[Place, list[Anchor]], rows: Rows) -> _List:
    """Return the list with most headline text, its rows of another kind among them."""
    best = _List()
    taken: set[Place] = set()
    most = {place: _most(anchors) for place, anchors in groups.items()}
    for place in sorted(groups, key=most.__getitem__, reverse=True)[:_WEIGHED]:
        if most[place] * _HEADED * _KINDS <= best.weight:
            break
        if place in taken:
            continue
        factor = _factor(groups[place][:_OF_ROW])
        kinds = [] if factor == _ASIDE else kinds_of_row(place, groups[place], groups)
        taken.update(kinds)
        # No date could make what is left, menus mostly, outweigh the list.
        if factor * sum(most[kind] for kind in (place, *kinds)) > best.weight:
            anchors = [a for kind in (place, *kinds) for a in _titles_of_rows(groups[kind])]
            anchors.sort(key=attrgetter("order"))
            links = _articles(rows.addresses(anchors))
            entries = _without_columns(rows.entries(links))
            if not any(same_site(entry.url, rows.base_url) for entry in entries):
                factor *= _ELSEWHERE
            weight = factor * sum(_weight(e.title, dated=e.published is not None) for e in entries)
            best = _List(entries, weight, place, links) if weight > best.weight else best
    return best


def _factor(first: Sequence[Anchor]) -> float:
    """Return what the links of a group count, told by the first, a row's picture and title: those of a side column less, headings more."""
    if is_aside(first[0].element):
        return _ASIDE
    return _HEADED if any(is_headed(anchor.element) for anchor in first) else 1.0


def _titles_of_rows(anchors: Sequence[Anchor]) -> Sequence[Anchor]:
    """Return the links without those of another class beside each title: the office or the column of the article."""
    classes: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        classes.setdefault(anchor.element.get("class") or "", []).append(anchor)
    if len(classes) == 1:
        return anchors
    titles = max(classes.values(), key=_length)
    rows = {anchor.element.getparent() for anchor in titles}
    kept: list[Anchor] = []
    for links in classes.values():
        shorter = _length(links) * len(titles) < _length(titles) * len(links)
        if not (shorter and all(anchor.element.getparent() in rows for anchor in links)):
            kept += links
    return kept


def _length(anchors: Sequence[Anchor]) -> int:
    return sum(len(anchor.title) for anchor in anchors)


def _articles(links: dict[str, Anchor]) -> dict[str, Anchor]:
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


def _without_columns(entries: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
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


def _most(anchors: Sequence[Anchor]) -> int:
    """Return what a group weighs if each of its links has a date."""
    return sum(_weight(anchor.title, dated=True) for anchor in anchors)


def _weight(title: str, *, dated: bool) -> int:
    """Return what a link weighs; a date no more than the title, for counts of comments stand beside dates, too."""
    headline = _headline(title)
    return headline + (min(headline, _DATE_BONUS) if dated else 0)


def _headline(title: str) -> int:
    length = len(title)
    return min(length, _LONGEST) if length >= _TELLING and not is_no_title(title) else 0
