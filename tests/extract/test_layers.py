"""The folders of extraction are layers: each reads from those before it, so that a reader can go through them in order."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

EXTRACT = Path(__file__).parents[2] / "envnews" / "extract"
LAYERS = (
    "page", "furniture", "people", "metaline", "headline", "disclosure", "keywords", "body", "witnesses", "links",
)  # fmt: skip
BEFORE_ALL = {"choose", "rules"}
"""Modules of the package itself that the layers read from; the others put the layers together."""


def imported(file: Path) -> set[str]:
    """Return the folders and modules of extraction that a module needs to run, not those it needs for its types only."""
    tree = ast.parse(file.read_text("utf-8"))
    for_types = {
        id(inside)
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inside in ast.walk(node)
    }
    names = [
        node.module.split(".")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in for_types
    ]
    return {parts[2] for parts in names if parts[:2] == ["envnews", "extract"] and len(parts) > 2}


def test_every_folder_is_a_layer() -> None:
    assert {path.parent.name for path in EXTRACT.glob("*/__init__.py")} == set(LAYERS)


def test_the_documentation_lists_them_in_this_order() -> None:
    written = (EXTRACT.parents[1] / "docs" / "extraction.md").read_text("utf-8")
    assert tuple(re.findall(r"^\| `(\w+)/` \|", written, re.MULTILINE)) == LAYERS


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_reads_from_itself_and_those_before_it(layer: str) -> None:
    before = BEFORE_ALL | set(LAYERS[: LAYERS.index(layer) + 1])
    found = {file.name: imported(file) - before for file in (EXTRACT / layer).glob("*.py")}
    assert len(found) > 1
    assert {name: beyond for name, beyond in found.items() if beyond} == {}
