"""`envnews dedup`: a file of texts in, a line with a story out for each."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from envnews.cli.dedup import dedup
from envnews.errors import DataError
from tests.extract.corpus import CORPUS

if TYPE_CHECKING:
    from pathlib import Path

SCORE = CORPUS.parent / "score" / "score_reprints.py"
TEXT = "7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。"


def run(file: Path) -> list[dict[str, object]]:
    result = CliRunner().invoke(dedup, [str(file)], standalone_mode=False, catch_exceptions=False)
    return [json.loads(line) for line in result.stdout.splitlines()]


def written(folder: Path, *rows: object) -> Path:
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n\n" for row in rows), encoding="utf-8")
    return file


def test_reprints_share_the_id_of_the_first_text_of_their_story(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "title": "现场会召开", "text": TEXT},
        {"id": 2, "title": "又一场会议", "text": TEXT.replace("7月21日", "8月3日").replace("临江", "安平")},
        {"id": "c", "title": None, "text": f"本报讯（记者 江帆）{TEXT}", "url": "https://example.com/"},
    ]
    assert run(written(tmp_path, *rows)) == [
        {"id": "a", "story_id": "a", "similarity": 1.0},
        {"id": 2, "story_id": 2, "similarity": 1.0},
        {"id": "c", "story_id": "a", "similarity": 1.0},
    ]


@pytest.mark.parametrize("row", [{"id": "b"}, {"id": [], "text": "字"}, ["a"], {"id": "a", "text": "字"}])
def test_a_line_that_is_none_is_told_with_its_number(tmp_path: Path, row: object) -> None:
    with pytest.raises(DataError, match=r"texts\.jsonl, line 3: "):
        run(written(tmp_path, {"id": "a", "text": TEXT}, row))


@pytest.mark.skipif(not SCORE.exists(), reason="no score_reprints.py in ../shared/score")
def test_groups_of_the_corpus_are_found_and_no_others(tmp_path: Path) -> None:
    script = [sys.executable, str(SCORE), str(CORPUS / "reprints.jsonl"), str(CORPUS / "negatives.jsonl")]
    documents = tmp_path / "documents.jsonl"
    documents.write_bytes(subprocess.check_output([*script, "--documents"]))  # noqa: S603 - the corpus's own
    stories = tmp_path / "stories.jsonl"
    stories.write_text("\n".join(map(json.dumps, run(documents))), encoding="utf-8")
    scores = subprocess.check_output([*script, "--stories", str(stories)], text=True)  # noqa: S603
    shares = [float(word.rstrip("%")) for word in scores.split() if word.endswith("%")]
    assert shares[0] >= 96
    assert shares[1] == 100
    assert "false merges 0" in scores


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    file = written(tmp_path, {"id": "a", "text": TEXT})
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert [row["id"] for row in run(file)] == ["a"]
