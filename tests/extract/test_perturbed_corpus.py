"""Real pages, where they are at hand, in other markup that says the same: no field may live by luck.

A field counts on a page only where its value still stands in the visible text after the change.
"""

from __future__ import annotations

import importlib.util
import json
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from envnews.extract import Page, decode, extract
from envnews.normalize import extraction_record, squash
from tests.extract.corpus import CORPUS, FETCHED_AT, SCORE, needs_corpus
from tests.extract.generic.perturbations import PERTURBATIONS

if TYPE_CHECKING:
    from types import ModuleType

TOLERATED = 0.03
FIELDS = ("headline", "published_at", "source", "author", "editor", "keywords", "body", "body_f1")

pytestmark = needs_corpus

_UNSEEN = re.compile(r"<(script|style|head|textarea)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(r"<(p|li|dd|span)\b[^>]*display:\s*none[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
Scores = dict[tuple[str, str], float]


@cache
def scoring() -> ModuleType:
    """Load the script that came with the pages."""
    spec = importlib.util.spec_from_file_location("score_extraction", SCORE / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def pages() -> tuple[tuple[dict[str, Any], str], ...]:
    """Return what each page states, and its markup."""
    rows = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return tuple(
        (row, decode((CORPUS / row["file"]).read_bytes(), {}).text)
        for row in rows
        if row["kind"] == "article"
    )


def scores(row: dict[str, Any], html: str, charset: str) -> dict[str, float]:
    body = html.encode(charset, "xmlcharrefreplace")
    found = extract(Page(row["url"] or "http://unknown.invalid/", body, {}, FETCHED_AT))
    told: dict[str, float] = scoring().check(row, extraction_record(found))
    return told


@cache
def unperturbed() -> Scores:
    return {
        (row["id"], name): score
        for row, html in pages()
        for name, score in scores(row, html, "utf-8").items()
    }


def still_stated(row: dict[str, Any], name: str, html: str) -> bool:
    """Return whether the page still holds what the field is to be read from, where readers see it.

    Keywords are often stated by a meta tag alone; words that occur somewhere in the text are no keywords, so
    they have to stand side by side.
    """
    visible = squash(unescape(_TAG.sub("", _HIDDEN.sub("", _UNSEEN.sub("", html)))))
    if name in {"body", "body_f1"}:
        return True
    value = row[name]
    if name == "published_at":
        year, month, day = map(int, value[:10].split("-"))
        return re.search(rf"{year}\D{{1,3}}0?{month}\D{{1,3}}0?{day}(?!\d(?!\d?:\d))", visible) is not None
    if name == "keywords":
        listed = re.compile(r"\W{0,4}".join(re.escape(squash(word)) for word in value))
        return listed.search(visible) is not None or any(
            listed.search(squash(unescape(tag))) for tag in _META.findall(html)
        )
    words = value if isinstance(value, list) else re.split(r"[、，,;；\s]+", value)
    return all(squash(word) in visible for word in words)


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_other_markup_costs_no_field_of_real_pages_more_than_three_points(name: str) -> None:
    charset = "gbk" if name == "as GBK" else "utf-8"
    losses: dict[str, list[tuple[float, str]]] = {field: [] for field in FIELDS}
    for row, html in pages():
        changed = PERTURBATIONS[name](html)
        for field, score in scores(row, changed, charset).items():
            if field in losses and still_stated(row, field, changed):
                losses[field].append((unperturbed()[row["id"], field] - score, row["id"]))
    means = {field: sum(loss for loss, _ in rows) / len(rows) for field, rows in losses.items() if rows}
    assert {field: sorted(losses[field])[-4:] for field, mean in means.items() if mean > TOLERATED} == {}
