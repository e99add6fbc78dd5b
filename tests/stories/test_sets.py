"""Reprints as sites really make them, and siblings as departments do: sets written before the rules they measure.

A line of `NAME-reprints.jsonl` is a document, its `group` the article it prints; one of `NAME-negatives.jsonl` holds two
documents `a` and `b` that are two articles, and `why` they might be taken for one. All texts are invented.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from envnews.stories.memory import group

SETS = Path(__file__).parent / "sets"
REPRINTS = sorted(path.name.removesuffix("-reprints.jsonl") for path in SETS.glob("*-reprints.jsonl"))
NEGATIVES = sorted(path.name.removesuffix("-negatives.jsonl") for path in SETS.glob("*-negatives.jsonl"))


def lines(name: str) -> list[dict[str, object]]:
    if not (SETS / name).exists():
        return []
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def stories(name: str) -> dict[str, int]:
    """Return the story of each document of a set, all grouped at once."""
    documents = {row["id"]: row for row in lines(f"{name}-reprints.jsonl")}
    documents |= {
        f"{pair['pair']}/{side}": pair[side] for pair in lines(f"{name}-negatives.jsonl") for side in "ab"
    }
    grouped = group((row["title"], row["text"]) for row in documents.values())
    return dict(zip(documents, (each.story for each in grouped), strict=True))


@pytest.mark.parametrize("name", REPRINTS)
def test_reprints_are_found(name: str) -> None:
    story, groups = stories(name), defaultdict(list)
    for row in lines(f"{name}-reprints.jsonl"):
        groups[row["group"]].append(row["id"])
    pairs = [pair for ids in groups.values() for pair in combinations(ids, 2)]
    assert len(pairs) > 30
    assert sum(story[one] == story[other] for one, other in pairs) / len(pairs) >= 0.97


@pytest.mark.parametrize("name", NEGATIVES)
def test_no_two_articles_are_merged(name: str) -> None:
    story, known = stories(name), {}
    merged = [
        pair["why"]
        for pair in lines(f"{name}-negatives.jsonl")
        if story[f"{pair['pair']}/a"] == story[f"{pair['pair']}/b"]
    ]
    assert merged == []
    for row in lines(f"{name}-reprints.jsonl"):
        assert known.setdefault(story[row["id"]], row["group"]) == row["group"]
