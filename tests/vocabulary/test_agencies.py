"""Names of sources are resolved rightly, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from envnews.model import PortalInfo
from envnews.vocabulary import Division, divisions, resolve_agency
from envnews.vocabulary.agencies import department

_ZHEJIANG = PortalInfo("zj", "浙江省生态环境厅", "department", "CN-ZJ", "330000", "", (), "", "")
PORTALS = {
    "zj": _ZHEJIANG,
    "sc": replace(_ZHEJIANG, title="四川省生态环境厅", region_code="510000"),
    "nx": replace(_ZHEJIANG, title="宁夏回族自治区生态环境厅", region_code="640000"),
    "bj": replace(_ZHEJIANG, title="北京市生态环境局", region_code="110000"),
    "mee": replace(_ZHEJIANG, title="生态环境部", kind="ministry", region=None, region_code=None),
    "hbzhan": replace(_ZHEJIANG, title="环保在线", kind="media", region=None, region_code=None),
}


def reviewed() -> list[tuple[str, str | None, str]]:
    lines = (Path(__file__).with_name("sources.tsv")).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(portal, agency or None, source) for portal, agency, source in rows]


def resolved(portal: str, source: str) -> str | None:
    found = resolve_agency(source, PORTALS[portal])
    return found.id if found else None


def test_reviewed_sources_are_resolved_and_none_wrongly() -> None:
    rows = reviewed()
    found = [(portal, source, agency, resolved(portal, source)) for portal, agency, source in rows]
    wrong = [each for each in found if each[3] not in {each[2], None}]
    missed = [each for each in found if each[3] is None and each[2] is not None]
    assert len(rows) >= 300
    assert wrong == []
    assert len(missed) <= 0.03 * len(rows), missed


@pytest.mark.parametrize(
    "division", [each for each in divisions().values() if each.code[:2] < "70"], ids=lambda each: each.name
)
def test_every_department_is_known_by_its_present_and_former_names(division: Division) -> None:
    agency = department(division)
    for word in ("生态环境", "环境保护", "环保"):
        name = agency.name.replace("生态环境", word)
        assert resolved("hbzhan", name) == agency.id, name
    assert resolved("hbzhan", f"{division.short}生态环境") in {agency.id, "sthj-460000", "sthj-220000"}


def test_a_portal_is_its_own_source_under_any_of_its_words() -> None:
    for portal, agency in (
        ("zj", "sthj-330000"),
        ("bj", "sthj-110000"),
        ("mee", "mee"),
        ("hbzhan", "hbzhan"),
    ):
        assert {resolved(portal, source) for source in ("本网", "本站", "本网讯", "原创")} == {agency}
