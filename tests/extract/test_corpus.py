"""Real pages, where they are at hand: the floors of extraction, measured by the scripts that came with them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from envnews.extract import Page, extract
from envnews.extract.links.list_page import extract_links
from envnews.normalize import extraction_record
from tests.extract.corpus import CORPUS, FETCHED_AT, SCORE, needs_corpus

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {
    "headline": 0.975,
    "published_at": 0.975,
    "published_day": 0.975,
    "source": 0.97,
    "author": 0.94,
    "editor": 0.975,
    "keywords": 0.975,
    "body": 0.975,
    "body_f1": 0.98,
}
LIST_FLOORS = {"precision": 0.98, "recall": 0.98, "title": 0.99, "date": 0.98}

pytestmark = needs_corpus


def score(script: str, *arguments: str | Path) -> str:
    command = [sys.executable, str(SCORE / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603 - the corpus's own script


def write_records(jobs: list[tuple[str, Path, str | None]], file: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        for number, path, url in jobs:
            found = extract(Page(url or "http://unknown.invalid/", path.read_bytes(), {}, FETCHED_AT))
            out.write(json.dumps({**extraction_record(found), "id": number}, ensure_ascii=False) + "\n")


def test_articles_of_portals_without_rules(tmp_path: Path) -> None:
    gold = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = [(row["id"], CORPUS / row["file"], row["url"]) for row in gold if row["kind"] == "article"]
    write_records(articles, tmp_path / "records.jsonl")
    table = json.loads(
        score("score_extraction.py", CORPUS / "gold.jsonl", tmp_path / "records.jsonl", "--json")
    )
    assert {
        name: table[name]["score"] for name, floor in FLOORS.items() if table[name]["score"] < floor
    } == {}
    assert table["invented"]["score"] == 0


@pytest.mark.parametrize("variant", [None, "wide", "tight"])
def test_meta_lines(variant: str | None, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    options = ["--variant", variant] if variant else []
    score("score_metalines.py", CORPUS / "metalines.jsonl", "--pages", pages, *options)
    rows = [json.loads(line) for line in (pages / "batch.jsonl").read_text(encoding="utf-8").splitlines()]
    write_records([(row["id"], pages / row["path"], row["url"]) for row in rows], tmp_path / "records.jsonl")
    said = score(
        "score_metalines.py", CORPUS / "metalines.jsonl", "--predictions", tmp_path / "records.jsonl"
    )
    right, total = map(int, said.split(maxsplit=1)[0].split("/"))
    assert total > 0
    assert right / total >= 0.98, said


def test_lists_of_portals_without_rules(tmp_path: Path) -> None:
    gold = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    with (tmp_path / "lists.jsonl").open("w", encoding="utf-8") as out:
        for row in (row for row in gold if row["kind"] == "list"):
            body = (CORPUS / row["file"]).read_bytes()
            entries = extract_links(Page(row["url"] or "http://example.com/", body, {}, FETCHED_AT))
            found = [
                {"url": e.url, "title": e.title, "date": e.published and e.published.isoformat()}
                for e in entries
            ]
            out.write(json.dumps({"id": row["id"], "links": found}, ensure_ascii=False) + "\n")
    said = score("score_lists.py", CORPUS / "gold.jsonl", tmp_path / "lists.jsonl")
    shares = {name: float(share) / 100 for name, share in re.findall(r"(\w+) +([\d.]+)%", said)}
    assert {name: shares[name] for name, floor in LIST_FLOORS.items() if shares[name] < floor} == {}, said
