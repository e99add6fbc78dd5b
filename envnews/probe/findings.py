"""What a survey tells people: one line for each thing it found, how sure it is and by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from envnews.spiders.families.plain import PlainSpider
from envnews.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from envnews.model import ListEntry
    from envnews.probe.draft import Draft
    from envnews.probe.pages import Site
    from envnews.probe.rules import Sample
    from envnews.probe.vendors import Walk


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the table: what was found, how sure it is (0 to 1), and by what."""

    what: str
    value: str
    confidence: float
    basis: str


def evidence_of(site: Site, how: str, samples: Iterable[Sample]) -> str:
    """Return what stands behind the declaration, for the portal file."""
    day = site.start.fetched_at.date().isoformat() if site.start.fetched_at else "unknown"
    return f"Seen on {day}: {counted(len(site.lists), 'list page')}, {counted(len(list(samples)), 'article')}; {how}."


def facts_of(
    draft: Draft,
    groups: Sequence[Mapping[str, ListEntry]],
    how: str,
    walks: Mapping[str, Walk],
    right: Mapping[str, float],
) -> Iterator[Fact]:
    """Yield the lines of the table.

    Args:
        draft: The portal.
        groups: Article links by form.
        how: What the family was chosen by.
        walks: What the first pages of each column named.
        right: Share of the sample articles that is right, by field.
    """
    named = sum(map(len, groups))
    yield Fact("title", draft.title, 0.7, "titles of the pages")
    yield Fact("family", draft.family.family, 0.95 if draft.family is not PlainSpider else 0.8, how)
    yield Fact(
        "article_url",
        draft.article_url,
        min(1.0, 0.5 + named / 100),
        f"{counted(named, 'article')} in {counted(len(groups), 'form')} of address",
    )
    for name, url in draft.columns.items():
        yield _column(name, url, walks[name])
    for name, value in draft.attributes.items():
        if value is not None:
            yield Fact(name, str(value), 0.8, "tried")
    for name, share in right.items():
        selectors = getattr(draft.rules, name if name != "published_at" else "meta_line", ())
        yield Fact(
            name,
            ", ".join(selectors) or "no rule needed",
            share,
            "share of the sample articles that is right",
        )


def _column(name: str, url: str, walk: Walk) -> Fact:
    more = ", and more" if walk.more else ""
    sure = 0.95 if walk.pages > 1 else 0.7
    return Fact(
        f"column {name}",
        url,
        sure,
        f"{counted(len(walk.documents), 'article')} on {counted(walk.pages, 'page')}{more}",
    )
