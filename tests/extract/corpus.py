"""The real pages beside the repository, with what a person read in them, for the tests that score extraction."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[3] / "shared"
CORPUS, SCORE = _SHARED / "corpus", _SHARED / "score"
FETCHED_AT = datetime(2026, 11, 23, tzinfo=UTC)
needs_corpus = pytest.mark.skipif(
    not (CORPUS / "gold.jsonl").exists(), reason="no corpus in ../shared/corpus"
)
