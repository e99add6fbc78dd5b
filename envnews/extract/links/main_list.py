"""Choose the list of a page among the links that stand together: the one that carries most headline text and stands where lists do.

A date beside the links, which navigation never has, counts in a group's favour, and so do headings and the bar of pages; a side column counts
less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from envnews.extract.links.pagers import Nearness, Pagers
from envnews.extract.links.places import Place, kinds_of_row
from envnews.extract.links.rows import Anchor, Rows
from envnews.extract.links.titles import articles, titles_of_rows, without_columns
from envnews.extract.links.weights import ASIDE, HEADED, PAGED, factor_of, likelihood, most_of, weight_of
from envnews.model import ListEntry
from envnews.normalize import same_site

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


class Context(NamedTuple):
    """What else of a page tells its list from others: its bars of pages and its title."""

    pagers: Pagers
    title: str


class FoundList(NamedTuple):
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


def heaviest(groups: dict[Place, list[Anchor]], rows: Rows, page: Context) -> FoundList:
    """Return the list with most headline text, its rows of another kind among them."""
    best = FoundList()
    taken: set[Place] = set()
    most = {place: most_of(anchors) for place, anchors in groups.items()}
    weighed = sorted(groups, key=most.__getitem__, reverse=True)[:_WEIGHED]
    several = (place for place in weighed if len(groups[place]) >= _SEVERAL)
    nearness = {place: _nearness(groups[place], page.pagers) for place in several}
    nearest = max(nearness.values(), default=Nearness())
    for place in weighed:
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
            best = FoundList(entries, weight, place, links) if weight > best.weight else best
    return _dated(best, [groups[place] for place in weighed], rows)


def _dated(found: FoundList, groups: Sequence[Sequence[Anchor]], rows: Rows) -> FoundList:
    """Return a list with the days that the page prints beside the same links elsewhere, as where it has a form for phones."""
    if not found.entries or any(entry.published for entry in found.entries):
        return found
    hrefs = {anchor.element.get("href") for anchor in found.links.values()}
    own = {anchor.element for anchor in found.links.values()}
    for anchors in groups:
        alike = hrefs & {anchor.element.get("href") for anchor in anchors}
        if len(alike) * _ALIKE < len(hrefs) * (_ALIKE - 1) or any(a.element in own for a in anchors):
            continue
        links = rows.addresses(anchors)
        days = {entry.url: entry.published for entry in rows.entries(links)}
        if any(days.values()):
            entries = tuple(replace(entry, published=days.get(entry.url)) for entry in found.entries)
            return found._replace(entries=entries)
    return found


def _nearness(anchors: Sequence[Anchor], pagers: Pagers) -> Nearness:
    return max(pagers.nearness(anchor.element) for anchor in (anchors[0], anchors[-1]))
