"""Feeds: which there are and which articles each holds, the latest change first.

There is one for all, one a portal, one a region and one a saved search, each as Atom, RSS and JSON Feed. The
texts are those of the dump: masked, and cut to what rights allow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from envnews.dumps.feeds.atom import atom
from envnews.dumps.feeds.items import Channel, Item, Page, Removed, file_name
from envnews.dumps.feeds.json_feed import json_feed
from envnews.dumps.feeds.rss import rss
from envnews.dumps.formats.files import write_file
from envnews.dumps.privacy.fields import mask_value
from envnews.dumps.privacy.numbers import mask
from envnews.dumps.records.state import STONE
from envnews.store.search.feeds import saved_searches
from envnews.store.search.query import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from envnews.dumps.records.state import State
    from envnews.store.search.feeds import SavedSearch

PAGE: Final = 50
"""Articles on a page of a feed."""
PAGES: Final = 10
"""Pages of the feed of all articles; of the others, two."""
REMOVED: Final = 100
"""Withdrawn articles that a feed names."""
_PORTALS_WITH_ARTICLES: Final = (
    "SELECT key FROM source.portals WHERE EXISTS (SELECT 1 FROM source.articles"
    " INDEXED BY articles_by_content WHERE portal = key)"
)
FORMATS: Final = {"atom": atom, "rss": rss, "json": json_feed}


@dataclass(slots=True)
class Feed:
    """A feed in the making: `numbers` are rows of the view `published`, the latest change first."""

    name: str
    title: str
    home: str
    most: int = 2 * PAGE
    portals: frozenset[str] | None = None
    numbers: list[int] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages it has, at least one."""
        return max(1, -(-len(self.numbers) // PAGE))


def write_feeds(state: State, folder: Path, base_url: str | None) -> list[str]:
    """Write all feeds into `folder` and return their file names, first pages only.

    `base_url` is the address at which the folder of the dumps is served; without it links are relative.
    """
    base = base_url.rstrip("/") + "/v1/feeds/" if base_url else ""
    removed = _removed(state)
    names = []
    for feed in _feeds(state):
        for name, number, form in _files(feed):
            write_file(folder / name, _content(state, feed, removed, (number, form, base)))
            if number == 1:
                names.append(name)
    return sorted(names)


def feed_names(state: State) -> list[tuple[str, str]]:
    """Return name and title of each feed."""
    return [(feed.name, feed.title) for feed in _feeds(state)]


def feed_file(state: State, name: str, base: str) -> bytes | None:
    """Return one file of a feed as it is now, without writing any; None where there is no file of that name.

    `base` is the address of the feeds, with a slash at its end.
    """
    stem = name.rpartition(".")[0]
    for feed in _feeds(state, only=stem):
        for file, number, form in _files(feed):
            if file == name:
                return _content(state, feed, _removed(state), (number, form, base))
    return None


def _files(feed: Feed) -> Iterator[tuple[str, int, str]]:
    """Yield name, page and form of each file of a feed."""
    for number in range(1, feed.pages + 1):
        for form in FORMATS:
            if form != "rss" or number == 1:
                yield file_name(feed.name, number, form), number, form


def _content(state: State, feed: Feed, removed: Sequence[Removed], which: tuple[int, str, str]) -> bytes:
    """Return a file of a feed: `which` is page, form and the address of the feeds."""
    number, form, base = which
    gone = [item for item in removed if feed.portals is None or item.portal in feed.portals]
    items = [_item(state, row) for row in feed.numbers[(number - 1) * PAGE : number * PAGE]]
    updated = max((item.updated_at for item in items), default=state.as_of)
    page = Page(number, feed.pages, updated, items, gone if number == 1 else [])
    return FORMATS[form](Channel(feed.name, feed.title, feed.home, state.dataset.name, base), page)


def _feeds(state: State, only: str | None = None) -> list[Feed]:
    """Return all feeds with what they hold; of saved searches, which take long, none but `only` or its page."""
    portals = state.connection.execute(
        "SELECT key, title, region, home FROM source.portals ORDER BY key"
    ).fetchall()
    everything = Feed("all", "全部文章", portals[0][3] if portals else "", PAGE * PAGES)
    of_portal = {
        key: Feed(f"portal-{key}", title, home, portals=frozenset({key})) for key, title, _, home in portals
    }
    of_region = _of_regions(state, {key: region for key, _, region, _ in portals if region})
    feeds_of = {
        key: [everything, of_portal[key], *([of_region[region]] if region else [])]
        for key, _, region, _ in portals
    }
    stored = {row[0] for row in state.connection.execute(_PORTALS_WITH_ARTICLES)}
    _fill(state, feeds_of, stored)
    # A feed whose last article is withdrawn stays, so that its readers hear of it.
    named = stored & set(state.scope.portals or stored)
    kept = [
        feed
        for feed in (*of_portal.values(), *of_region.values())
        if feed.numbers or (feed.portals and not feed.portals.isdisjoint(named))
    ]
    return [everything, *kept, *_of_searches(state, only)]


def _of_regions(state: State, regions: Mapping[str, str]) -> dict[str, Feed]:
    """Return the feed of each region that portals, by their keys, are of, under its Chinese name."""
    names = dict(state.connection.execute("SELECT iso, name FROM source.regions WHERE iso IS NOT NULL"))
    names["CN"] = "全国"
    keys: dict[str, set[str]] = {region: set() for region in sorted(regions.values())}
    for key, region in regions.items():
        keys[region].add(key)
    return {
        region: Feed(f"region-{region}", names.get(region, region), "", portals=frozenset(portals))
        for region, portals in keys.items()
    }


def _of_searches(state: State, only: str | None) -> list[Feed]:
    return [
        _search_feed(state, search)
        for search in saved_searches(state.connection, "source")
        if only is None or only.startswith(f"search-{search.name}")
    ]


def _fill(state: State, feeds_of: Mapping[str, Sequence[Feed]], stored: Iterable[str]) -> None:
    """Give each article to the feeds of its portal, the latest change first, until all of them are full."""
    unfilled = {feed.name for portal in stored for feed in feeds_of[portal]}
    for number, portal in state.select("number, portal", "ORDER BY seq DESC"):
        for feed in feeds_of[portal]:
            if len(feed.numbers) < feed.most:
                feed.numbers.append(number)
            else:
                unfilled.discard(feed.name)
        if not unfilled:
            break


def _search_feed(state: State, search: SavedSearch) -> Feed:
    conditions, values = ["TRUE"], list[object]()
    if search.query:
        terms = Terms.parse(search.query)
        for term, negation in [*((t, "") for t in terms.wanted), *((t, "NOT ") for t in terms.excluded)]:
            pattern = "%" + term.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
            conditions.append(f"{negation}(headline LIKE ? ESCAPE '!' OR body LIKE ? ESCAPE '!')")
            values += [pattern, pattern]
    if search.portal:
        conditions.append("portal = ?")
        values.append(search.portal)
    names = {field.name for field in state.fields}
    if search.region:
        regions = "SELECT key FROM source.portals WHERE region = ?"
        conditions.append(f"(portal IN ({regions}) OR region = ?)")
        values += [search.region, search.region]
    if search.topic:
        column = "topics" if "topics" in names else "'[]'"
        conditions.append(f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = ?)")  # noqa: S608 - ours
        values.append(search.topic)
    feed = Feed(f"search-{search.name}", mask(search.query or search.name), "")
    rest = f"WHERE {' AND '.join(conditions)} ORDER BY seq DESC LIMIT {feed.most:d}"
    feed.numbers = [row[0] for row in state.select("number", rest, values)]
    return feed


def _item(state: State, number: int) -> Item:
    columns = (
        "id, headline, canonical_url, published_at, updated_at, first_seen_at, source, author, portal, "
        "keywords, body, body_html, body_scope, rights, seq, content_hash"
    )
    row = state.select(columns, "WHERE number = ?", (number,)).fetchone()
    if state.masked is None:
        row = [mask_value(name, value) for name, value in zip(columns.split(", "), row, strict=True)]
    (title,) = state.connection.execute(
        "SELECT title FROM source.portals WHERE key = ?", (row[8],)
    ).fetchone()
    return Item.of_row(row, title)


def _removed(state: State) -> list[Removed]:
    rows = state.connection.execute(
        "SELECT id, portal, updated_at FROM source.articles AS articles"  # noqa: S608 - SQL of ours
        f" WHERE {STONE} AND {state.scope.not_held('articles')} ORDER BY seq DESC LIMIT ?",
        (REMOVED,),
    )
    return [Removed(*row) for row in rows]
