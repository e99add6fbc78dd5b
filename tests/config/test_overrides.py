"""Portals as an installation wants them."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from envnews.config import read_configuration
from envnews.errors import ConfigurationError, UsageError
from envnews.run.portals import Portals, find_portal, load_portals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Portals]:
    """Load all portals with the text of an envnews.toml, as a worker process does: from a pickle."""

    def load(text: str, *sources: str) -> Portals:
        file = tmp_path / "envnews.toml"
        file.write_text(text, encoding="utf-8")
        return load_portals(sources, pickle.loads(pickle.dumps(read_configuration(file))))  # noqa: S301 - our own

    return load


def test_columns_hosts_and_delay_are_replaced_and_rules_come_first(load: Callable[..., Portals]) -> None:
    declared = load_portals().classes["zj-sthjt"]
    changed = load(
        '[portals.zj-sthjt]\nhosts = ["sthjt.zj.gov.cn", "m.example.cn"]\ndelay = "3s"\n'
        'columns = { "要闻" = "https://sthjt.zj.gov.cn/yw/" }\nrules = { body = ["div.new"] }\n'
    ).classes["zj-sthjt"]
    assert changed.columns == {"要闻": "https://sthjt.zj.gov.cn/yw/"}
    assert changed.reachable_hosts == {"sthjt.zj.gov.cn", "m.example.cn"}
    assert changed.custom_settings == {"DOWNLOAD_DELAY": 3.0}
    assert changed.article_rules.body == ("div.new", *declared.article_rules.body)
    assert changed.article_rules.headline == declared.article_rules.headline
    assert (changed.name, changed.title) == (declared.name, declared.title)
    assert load_portals().classes["zj-sthjt"] is declared


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[portals.mee]\ncolumns = { "x" = "https://elsewhere.cn/" }',
            r"\[portals.mee\]: portal mee: .*elsewhere",
        ),
        ('[portals.mee]\narticle_url = "("', "no regular expression"),
        ('[portals.mee]\nrules = { body = ["div["] }', r"\[portals.mee\]: rules.body"),
        ("[portals.meee]\nenabled = true\n[portals.x]", r"\[portals.meee\], \[portals.x\]: no portal"),
    ],
)
def test_what_cannot_be_is_told_with_file_and_section(
    load: Callable[..., Portals], text: str, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load(text)


def test_a_disabled_portal_is_neither_chosen_nor_crawled_by_name(load: Callable[..., Portals]) -> None:
    portals = load("[portals.mee]\nenabled = false")
    assert "mee" not in {portal.name for portal in portals.choose()}
    with pytest.raises(UsageError, match=r"mee: disabled in envnews\.toml"):
        portals.choose(["mee"])
    assert find_portal("mee").name == "mee"


def test_portals_of_ones_own_stand_in_the_file(
    load: Callable[..., Portals], write_portal: Callable[..., Path]
) -> None:
    portals = load(f'spiders = ["{write_portal().name}"]\n[portals.example]\ninterval = "1d"')
    assert portals.classes["example"].title == "示例省生态环境厅"


def test_a_broken_file_of_ones_own_does_not_make_its_section_a_mistake_for_all(
    load: Callable[..., Portals], write_portal: Callable[..., Path]
) -> None:
    file = write_portal()
    file.write_text("nonsense(", encoding="utf-8")
    portals = load('[portals.example]\ninterval = "1d"\n[portals.mee]\nenabled = false', str(file))
    assert [str(mistake).partition(": ")[2].partition(":")[0] for mistake in portals.broken][1:] == [
        "[portals.example]"
    ]
    assert portals.disabled == {"mee"}
