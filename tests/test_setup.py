"""What `setup.py` compiles can be compiled: rules that a compiled module breaks only where it runs, or by a crash."""

from __future__ import annotations

import ast
from importlib import import_module
from inspect import get_annotations
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

ROOT = Path(__file__).parents[1]
# Read, not imported: to import it is to build the package.
[PACKAGES] = [
    ast.literal_eval(statement.value)
    for statement in ast.parse((ROOT / "setup.py").read_text("utf-8")).body
    if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "PACKAGES"
]
FILES = [file for package in PACKAGES for file in sorted((ROOT / "envnews" / package).rglob("[!_]*.py"))]


FOLDERS = sorted({file.parent for file in FILES})


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_the_types_of_fields_are_there_at_run_time(file: Path) -> None:
    """A compiled class looks them up when it is made."""
    module = import_module(module_of(file))
    own = [kind for kind in vars(module).values() if getattr(kind, "__module__", "") == module.__name__]
    for kind in own:
        if isinstance(kind, type):
            assert get_type_hints(kind, vars(module)).keys() >= get_annotations(kind).keys()


@pytest.mark.parametrize("folder", FOLDERS, ids=module_of)
def test_no_function_has_the_name_of_its_module(folder: Path) -> None:
    """Which of the two a compiled module finds in the package depends on what was imported before."""
    names = {file.stem for file in FILES if file.parent == folder}
    found = vars(import_module(module_of(folder)))
    assert [
        name for name in sorted(names) if not isinstance(found.get(name, ModuleType("")), ModuleType)
    ] == []
