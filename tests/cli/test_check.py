from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from envnews.cli.check import check
from tests.probe.sites import SITES, served

SAMPLES = Path(__file__).parents[1] / "portals"


def test_the_samples_of_a_shipped_portal_are_right() -> None:
    result = CliRunner().invoke(check, ["mee", "--samples", str(SAMPLES)], standalone_mode=False)
    assert (result.return_value, "0 wrong" in result.output) == (0, True), result.output


def test_a_wrong_expectation_is_shown_beside_what_was_found(tmp_path: Path) -> None:
    case = tmp_path / "mee" / "news"
    case.mkdir(parents=True)
    source = SAMPLES / "mee" / "news"
    (case / "page.html").write_bytes((source / "page.html").read_bytes())
    expected = (
        (source / "expected.toml").read_text(encoding="utf-8").replace("reviewed = true", "reviewed = false")
    )
    (case / "expected.toml").write_text(expected.replace("T14:46:00", "T02:46:00"), encoding="utf-8")
    result = CliRunner().invoke(check, ["--samples", str(tmp_path), "--json"], standalone_mode=False)
    assert result.return_value == 1
    report = json.loads(result.output)
    assert "not reviewed" in report["mistakes"][0]
    (wrong,) = [one for one in report["fields"] if not one["right"]]
    assert (wrong["field"], "T14:46" in wrong["found"]["value"]) == ("published_at", True)
    shown = CliRunner().invoke(check, ["--samples", str(tmp_path)], standalone_mode=False).output
    assert "WRONG mee/news" in shown


def test_what_is_inferred_in_a_sample_is_said_beside_what_is_found() -> None:
    arguments = ["xz-sthjt", "--samples", str(SAMPLES), "--verbose"]
    shown = CliRunner().invoke(check, arguments, standalone_mode=False).output
    assert "inferred, nobody has seen it on the site: " in shown


def test_live_pages_are_shown_with_their_witnesses(tmp_path: Path) -> None:
    site = SITES["trs"]()
    words = [sys.executable, "-m", "envnews"]
    loopback = ["--allow-private", "127.0.0.0/8"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with served(site) as origin:
        made = [*words, "new", origin + site.start, *loopback, "--name", "found", "--out", "found.py"]
        subprocess.run(made, cwd=tmp_path, env=env, check=True, capture_output=True)  # noqa: S603 - our own command
        live = [*words, "check", "found", "--spiders", "found.py", "--live", "3", "--json", *loopback]
        looked = subprocess.run(live, cwd=tmp_path, env=env, check=False, capture_output=True, text=True)  # noqa: S603 - as above
    assert looked.returncode == 0, looked.stdout + looked.stderr
    reports = [json.loads(line) for line in looked.stdout.splitlines()]
    assert len(reports) == 3
    assert {"headline", "published_at", "source", "body"} <= {one["field"] for one in reports[0]["witnesses"]}
