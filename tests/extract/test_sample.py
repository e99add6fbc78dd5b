"""The generic witness on a sample of the pages that rules read alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from envnews.extract import Rules
from envnews.extract.sample import is_sampled
from envnews.model import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction, Witness

RULES = Rules(headline=("h1",), meta_line=("div.info",), body=("div.content",))
URLS = [f"https://sthjt.example.gov.cn/xwzx/t20220722_{number}.html" for number in range(5000)]
SAMPLED = next(url for url in URLS if is_sampled(url))
OTHER = next(url for url in URLS if not is_sampled(url))


def sampled(found: Extraction) -> dict[str, Witness]:
    return {w.field: w for w in found.witnesses if "sample" in w.detail}


def test_one_page_in_fifty_is_in_the_sample_and_stays_in_it() -> None:
    assert 70 <= sum(map(is_sampled, URLS)) <= 130
    assert all(is_sampled(SAMPLED) for _ in range(3))


def test_a_sampled_page_has_generic_witnesses_that_agree_while_the_rules_work(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    told = sampled(read(article(), RULES, url=SAMPLED))
    assert told.keys() == {"headline", "published_at", "source", "body"}
    assert all(w.origin is Origin.GENERIC and w.agrees and not w.chosen for w in told.values())


def test_a_rule_that_points_elsewhere_is_seen_by_its_disagreement(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    wrong = replace(RULES, headline=("div.foot",))
    told = sampled(read(article(), wrong, url=SAMPLED))
    assert [name for name, witness in told.items() if not witness.agrees] == ["headline"]
    assert told["headline"].value == "全省入海排污口整治现场会在临江召开"


def test_the_sample_changes_no_value(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    html = article("2022-07-22 来源：临江日报 作者：", head="<meta name='keywords' content='排污口'>")
    pages = [read(html, RULES, url=url) for url in (SAMPLED, OTHER)]
    first, second = (replace(page, url="", witnesses=()) for page in pages)
    assert first == second


def test_the_other_pages_have_no_generic_witness(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert sampled(read(article(), RULES, url=OTHER)) == {}
