"""A text that a template has cut into parts of one id is read whole, without what stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import HEADLINE, PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

OTHERS = (
    "昨日，河口灯会落下帷幕，六十三天里共接待游客一百四十万人次，门票收入的三成用于沿岸湿地的修复，账目年底公布。",
    "今年的主灯用了四万个回收的玻璃瓶，它们来自沿江六镇的回收站，灯会结束后将送回厂里重新熔炼，不留下一件垃圾。",
    "据了解，明年的灯会将移到青龙湾举办，届时渡口会加开夜航，沿线各站也将延长末班车的时间，详情另行通知市民。",
)


def test_the_parts_of_a_text_that_share_an_id_are_one_text_without_what_stands_between_them(
    read: Callable[..., Extraction],
) -> None:
    gallery = "<div class='slides'><span>1/10</span><div>分享到</div><ul><li><a href='/s/1'>新浪微博</a></li></ul><h4><a href='/c/1'>河口新桥上周合龙</a></h4></div>"
    price = "<div class='price'><p><a href='/c/2'>河口一号</a></p><p>12.34万(参考价)</p><a href='/c/3'>询底价</a></div>"
    parts = [
        f"<div id='endText' class='post_text'><p>{PARAGRAPHS[0]}</p></div>",
        f"<div id='endText'>{''.join(f'<p>{line}</p>' for line in OTHERS * 2)}</div>",
        f"<div id='endText'><p>【全文总结】</p><p>{PARAGRAPHS[1]}</p><div>本文来源：临江网 作者：何燕</div></div>",
    ]
    html = f"<title>{HEADLINE}_临江网</title><div class='post'><h1>{HEADLINE}</h1><div class='post_body'>{parts[0]}{price}{parts[1]}{gallery}{parts[2]}</div></div>"
    found = read(html)
    assert found.body.splitlines() == [PARAGRAPHS[0], *OTHERS, *OTHERS, "【全文总结】", PARAGRAPHS[1]]
    assert (found.source, found.author) == ("临江网", "何燕")
    assert "参考价" not in found.body_html
    assert "分享到" not in found.body_html


@pytest.mark.parametrize(
    "between",
    [
        "<div id='textad'></div><div id='textad'></div>",
        "<div id='img_text'>图一：现场照片</div><p></p><div id='img_text'>图二：现场照片</div>",
        "<div id='nr'><img src='/1.jpg'></div><div id='nr'><img src='/2.jpg'></div>",
    ],
)
def test_elements_without_a_text_that_share_an_id_cut_none(
    between: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    first, *rest = PARAGRAPHS
    text = f"<p>{first}</p>{between}" + "".join(f"<p>{line}</p>" for line in rest)
    lines = read(article(text=text)).body.splitlines()
    assert [line for line in PARAGRAPHS if line not in lines] == []


def test_headings_tables_and_paragraphs_between_parts_of_one_id_are_of_the_text(
    read: Callable[..., Extraction],
) -> None:
    table = "<table><tr><td>河口</td><td>12</td></tr><tr><td>白石</td><td>7</td></tr></table>"
    parts = [f"<div id='text'><p>{line}</p></div>" for line in (*PARAGRAPHS, *OTHERS)]
    between = [
        "<h2>一口一策精准治理</h2>",
        table,
        "<p>这一次排查历时半年，覆盖全部岸线。</p>",
        "<h3>二、<a name='b' href='#b'>整治措施</a></h3>",
        "<p>附件：1.<a href='/a.pdf'>排查方案</a></p>",
        "",
    ]
    flow = "".join(part + after for part, after in zip(parts, between, strict=True))
    lines = read(
        f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div class='box'>{flow}</div>"
    ).body.splitlines()
    own = (
        *PARAGRAPHS,
        *OTHERS,
        "一口一策精准治理",
        "这一次排查历时半年，覆盖全部岸线。",
        "河口\t12",
        "二、整治措施",
    )
    assert [line for line in own if line not in lines] == []


@pytest.mark.parametrize("heading", ["<div>分享到</div>", "<h3>网友评论</h3>", "<div>责任编辑：何燕</div>"])
def test_an_element_of_the_same_id_behind_the_end_of_a_text_is_no_part_of_it(
    heading: str, read: Callable[..., Extraction]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    about = "<p>临江网是全省的新闻门户，创办于二〇〇一年，设有十二个频道，欢迎各界来稿。</p>"
    html = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div class='box'><div id='content'>{text}</div>{heading}<div id='content'>{about}</div></div>"
    assert read(html).body.splitlines() == list(PARAGRAPHS)
