"""The folders of the large packages are layers: each reads from those before it, so that a reader can go through them in order."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]


class Package(NamedTuple):
    """A package with its folders, the lowest first, and the modules of its own that they all read from."""

    name: str
    layers: tuple[str, ...]
    before_all: frozenset[str] = frozenset()

    @property
    def path(self) -> Path:
        return ROOT / "envnews" / self.name


PACKAGES: Final = (
    Package(
        "extract",
        (
            "page", "furniture", "people", "metaline", "headline", "disclosure", "keywords", "body", "witnesses", "links",
        ),
        frozenset({"choose", "rules"}),
    ),
    Package(
        "store",
        ("schema", "file", "articles", "search", "views", "migrations", "crawl", "writing", "imports"),
        frozenset({"changes"}),
    ),
    Package("dumps", ("records", "privacy", "formats", "feeds", "importing", "publishing")),
)  # fmt: skip
LAYERS: Final = [(package, layer) for package in PACKAGES for layer in package.layers]


def imported(package: Package, file: Path) -> set[str]:
    """Return the folders and modules of a package that a module is imported with.

    Those that it needs for its types only, or asks for when a function is called, are none of them. What it takes from
    the package itself, which is imported with all of its folders, counts under its name there.
    """
    names: list[str] = []
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    parts = [name.split(".") for name in names]
    return {part[2] for part in parts if part[:2] == ["envnews", package.name] and len(part) > 2}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_folder_is_a_layer(package: Package) -> None:
    assert {path.parent.name for path in package.path.glob("*/__init__.py")} == set(package.layers)


@pytest.mark.parametrize(
    ("package", "layer"), LAYERS, ids=[f"{package.name}.{layer}" for package, layer in LAYERS]
)
def test_a_layer_reads_from_itself_and_those_before_it(package: Package, layer: str) -> None:
    before = package.before_all | set(package.layers[: package.layers.index(layer) + 1])
    found = {file.name: imported(package, file) - before for file in (package.path / layer).glob("*.py")}
    assert len(found) > 1
    assert {name: beyond for name, beyond in found.items() if beyond} == {}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_what_all_layers_read_from_reads_from_none(package: Package) -> None:
    found = {name: imported(package, package.path / f"{name}.py") for name in package.before_all}
    assert {name: names for name, names in found.items() if names} == {}


def test_the_documentation_of_extraction_lists_its_folders_in_this_order() -> None:
    written = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    assert tuple(re.findall(r"^\| `(\w+)/` \|", written, re.MULTILINE)) == PACKAGES[0].layers
