from __future__ import annotations

import inspect
from pathlib import Path
from statistics import median

from envnews.run.portal_docs import portal_docs
from envnews.run.portals import load_portals

PAGE = Path(__file__).parents[2] / "docs" / "portals.md"


def test_the_written_page_of_portals_is_current() -> None:
    current = PAGE.read_text(encoding="utf-8") == portal_docs()
    assert current, "run: python -m envnews.run.portal_docs > docs/portals.md"


def test_fifty_portals_are_shipped_and_every_department_among_them() -> None:
    portals = load_portals().classes.values()
    codes = {portal.region_code for portal in portals if portal.kind == "department"}
    assert len(portals) >= 50
    assert len(codes) == 32


def test_what_is_not_known_of_a_portal_is_said() -> None:
    page = portal_docs()
    for portal in load_portals().classes.values():
        assert portal.evidence.strip(), portal.name
        assert f"### {portal.name}\n" in page


def test_a_portal_is_thirty_lines_and_no_more_than_sixty_without_a_reason() -> None:
    lengths = []
    for portal in load_portals().classes.values():
        text = Path(inspect.getfile(portal)).read_text(encoding="utf-8")
        lengths.append(len(text.splitlines()))
        assert lengths[-1] <= 60 or text.count("# custom:") >= text.count("    def "), portal.name
    assert median(lengths) <= 30
