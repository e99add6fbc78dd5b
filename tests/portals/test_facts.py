"""What portals declare, held against what is known of the sites (`site.toml`, and the research where it is)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from envnews.run.portals import load_portals
from tests.portals.replica import FOLDER, described, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.spiders.portal import PortalSpider

PORTALS = load_portals().classes
RESEARCH = Path(__file__).parents[2].parent / "shared" / "research" / "portals.json"
STATED = (
    "title", "kind", "region", "region_code", "home", "family", "confidence", "rights", "needs_javascript"
)  # fmt: skip
DEFAULTS = {"rights": "official_document", "needs_javascript": False}


def mistakes(portal: type[PortalSpider]) -> Iterator[str]:
    """Yield how a portal's declaration differs from what is known of the site."""
    facts = load(portal.name).facts
    for name in STATED:
        if getattr(portal, name) != facts.get(name, DEFAULTS.get(name)):
            yield f"{name}: {getattr(portal, name)!r}, known is {facts.get(name)!r}"
    if list(portal.hosts) != facts["hosts"]:
        yield f"hosts: {portal.hosts}"
    if list(portal.other_hosts) != facts.get("other_hosts", []):
        yield f"other_hosts: {portal.other_hosts}"
    if list(portal.columns.items()) != list(facts["columns"].items()):
        yield f"columns: {portal.columns}"
    for url, number in facts.get("examples", {}).items():
        document = portal.document(url)
        if not portal.addresses.is_article(url) or document.number != number:
            yield f"{url} is document {document.number!r}, known is {number!r}"
    for url in facts.get("no_articles", ()):
        if portal.addresses.is_article(url):
            yield f"{url} is no article"


@pytest.mark.parametrize("portal", described())
def test_the_declaration_says_what_is_known_of_the_site(portal: str) -> None:
    assert not list(mistakes(PORTALS[portal]))


def _research() -> list[dict[str, Any]]:
    return json.loads(RESEARCH.read_text(encoding="utf-8"))["portals"] if RESEARCH.is_file() else []


@pytest.mark.skipif(not RESEARCH.is_file(), reason="no research of portals in ../shared/research")
@pytest.mark.parametrize("known", _research(), ids=lambda known: known["key"])
def test_a_portal_is_declared_as_it_was_researched(known: dict[str, Any]) -> None:
    portal = PORTALS.get(known["key"])
    if portal is None:
        pytest.skip("a portal of ../shared/research that is not shipped")
    assert portal.home == known["home_url"]
    assert set(known["list_urls"]) <= set(portal.columns.values())
    if portal.kind != "media":
        assert portal.region == known["iso_3166_2"][:5].rstrip()
        assert portal.region_code == known["admin_code"][:6]
    for url in re.findall(r"https?://[\w./?=&-]+", known["article_url_example"] or ""):
        assert portal.addresses.is_article(url), url


def test_every_portal_has_its_facts_two_articles_and_a_list() -> None:
    lacking = []
    for key in described():
        lists = list((FOLDER / key).glob("*/list.*"))
        if len(list((FOLDER / key).glob("*/page.html"))) < 2 or not lists:
            lacking.append(key)
    assert not lacking
