"""Sample cases of a new portal: raw pages with what was found on them, for somebody to review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from envnews.check.replay import describe_article, describe_list
from envnews.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from envnews.model import Page
    from envnews.probe.survey import Findings

_ARTICLES = 2
_REVIEW = (
    "# Written by `envnews new`. Compare every value with the page, mend it, then set reviewed = true.\n"
)


def write_samples(found: Findings, directory: Path) -> None:
    """Write two article pages and a list page with what the portal makes of them, unreviewed."""
    portal = found.draft.portal()
    for number, sample in enumerate(found.samples[:_ARTICLES], 1):
        _write(
            directory / portal.name / f"article_{number}",
            "page.html",
            sample.page,
            describe_article(portal, sample.page),
        )
    if found.listing:
        column, page = found.listing
        name = "list.json" if page.body.lstrip()[:1] == b"{" else "list.html"
        _write(directory / portal.name / "list", name, page, describe_list(portal, page, column))


def _write(folder: Path, name: str, page: Page, expected: Mapping[str, Any]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(page.body)
        (folder / "expected.toml").write_text("".join(_toml(page, expected)), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{folder} cannot be written: {error}") from error


def _toml(page: Page, expected: Mapping[str, Any]) -> Iterator[str]:
    yield _REVIEW
    yield f"reviewed = false\nurl = {json.dumps(page.url)}\n"
    if page.fetched_at:
        yield f"fetched_at = {page.fetched_at.isoformat(timespec='seconds')}\n"
    tables = {name: value for name, value in expected.items() if name == "fields"}
    for name, value in expected.items():
        if name not in tables and value not in (None, [], {}):
            yield f"{name} = {_value(value)}\n"
    for name, table in tables.items():
        yield f"\n[{name}]\n"
        yield from (f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: object) -> str:
    if isinstance(value, dict):
        return (
            "{ "
            + ", ".join(f"{key} = {_value(part)}" for key, part in value.items() if part is not None)
            + " }"
        )
    if isinstance(value, list):
        lines = ",\n".join(f"  {_value(part)}" for part in value)
        return f"[\n{lines}\n]"
    return json.dumps(value, ensure_ascii=False)
