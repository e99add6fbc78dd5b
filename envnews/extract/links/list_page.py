"""Find the article links of a list page of an unknown portal: the main list only.

A list is many links in the same place of the same structure. Links are grouped by where they stand (tags
and classes of their ancestors); `main_list` chooses among the groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.links.islands import unfold_records
from envnews.extract.links.link_titles import SHORTEST, title_beside, title_of
from envnews.extract.links.main_list import Context, FoundList, heaviest
from envnews.extract.links.pagers import Pagers
from envnews.extract.links.places import Place, place_of
from envnews.extract.links.row_words import is_button
from envnews.extract.links.rows import Anchor, Rows
from envnews.extract.page.document import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from envnews.model import ListEntry, Page

_FEWEST: Final = 2
"""Characters of a link that may be a title where its row is one of a list (公示)."""
_BESIDE: Final = 30
"""Links before and behind a list among which rows of few characters stand."""
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


def extract_links(page: Page) -> tuple[ListEntry, ...]:
    """Return the links of the main list in page order: absolute URL, full title, date where one is stated.

    A title that the page cuts with an ellipsis is taken from the link's `title` attribute. Dates without
    a year are read against `page.fetched_at`.
    """
    document = parse(page)
    unfold_records(document.root)
    rows = Rows(document.base_url, page.fetched_at)
    groups = _groups(document.root)
    context = Context(Pagers(document.root), document.title)
    best = heaviest(groups.titles, rows, context)
    if groups.silent and len(best.entries) < max(_FEW, len(groups.silent)):
        # The title may stand outside of links that are arrows, pictures, or laid over their row.
        headed = heaviest(_titled_by_rows(groups.silent, groups.places), rows, context)
        best = headed if headed.weight > best.weight else best
    return _with_few_words(best, groups, rows)


def _with_few_words(found: FoundList, groups: _Groups, rows: Rows) -> tuple[ListEntry, ...]:
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
