"""The generic witness on a sample of the pages that rules read alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from envnews.extract import Rules, extract
from envnews.extract.sample import is_sampled, with_sample
from envnews.model import Origin, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction, Witness

RULES = Rules(headline=("h1",), meta_line=("div.info",), body=("div.content",))
URLS = [f"https://sthjt.example.gov.cn/xwzx/t20220722_{number}.html" for number in range(5000)]
SAMPLED = next(url for url in URLS if is_sampled(url))
OTHER = next(url for url in URLS if not is_sampled(url))


@pytest.fixture
def sample(article: Callable[..., str]) -> Callable[..., dict[str, Witness]]:
    """Extract a page as a crawl does and return the witnesses that the sample added."""

    def run(rules: Rules, url: str) -> dict[str, Witness]:
        page = Page(url, article().encode(), {}, None)
        return sampled(with_sample(page, extract(page, rules)))

    return run


def sampled(found: Extraction) -> dict[str, Witness]:
    return {w.field: w for w in found.witnesses if "sample" in w.detail}


def test_one_page_in_fifty_is_in_the_sample_and_stays_in_it() -> None:
    assert 70 <= sum(map(is_sampled, URLS)) <= 130
    assert all(is_sampled(SAMPLED) for _ in range(3))


def test_a_sampled_page_has_generic_witnesses_that_agree_while_the_rules_work(
    sample: Callable[..., dict[str, Witness]],
) -> None:
    told = sample(RULES, SAMPLED)
    assert told.keys() == {"headline", "published_at", "source", "body"}
    assert all(w.origin is Origin.GENERIC and w.agrees and not w.chosen for w in told.values())


def test_a_rule_that_points_elsewhere_is_seen_by_its_disagreement(
    sample: Callable[..., dict[str, Witness]],
) -> None:
    told = sample(replace(RULES, headline=("div.foot",)), SAMPLED)
    assert [name for name, witness in told.items() if not witness.agrees] == ["headline"]
    assert told["headline"].value == "全省入海排污口整治现场会在临江召开"


def test_the_sample_changes_no_value(article: Callable[..., str]) -> None:
    page = Page(SAMPLED, article().encode(), {}, None)
    found = extract(page, RULES)
    asked = with_sample(page, found)
    assert asked.witnesses[: len(found.witnesses)] == found.witnesses
    assert replace(asked, witnesses=()) == replace(found, witnesses=())


def test_the_other_pages_have_no_generic_witness(sample: Callable[..., dict[str, Witness]]) -> None:
    assert sample(RULES, OTHER) == {}


def test_extraction_reads_a_sampled_page_once(article: Callable[..., str]) -> None:
    assert sampled(extract(Page(SAMPLED, article().encode(), {}, None), RULES)) == {}
