"""What an article is about: the agency behind its source, the regions and topics that it speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from envnews.model import Topic
from envnews.vocabulary import divisions, find_topics, named_places, resolve_agency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.model import Article, PortalInfo

_LEAD = 120
"""Characters of the body that stand for a lead where the page states none: dateline and first sentences."""


class Classes(NamedTuple):
    """What an article is filed under; see the attributes of `Article`."""

    source_agency: str | None
    regions: tuple[str, ...]
    topics: tuple[Topic, ...]


def classes_of(
    portal: PortalInfo,
    *,
    headline: str,
    lead: str | None,
    body: str,
    source: str | None,
    keywords: Sequence[str],
) -> Classes:
    """Return agency, regions and topics of an article, all of them by the vocabularies of today.

    Regions are that of the portal, then those that headline and lead name, as codes of GB/T 2260.
    """
    places = named_places(f"{headline}\n{lead or body[:_LEAD]}")
    codes = [portal.region_code] if portal.region_code and portal.region_code in divisions() else []
    return Classes(
        source_agency=_agency(source, portal),
        regions=tuple(dict.fromkeys([*codes, *(place.code for place in places)])),
        topics=find_topics(headline, keywords, body),
    )


def classify(article: Article, portal: PortalInfo) -> Article:
    """Return a stored article with the classes of today."""
    classes = classes_of(
        portal,
        headline=article.headline,
        lead=article.lead,
        body=article.body,
        source=article.source,
        keywords=article.keywords,
    )
    return replace(article, **classes._asdict())


def _agency(source: str | None, portal: PortalInfo) -> str | None:
    agency = resolve_agency(source, portal) if source else None
    return agency.id if agency else None
