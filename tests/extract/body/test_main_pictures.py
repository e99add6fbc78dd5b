"""The main picture above a text belongs to it with its caption; other figures there do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import HEADLINE, PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

LONG = PARAGRAPHS + tuple(
    f"{name}区水务局表示，辖内的排污口已逐一核对，监测数据每十五分钟上传一次，异常情况自动报警，并向社会公开。"
    for name in ("河口", "清水", "白石", "青龙", "上渡")
)
CAPTION = "清水河口，施工人员封堵排污口，工程预计年底完工。"
SHORT = "河口，封堵排污口。（圖／河口電台）"


def page(figure: str) -> str:
    """Return a page whose text stands in an element of its own below the figure, with links beside the headline."""
    links = "".join(f"<li><a href='/s/{n}'>河口电台节目表之{n}：水与城市</a></li>" for n in range(12))
    text = "".join(f"<p>{line}</p>" for line in LONG)
    return (
        f"<html><head><title>{HEADLINE}_河口电台</title></head><body><main><ul>{links}</ul><h1>{HEADLINE}</h1>{figure}"
        f"<div class='info'>2022-07-22 07:10</div><div class='article-body'>{text}</div></main></body></html>"
    )


@pytest.mark.parametrize(
    ("figure", "caption"),
    [
        (f"<figure><img src='/1.jpg'><figcaption>{CAPTION}</figcaption></figure>", CAPTION),
        (f"<figure><img src='/1.jpg'><figcaption><p>{CAPTION}</p></figcaption></figure>", CAPTION),
        (f"<div class='img_box'><img src='/1.jpg'><span>{SHORT}</span></div>", SHORT),
        ("<div><img src='/1.jpg'><span>河口封堵排污口 江帆 摄</span></div>", "河口封堵排污口 江帆 摄"),
    ],
)
def test_the_main_picture_is_shown_with_its_caption(
    figure: str, caption: str, read: Callable[..., Extraction]
) -> None:
    found = read(page(figure))
    assert found.body.splitlines() == [caption, *LONG]
    assert [image.url.rpartition("/")[2] for image in found.images] == ["1.jpg"]
    assert found.body_html.startswith("<figure><img src=")


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src='/1.jpg'><figcaption>临江银行理财产品热销中</figcaption></figure>",
        "<figure><img src='/1.jpg'><figcaption>江帆，本报首席记者</figcaption></figure>",
        "<figure><img src='/1.jpg'><figcaption>微信公众号：临江发布</figcaption></figure>",
        "<figure><img src='/1.jpg'><figcaption>来源：临江日报，何燕，二〇二二年七月</figcaption></figure>",
        f"<figure><img src='/1.jpg'><figcaption>{HEADLINE}</figcaption></figure>",
        f"<figure><img src='/1.jpg'><figcaption>{PARAGRAPHS[0]}</figcaption></figure>",
        f"<figure><a href='/n/2.html'><img src='/1.jpg'></a><figcaption>{CAPTION}</figcaption></figure>",
        f"<ul><li><figure><img src='/1.jpg'><figcaption>{CAPTION}</figcaption></figure></li></ul>",
        "<figure><img src='/1.jpg'><figcaption>声明：本网转载此图，不代表本网立场，版权归原作者。</figcaption></figure>",
        "<div><img src='/logo.png'><span>© 临江传媒集团版权</span></div>",
        f"<figure><figcaption>{CAPTION}</figcaption></figure>",
        "".join(
            f"<figure><img src='/{n}.jpg'><figcaption>第{n}张：{CAPTION}</figcaption></figure>"
            for n in range(5)
        ),
    ],
)
def test_other_figures_above_a_text_are_none_of_it(figure: str, read: Callable[..., Extraction]) -> None:
    found = read(page(figure))
    assert (found.body.splitlines(), found.images) == (list(LONG), ())


def test_an_icon_beside_a_caption_is_no_picture_of_the_text(
    read: Callable[..., Extraction],
) -> None:
    figure = f"<figure><img src='/images/logo.png'><figcaption>{CAPTION}</figcaption></figure>"
    found = read(page(figure))
    assert (found.images, "<img" in found.body_html) == ((), False)
