"""Where programs of others are required (ENVNEWS_REQUIRE_PROGRAMS), a test that misses one fails."""

from __future__ import annotations

import pytest

from tests.conftest import must_run


def skipped(reason: str) -> pytest.TestReport:
    where = ("tests/test_it.py", 1, f"Skipped: {reason}")
    return pytest.TestReport("test_it", ("", 1, ""), {}, "skipped", where, "setup")


def test_a_skip_for_a_missing_program_is_a_failure() -> None:
    report = must_run(skipped("jing is not installed"))
    assert report.failed
    assert "jing is not installed" in str(report.longrepr)


def test_what_lies_beside_the_repository_may_be_absent() -> None:
    assert must_run(skipped("no corpus in ../shared/corpus")).skipped


def test_what_the_machine_does_not_permit_may_be_skipped() -> None:
    assert must_run(skipped("not permitted here: mounting in a namespace")).skipped
