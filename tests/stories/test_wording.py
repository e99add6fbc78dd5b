"""What editors change when they print another's text, and what makes another text of it."""

from __future__ import annotations

import pytest

from envnews.stories.memory import group

NEWS = (
    "记者从省生态环境厅获悉，截至{day}，{place}累计建成农村污水处理设施{built}座，治理率达{share}。\n"
    "{person}介绍，{company}承担了全部运维，设施正常运行率由61%提高到92%，出水悬浮物低于每升20{unit}。"
)
USUAL = {
    "day": "10月26日",
    "place": "青川省",
    "built": "1743",
    "share": "46.2%",
    "person": "土壤处处长林一",
    "company": "白石水务公司",
    "unit": "毫克",
}


def is_reprint(**changed: str) -> bool:
    texts = (NEWS.format(**USUAL), NEWS.format(**USUAL | changed))
    one, other = group(("农村污水治理提前完成目标", text) for text in texts)
    return one.story == other.story


@pytest.mark.parametrize(
    "changed",
    [
        {"place": "我省"},
        {"day": "今天"},
        {"built": "一千七百四十三", "share": "百分之四十六点二"},
        {"person": "有关负责人"},
        {"unit": "mg"},
        {"person": "土壤处处长林一\n处"},
    ],
    ids=str,
)
def test_another_way_to_say_the_same_is_a_reprint(changed: dict[str, str]) -> None:
    assert is_reprint(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"place": "江岭省"},
        {"day": "11月26日"},
        {"built": "一千七百四十四", "share": "百分之四十六点三"},
        {"company": "江岭环保公司"},
        {"place": "江岭省", "company": "江岭环保公司"},
    ],
    ids=str,
)
def test_another_fact_is_another_article(changed: dict[str, str]) -> None:
    assert not is_reprint(**changed)
