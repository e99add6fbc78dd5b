"""Which of a page's lists is the one the page is for, whatever else stands beside it: hot lists, menus, slides, friends."""

from __future__ import annotations

from itertools import product

import pytest

from envnews.extract import Page
from envnews.extract.links.list_page import extract_links

URL = "https://sthjt.example.gov.cn/xwzx/"
TITLES = (
    "临江省召开全省水污染防治工作推进会",
    "市领导带队检查入海排污口整改情况",
    "我省新增两个生态文明建设示范区",
    "六五环境日主题活动在滨江公园举行",
    "白石河流域突出问题整改销号公示",
    "“十四五”土壤污染防治规划发布",
)
HOT = (
    "多地发布高温红色预警信号 市民请注意防暑降温",
    "暑期旅游市场监管力度加大 重点整治不合理低价游",
    "新一批湿地公园名单公布 我省三处入选",
    "长江流域水情通报：今年第一号洪水已经形成",
    "高校毕业生就业服务攻坚行动启动 提供岗位信息",
    "城区早高峰拥堵路段优化方案公开征求意见",
    "全国铁路暑运全面启动 预计发送旅客八亿人次",
    "这些食品抽检不合格 看看你家里有没有",
)
OFFICES = (
    "固体废物与化学品管理技术中心",
    "核与辐射安全监督管理处",
    "生态环境保护综合行政执法局",
    "自然生态保护处（生物多样性）",
    "应对气候变化与对外合作处",
    "环境影响评价与排放管理处",
)


def _list(items: tuple[str, ...], form: str, *, dated: bool = False) -> str:
    rows = (
        f"<li><a href='{form.format(n)}'>{title}</a>{f'<span>2023-11-{n:02}</span>' if dated else ''}</li>"
        for n, title in enumerate(items, 11)
    )
    return f"<ul>{''.join(rows)}</ul>"


BESIDE = {
    "nothing": "",
    "a hot list": f"<div class='r'><h3>热点排行</h3>{_list(HOT, '/art/h{}.html')}</div>",
    "a hot list with its heading in a bar": f"<div class='r'><div class='tit'><span>推荐阅读</span><a>更多</a></div><div>{_list(HOT, '/art/h{}.html')}</div></div>",
    "a list with days": f"<div class='r'><h3>最新发布</h3>{_list(HOT, '/art/h{}.html', dated=True)}</div>",
    "a menu of offices": f"<div class='lm'>{_list(OFFICES, '/dept/{}/')}</div>",
    "slides": "<div class='swiper'>"
    + "".join(
        f"<div><a href='/art/s{n}.html'><img src='s.jpg'><p>{title}</p></a></div>"
        for n, title in enumerate(HOT)
    )
    + "</div>",
    "friends": f"<div class='yq'><h3>友情链接</h3>{_list(HOT, 'http://www.friend{}.example/')}</div>",
}
BARS = {
    "a link to the next page": "<div><a href='?p=2'>2</a><a href='?p=2'>下一页</a><a href='?p=9'>尾页</a></div>",
    "a script": "<div><script>createPageHTML(12, 0, 'index', 'html');</script></div>",
    "an element that a script fills": "<div class='pagination'></div>",
}


@pytest.mark.parametrize("bar", BARS.values(), ids=BARS)
@pytest.mark.parametrize("count", [3, 6])
def test_the_list_nearest_to_the_bar_of_pages_is_the_one(count: int, bar: str) -> None:
    wanted = list(TITLES[:count])
    column = _list(TITLES[:count], "/art/t{}.html", dated=True)
    for before, within, behind in product(BESIDE, repeat=3):
        if len({before, within, behind}) < 3 and "nothing" not in (before, within, behind):
            continue
        page = (
            f"<html><body>{BESIDE[before]}<div class='main'>{BESIDE[within]}<div class='list'>{column}</div>{bar}</div>"
            f"{BESIDE[behind]}<div class='foot'><a href='/about'>关于我们的网站</a></div></body></html>"
        )
        found = [entry.title for entry in extract_links(Page(URL, page.encode()))]
        assert found == wanted, (before, within, behind)


@pytest.mark.parametrize("beside", ["a hot list", "a hot list with its heading in a bar", "a menu of offices", "slides", "friends"])  # fmt: skip
def test_without_a_bar_of_pages_days_and_headings_tell_the_list(beside: str) -> None:
    column = _list(TITLES, "/art/t{}.html", dated=True)
    page = f"<html><body>{BESIDE[beside]}<div class='main'>{column}</div></body></html>"
    assert [entry.title for entry in extract_links(Page(URL, page.encode()))] == list(TITLES)


def test_a_list_whose_heading_is_the_title_of_the_page_is_its_own() -> None:
    page = (
        f"<html><head><title>热点排行-临江网</title></head><body><div><h3>热点排行</h3>{_list(HOT, '/art/h{}.html')}</div>"
        f"<div class='yq'><h3>友情链接</h3>{_list(OFFICES, 'http://www.friend{}.example/')}</div></body></html>"
    )
    assert [entry.title for entry in extract_links(Page(URL, page.encode()))] == list(HOT)


def test_a_list_that_stands_twice_has_the_days_of_either_form() -> None:
    titles = "".join(
        f"<li><a href='/art/t{n}.html'><h3>{title}</h3></a></li>" for n, title in enumerate(TITLES, 11)
    )
    dated = _list(TITLES, "/art/t{}.html", dated=True)
    bar = BARS["a link to the next page"]
    page = f"<html><body><div class='pc'>{dated}</div><div class='phone'><ul class='m'>{titles}</ul></div>{bar}</body></html>"
    found = extract_links(Page(URL, page.encode()))
    assert [(entry.title, entry.published and entry.published.at.day) for entry in found] == list(
        zip(TITLES, range(11, 17), strict=True)
    )
