"""The pages of the documentation, taken apart for the tests that hold them against the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
README, README_ZH = ROOT / "README.md", ROOT / "README.zh-CN.md"
EXTRACTION, ADD_A_PORTAL = ROOT / "docs/extraction.md", ROOT / "docs/add-a-portal.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data/README.md"])

FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return [code for name, code in FENCED.findall(text(page)) if name == language]


def prose(page: Path) -> str:
    return FENCED.sub("", text(page))


def table_rows(page: Path, heading: str) -> Iterator[list[str]]:
    """Yield the rows of the first table below a heading, without its head."""
    below = text(page).partition(f" {heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, f"{page.name} has no table below {heading}"
    for line in table[0].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def anchors(page: Path) -> set[str]:
    """The anchors that a Markdown viewer gives to a page's headings."""
    names = (re.sub(r"[^\w\- ]", "", heading.lower()) for _, heading in HEADING.findall(prose(page)))
    return {name.replace(" ", "-") for name in names}
