from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from envnews.errors import ConfigurationError
from envnews.run.portals import load_portals
from envnews.spiders.families.trs import TrsSpider

if TYPE_CHECKING:
    from envnews.spiders.portal import PortalSpider


SHIPPED = load_portals().classes

DECLARED = {
    "name": "example",
    "title": "示例省生态环境厅",
    "kind": "department",
    "home": "http://www.example.gov.cn/",
    "hosts": ("www.example.gov.cn",),
    "columns": {"要闻": "http://www.example.gov.cn/yw/"},
    "article_url": r"/t\d+_(?P<document_id>\d+)\.html$",
}


def test_a_complete_declaration_is_accepted() -> None:
    portal = type("ExampleSpider", (TrsSpider,), DECLARED)
    assert portal.info().key == "example"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"columns": {}}, "`columns` is not declared"),
        ({"name": "Beispiel Amt"}, "`name` takes lower-case letters"),
        ({"kind": "dept"}, "expected one of ministry, department, media"),
        ({"hosts": ["www.example.gov.cn"]}, "`hosts` takes a tuple"),
        ({"columns": {"要闻": "http://other.example.cn/"}}, "on one of `hosts`"),
        ({"article_url": r"/t\d+.html"}, "no group"),
        ({"article_url": r"/t(\d+.html"}, "no regular expression"),
        ({"rows": ("li > > a",)}, "`rows`"),
    ],
)
def test_a_mistake_is_told_when_the_class_is_made(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigurationError, match="portal ") as raised:
        type("ExampleSpider", (TrsSpider,), DECLARED | changed)
    assert message in str(raised.value)


@pytest.mark.parametrize("portal", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_portal_is_declared_lines_with_evidence(portal: type[PortalSpider]) -> None:
    assert portal.evidence.strip()
    assert not [name for name, value in vars(portal).items() if isinstance(value, classmethod | staticmethod)]
    for url in portal.columns.values():
        assert not portal.addresses.is_article(url), (
            f"{portal.name}: a list page must not look like an article"
        )


@pytest.mark.parametrize(
    ("name", "url", "number"),
    [
        ("mee", "http://www.mee.gov.cn/ywdt/hjywnews/202204/t20220417_974894.shtml", "974894"),
        ("sd-sthjt", "http://sthj.shandong.gov.cn/zwgk/spq/202004/t20200414_3072730.html", "3072730"),
        ("zj-sthjt", "http://sthjt.zj.gov.cn/art/2024/2/7/art_1201919_58955109.html", "58955109"),
        ("js-sthjt", "http://sthjt.jiangsu.gov.cn/art/2023/10/18/art_89427_11044340.html", "11044340"),
        ("hbzhan", "https://www.hbzhan.com/news/detail/151511.html", "151511"),
        ("h2o-china", "http://www.h2o-china.com/news/276051.html", "276051"),
    ],
)
def test_article_addresses_seen_on_the_sites_are_recognised(name: str, url: str, number: str) -> None:
    portal = SHIPPED[name]
    assert portal.addresses.is_article(url)
    assert portal.document(url).number == number


def test_the_portal_keys_are_those_of_the_fact_base() -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in SHIPPED)
    assert {"mee", "sd-sthjt", "hb-sthjt", "zj-sthjt", "js-sthjt", "hbzhan", "h2o-china"} <= set(SHIPPED)
