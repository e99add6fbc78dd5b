"""Nothing that a portal declares may be changed without a test that fails.

Each declared attribute is perturbed in turn, and the portal's sample cases and facts are replayed: one of
them has to notice. What nobody notices is either not needed or not tested.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from envnews.check import failures, read_cases
from envnews.errors import ConfigurationError
from envnews.extract.rules import Rules
from envnews.run.portals import load_portals
from tests.portals.replica import FOLDER, described
from tests.portals.test_facts import mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.spiders.portal import PortalSpider

PORTALS = load_portals().classes
CASES = read_cases(FOLDER)
DEAD = "no-such-element"
LEFT_OUT = frozenset({"name", "evidence", "weekly", "article_rules", "addresses", "reachable_hosts"})
"""The key, notes for people, and what follows from the declaration."""
_PIECE = re.compile(r"\(\?P<\w+>|\\\w|\[[^\]]*\]|\{[^}]*\}|(?P<word>[A-Za-z]{2,})")


def mutants(portal: type[PortalSpider]) -> Iterator[tuple[str, type[PortalSpider]]]:
    """Yield what was changed, and the portal with that change."""
    for name, value in vars(portal).items():
        if (
            name.startswith("_")
            or name in LEFT_OUT
            or not isinstance(value, str | int | tuple | dict | Rules)
        ):
            continue
        for what, changed in _changes(name, value):
            try:
                yield what, type(portal.__name__, (portal,), {name: changed, "__doc__": portal.__doc__})
            except ConfigurationError:
                continue  # the declaration itself notices


def _changes(name: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - whatever is declared
    if isinstance(value, Rules):
        yield from _dead_selectors(name, value)
    elif name == "article_url":
        yield from _other_patterns(name, value)
    elif isinstance(value, dict):
        for key in value:
            yield f"{name}: {key}", {f"{k}x" if k == key else k: v for k, v in value.items()}
            yield f"{name}: {value[key]}", {k: f"{v}x" if k == key else v for k, v in value.items()}
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            changed = f"{part}x" if name == "hosts" else DEAD
            yield f"{name}: {part}", (*value[:place], changed, *value[place + 1 :])
    else:
        yield (
            name,
            not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"x{value}",
        )


def _dead_selectors(name: str, rules: Rules) -> Iterator[tuple[str, Rules]]:
    for field in fields(Rules):
        selectors = getattr(rules, field.name) or ()
        for place, selector in enumerate(selectors):
            changed = (*selectors[:place], DEAD, *selectors[place + 1 :])
            yield f"{name}.{field.name}: {selector}", replace(rules, **{field.name: changed})


def _other_patterns(name: str, pattern: str) -> Iterator[tuple[str, str]]:
    for piece in _PIECE.finditer(pattern):
        if piece["word"]:
            yield f"{name}: {piece[0]}", f"{pattern[: piece.start()]}q{pattern[piece.end() :]}"
    yield f"{name}: document_id", pattern.replace("(?P<document_id>", ".(?P<document_id>", 1)


@pytest.mark.parametrize("portal", described())
def test_whatever_is_changed_in_a_declaration_makes_a_case_fail(portal: str) -> None:
    cases = [case for case in CASES if case.portal == portal]
    unnoticed = [
        what
        for what, mutant in mutants(PORTALS[portal])
        if not any(mistakes(mutant)) and not any(failures(mutant, case) for case in cases)
    ]
    assert not unnoticed
