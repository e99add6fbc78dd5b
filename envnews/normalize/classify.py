"""What an article is about: the agency behind its source, the regions and topics that it speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from envnews.vocabulary import divisions, find_topics, named_places, resolve_agency

if TYPE_CHECKING:
    from envnews.model import Article, PortalInfo

_LEAD = 120
"""Characters of the body that stand for a lead where the page states none: dateline and first sentences."""


def classify(article: Article, portal: PortalInfo) -> Article:
    """Return an article with agency, regions and topics, all of them by the vocabularies of today.

    Regions are that of the portal, then those that headline and lead name, as codes of GB/T 2260.
    """
    places = named_places(f"{article.headline}\n{article.lead or article.body[:_LEAD]}")
    codes = [portal.region_code] if portal.region_code and portal.region_code in divisions() else []
    return replace(
        article,
        source_agency=_agency(article.source, portal),
        regions=tuple(dict.fromkeys([*codes, *(place.code for place in places)])),
        topics=find_topics(article.headline, article.keywords, article.body),
    )


def _agency(source: str | None, portal: PortalInfo) -> str | None:
    agency = resolve_agency(source, portal) if source else None
    return agency.id if agency else None
