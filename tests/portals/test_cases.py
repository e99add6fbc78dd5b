from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar

import pytest

from envnews.check import Case, Finding, read_cases, replay
from envnews.check.replay import describe_article
from envnews.extract import Rules
from envnews.model import Page
from envnews.run.portals import load_portals
from envnews.spiders.families.trs import TrsSpider
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


class Redesigned(TrsSpider):
    """A site that was redesigned in the night of 31 January 2023."""

    name = "redesigned"
    title = "示例省生态环境厅"
    kind = "department"
    home = "https://www.example.gov.cn/"
    hosts = ("www.example.gov.cn",)
    columns: ClassVar = {"环保要闻": "https://www.example.gov.cn/hbyw/"}
    article_url = r"/t\d+_(?P<document_id>\d+)\.html$"
    rules = Rules(source=("p.new",))
    former_rules = (Rules(source=("p.old",), until=date(2023, 1, 31)),)


@pytest.mark.parametrize(("hour", "source"), [(15, "旧科室"), (17, "新科室")])
def test_a_sample_is_read_by_the_rules_of_its_day_in_china(hour: int, source: str) -> None:
    html = "<h1>示例省召开水环境保护工作会议</h1><p class=old>旧科室</p><p class=new>新科室</p><div class=TRS_Editor><p>会议要求按时完成。</p></div>"
    fetched_at = datetime(2023, 1, 31, hour, tzinfo=UTC)
    page = Page("https://www.example.gov.cn/hbyw/t20230131_1.html", html.encode(), {}, fetched_at)
    assert describe_article(Redesigned, page)["fields"]["source"]["value"] == source
