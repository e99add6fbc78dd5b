from __future__ import annotations

import pytest

from envnews.check import Case, Finding, read_cases, replay
from envnews.run.portals import load_portals
from tests.portals.replica import FOLDER

PORTALS = load_portals().classes
CASES = read_cases(FOLDER)
FINDINGS = [(case, finding) for case in CASES for finding in replay(PORTALS[case.portal], case)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_expectations_are_reviewed(case: Case) -> None:
    assert case.reviewed, f"compare {case.folder}/expected.toml with the page, then say reviewed = true"


@pytest.mark.parametrize(
    ("case", "finding"), FINDINGS, ids=[f"{case}-{finding.field}" for case, finding in FINDINGS]
)
def test_each_field_has_the_expected_value_from_the_expected_witness(case: Case, finding: Finding) -> None:
    assert finding.found == finding.expected, f"{case}: {finding.field}"
