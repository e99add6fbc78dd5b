"""Comments below a text: cut where they stand in the box of the text as well, behind the caption of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

from envnews.extract import Page, extract
from envnews.extract.furniture.discussions import is_discussion
from envnews.extract.page.blocks import Outline
from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

CAPTION = "图为7月21日拍摄的临江市青龙湾入海排污口整治现场，施工人员正在铺设截污管网，远处是去年建成的污水处理站和候鸟栖息的滩涂。"
TEXT = (
    "7月21日，全省入海排污口整治现场会在临江市召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。",
    "会议指出，入海排污口是陆源污染进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准、治得好。",
    "据统计，今年1至6月，全省186个国控断面中，水质优良比例为92.5%，同比上升1.6个百分点。",
    "为此，当地投入资金1.2亿元，新建污水处理站14座，改造老旧管网63公里，惠及沿岸7个乡镇、11万居民。",
    "下一步，各地要建立长效管护机制，把整治清单和责任人向社会公开，接受群众监督。",
)
COMMENTS = "".join(
    f"<div><b>清风{n}</b><p>我家就在河边，希望这次整治能够坚持下去，不要一阵风，{n}年前也整过一次。</p><a>回复</a> <a>赞({n})</a></div>"
    for n in range(1, 5)
)


def test_a_text_with_comments_in_its_own_box_behind_a_caption_is_no_discussion() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    page = (
        "<html><head><title>全省入海排污口整治现场会召开-河口网</title></head><body><h1>全省入海排污口整治现场会召开</h1>"
        f"<div>2024-07-22 08:30 来源：临江日报</div><div><div><div>图片</div><div>{CAPTION}</div></div>"
        f"<div><div>{paragraphs}</div><div>{COMMENTS}</div><div>分享到 河口微博 新浪微博 人人网 豆瓣 分享网址 更多</div></div></div>"
        "</body></html>"
    )
    found = extract(Page("https://www.example.cn/a.html", page.encode())).body.splitlines()
    assert found[-5:] == list(TEXT)


def test_comments_alone_are_a_discussion_however_long_the_first_one_is() -> None:
    first = f"<div>{''.join(f'<p>{line}</p>' for line in TEXT[:3])}<a>回复</a></div>"
    blocks = Outline(html.fromstring(f"<div>{first}{COMMENTS}</div>")).blocks
    assert is_discussion(blocks, 0, len(blocks))


def test_comments_with_buttons_below_each_are_told_without_heading_or_name(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    said = "近日，当地一位市民反映，小区门口的公交站台已经拆除半年有余，迟迟没有恢复，给老人和孩子出行带来了很多不便。"
    rows = "".join(
        f"<div><b>清风{n}</b><span>2024-05-1{n} 10:0{n}</span><p>{said[n:]}</p><a>回复</a><a>赞({n})</a></div>"
        for n in range(6)
    )
    short = f"<p>{PARAGRAPHS[0]}</p>"
    share = "<ul><li><a href='#'>Messenger</a></li><li><a href='#'>複製連結</a></li></ul>"
    found = read(article(text=short + share, below=f"<div>{rows}</div>"))
    assert found.body.splitlines() == [PARAGRAPHS[0]]


def test_buttons_that_a_text_speaks_of_are_no_comments(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = ("支持 12 票", PARAGRAPHS[0], "反对 3 票", PARAGRAPHS[1], "弃权 1 票", PARAGRAPHS[2])
    text = "".join(f"<p>{line}</p>" for line in lines)
    assert set(PARAGRAPHS) <= set(read(article(text=text)).body.splitlines())
