"""Write docs/portals.md from what the shipped portals declare: `python -m envnews.run.portal_docs > docs/portals.md`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from envnews.run.portals import load_portals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.spiders.portal import PortalSpider

_KINDS = {
    "ministry": "The ministry",
    "department": "Departments of the provinces",
    "media": "News portals",
}
_HEAD = """# Portals

The portals that envnews ships, as their classes declare them. This page is written by
`python -m envnews.run.portal_docs`; a test holds it against the classes. `envnews portals --json` prints the same for
programs, [add-a-portal](add-a-portal.md) says what each attribute means and how to correct one.

**seen**: columns, addresses and rules were seen on the site's pages or in working scrapers. **partly seen**: some of it
is not known; what is missing is said below. **inferred**: nothing of the site itself was seen. None of the sites was
asked while this was written: what is inferred stays inferred until somebody looks.
"""


def portal_docs() -> str:
    """Return the page: a table of all portals by kind, and what is known of each."""
    return "\n".join([_HEAD, *_tables(), *_details()]) + "\n"


def note_of(portal: type[PortalSpider]) -> str:
    """Return what is peculiar to a portal in one sentence, without the host in front."""
    words = " ".join((portal.__doc__ or "").split())
    return words.partition(": ")[2] or words


def columns_of(portal: type[PortalSpider]) -> str:
    """Return how many columns are declared, whether more are found from the home page or only a browser draws them."""
    more = " + found from the home page" if portal.discovers else ""
    return f"{len(portal.columns)}{more}{', drawn by JavaScript: skipped' if portal.needs_javascript else ''}"


def _of_kind(kind: str) -> list[type[PortalSpider]]:
    return sorted(
        (portal for portal in load_portals().classes.values() if portal.kind == kind),
        key=lambda portal: (portal.region_code or "", portal.name),
    )


def _tables() -> Iterator[str]:
    for kind, heading in _KINDS.items():
        yield f"## {heading}\n"
        yield "| portal | name | region | family | columns | confidence |\n| --- | --- | --- | --- | --- | --- |"
        for portal in _of_kind(kind):
            region = f"{portal.region}, {portal.region_code}" if portal.region else "–"
            cells = (f"`{portal.name}`", portal.title, region, f"`{portal.family}`", columns_of(portal))
            yield f"| {' | '.join(cells)} | {portal.confidence} |"
        yield ""


def _details() -> Iterator[str]:
    yield "## What is known of each\n"
    for portal in (portal for kind in _KINDS for portal in _of_kind(kind)):
        yield f"### {portal.name}\n"
        yield f"{portal.title}, <{portal.home}>: {note_of(portal)}\n"
        for name, url in portal.columns.items():
            yield f"- {name}: <{url}>"
        yield f"\n{' '.join(portal.evidence.split())}\n"


if __name__ == "__main__":
    sys.stdout.write(portal_docs())
