"""Find the article links of a list page of an unknown portal: the main list only.

A list is many links in the same place of the same structure. Links are grouped by where they stand (tags
and classes of their ancestors), and the group that carries the most headline text wins; a date beside the
links, which navigation never has, counts in its favour, and so do headings; a side column counts less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.links.islands import unfold_records
from envnews.extract.links.link_titles import SHORTEST, title_beside, title_of
from envnews.extract.links.pagers import Nearness, Pagers
from envnews.extract.links.places import Place, kinds_of_row, place_of
from envnews.extract.links.row_words import is_button
from envnews.extract.links.rows import Anchor, Rows
from envnews.extract.links.titles import articles, titles_of_rows, without_columns
from envnews.extract.links.weights import ASIDE, HEADED, PAGED, factor_of, likelihood, most_of, weight_of
from envnews.extract.page.document import parse
from envnews.model import ListEntry
from envnews.normalize import same_site

if TYPE_CHECKING:
    from envnews.model import Page

_FEWEST: Final = 2
"""Characters of a link that may be a title where its row is one of a list (公示)."""
_BESIDE: Final = 30
"""Links before and behind a list among which rows of few characters stand."""
_WEIGHED: Final = 40
"""Groups that are weighed, those of most headline text: a page may have as many as links."""
_KINDS: Final = 2
"""How much its rows of other kinds may add to a list, to what it weighs itself."""
_ELSEWHERE: Final = 0.3
"""What links count that all lead to other sites, as those to videos and partners do."""
_OF_ROW: Final = 2
"""Links of a row that lead to its article."""
_SEVERAL: Final = 3
"""Links of a list that the bar of pages may belong to, at least."""
_ALIKE: Final = 5
"""All but one of how many links two forms of the same list share."""
_FEW: Final = 5
"""Entries of a list so short that it may be something else."""


class _Groups(NamedTuple):
    """The links of a page.

    Attributes:
        titles: Those long enough for a title, by where they stand.
        short: Those of fewer characters, most of them no titles.
        silent: Those that name nothing, to addresses that no other link names.
        places: Where the links of the elements looked at so far stand.
    """

    titles: dict[Place, list[Anchor]]
    short: list[Anchor]
    silent: list[Anchor]
    places: dict[etree._Element, Place]


class _Context(NamedTuple):
    """What else of a page tells its list from others: its bars of pages and its title."""

    pagers: Pagers
    title: str


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
    unfold_records(document.root)
    rows = Rows(document.base_url, page.fetched_at)
    groups = _groups(document.root)
    context = _Context(Pagers(document.root), document.title)
    best = _heaviest(groups.titles, rows, context)
    if groups.silent and len(best.entries) < max(_FEW, len(groups.silent)):
        # The title may stand outside of links that are arrows, pictures, or laid over their row.
        headed = _heaviest(_titled_by_rows(groups.silent, groups.places), rows, context)
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
    told = rows.addresses(rows.of_few_words(among, groups.titles.get(found.place, ())))
    few = {url: anchor for url, anchor in told.items() if url not in found.links}
    orders.update((url, anchor.order) for url, anchor in few.items())
    return tuple(sorted((*found.entries, *rows.entries(few)), key=lambda entry: orders[entry.url]))


def _groups(root: etree._Element) -> _Groups:
    """Return the links of a page by where they stand."""
    groups: dict[Place, list[Anchor]] = {}
    short: list[Anchor] = []
    silent: list[Anchor] = []
    places: dict[etree._Element, Place] = {}
    named: set[str] = set()
    for order, element in enumerate(root.iter("a")):
        title = title_of(element)
        anchor = Anchor(element, title, order)
        if len(title) >= SHORTEST:
            place = place_of(element.getparent(), places)
            groups.setdefault(place, []).append(anchor)
            named.add(element.get("href") or "")
        elif len(title) >= _FEWEST:
            short.append(anchor)
        if is_button(title):
            silent.append(anchor)
    silent = [anchor for anchor in silent if anchor.element.get("href") not in named]
    return _Groups(groups, short, silent, places)


def _titled_by_rows(
    silent: Iterable[Anchor], places: dict[etree._Element, Place]
) -> dict[Place, list[Anchor]]:
    """Return links that name nothing, with the titles of their rows, by where they stand."""
    groups: dict[Place, list[Anchor]] = {}
    for anchor in silent:
        if title := title_beside(anchor.element):
            place = place_of(anchor.element.getparent(), places)
            groups.setdefault(place, []).append(anchor._replace(title=title))
    return groups


def _heaviest(groups: dict[Place, list[Anchor]], rows: Rows, page: _Context) -> _List:
    """Return the list with most headline text, its rows of another kind among them."""
    best = _List()
    taken: set[Place] = set()
    most = {place: most_of(anchors) for place, anchors in groups.items()}
    heaviest = sorted(groups, key=most.__getitem__, reverse=True)[:_WEIGHED]
    several = (place for place in heaviest if len(groups[place]) >= _SEVERAL)
    nearness = {place: _nearness(groups[place], page.pagers) for place in several}
    nearest = max(nearness.values(), default=Nearness())
    for place in heaviest:
        if most[place] * HEADED * _KINDS * (PAGED if page.pagers else 1) <= best.weight:
            break
        if place in taken:
            continue
        factor = factor_of(groups[place][:_OF_ROW])
        kinds = [] if factor == ASIDE else kinds_of_row(place, groups[place], groups)
        taken.update(kinds)
        factor *= likelihood(groups[place], page.title)
        if page.pagers and nearness.get(place) == nearest:
            factor *= PAGED
        # No date could make what is left, menus mostly, outweigh the list.
        if factor * sum(most[kind] for kind in (place, *kinds)) > best.weight:
            anchors = [a for kind in (place, *kinds) for a in titles_of_rows(groups[kind])]
            anchors.sort(key=attrgetter("order"))
            links = articles(rows.addresses(anchors))
            entries = without_columns(rows.entries(links))
            if not any(same_site(entry.url, rows.base_url) for entry in entries):
                factor *= _ELSEWHERE
            weight = factor * sum(weight_of(e.title, dated=e.published is not None) for e in entries)
            best = _List(entries, weight, place, links) if weight > best.weight else best
    return _dated(best, [groups[place] for place in heaviest], rows)


def _dated(found: _List, groups: Sequence[Sequence[Anchor]], rows: Rows) -> _List:
    """Return a list with the days that the page prints beside the same links elsewhere, as where it has a form for phones."""
    if not found.entries or any(entry.published for entry in found.entries):
        return found
    for anchors in groups:
        links = rows.addresses(anchors)
        if len(links.keys() & found.links.keys()) * _ALIKE < len(found.links) * (_ALIKE - 1) or all(
            links.get(url) is anchor for url, anchor in found.links.items()
        ):
            continue
        days = {entry.url: entry.published for entry in rows.entries(links)}
        if any(days.values()):
            entries = tuple(replace(entry, published=days.get(entry.url)) for entry in found.entries)
            return found._replace(entries=entries)
    return found


def _nearness(anchors: Sequence[Anchor], pagers: Pagers) -> Nearness:
    return max(pagers.nearness(anchor.element) for anchor in (anchors[0], anchors[-1]))
