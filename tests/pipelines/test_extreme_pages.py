"""Pages as large as an attacker likes: from bytes to record within two seconds, rejected or cut with a flag."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from envnews.extract import extract
from envnews.store import ArticleFetched, Quarantined
from tests.pipelines.test_normalise_and_validate import PAGE, item, passed

TEXT = "<p>7月22日，示例省生态环境厅召开会议，部署水和海洋生态环境保护重点工作，要求各地压实责任。</p>"
FORM = (
    "<html><head><title>全省召开水环境会议</title></head><body><h1>全省召开水环境会议</h1><div>发布时间：2022-07-22 07:10"
    "</div><div class='TRS_Editor'>{}</div></body></html>"
)
EXTREMES = {
    "200,000 nested div": FORM.format("<div>" * 200_000 + TEXT + "</div>" * 200_000),
    "1,000,000 attributes": FORM.format(
        "<p " + " ".join(f"a{number}=1" for number in range(1_000_000)) + ">x</p>" + TEXT
    ),
    "a text of 50 MB": FORM.format(f"{TEXT}<p>" + "水" * (50 * 1024**2 // 3)),
}
CUTS = {"page_cut", "tag_cut", "depth_cut"}


@pytest.mark.proves(
    "F23",
    "200,000 nested div, a million attributes, 50 MB in one text: under two seconds of CPU, rejected or cut with a flag",
)
@pytest.mark.parametrize("html", EXTREMES.values(), ids=EXTREMES)
def test_an_extreme_page_costs_two_seconds_at_most(html: str) -> None:
    page = replace(PAGE, body=html.encode())
    start = time.process_time()
    change = passed(replace(item(page), extraction=extract(page)))
    assert time.process_time() - start < 2
    assert isinstance(change, Quarantined | ArticleFetched)
    problems = change.problems if isinstance(change, Quarantined) else change.article.problems
    assert CUTS & {problem.code for problem in problems}
