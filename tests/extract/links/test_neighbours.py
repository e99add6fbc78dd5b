from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.links.neighbours import MAX_RELATED
from envnews.model import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

AT = "https://sthjt.example.gov.cn/xwzx/202207/"
PREVIOUS = Link(AT + "t20220721_1000.html", "临江省部署下半年水污染防治重点工作")
NEXT = Link(AT + "t20220723_1002.html", "臭氧污染防治 | 北湾市召开推进会")
A = f"<a href='./t20220721_1000.html'>{PREVIOUS.title}</a>"
B = f"<a href='./t20220723_1002.html'>{NEXT.title}</a>"


@pytest.mark.parametrize(
    "below",
    [
        f"<p>上一篇：{A}</p><p>下一篇：{B}</p>",
        f"<div>上一篇:{A}下一篇:{B}</div>",
        f"<div><span>上一篇</span>{A}</div><div><span>下一篇</span>{B}</div>",
        f"<ul><li>【上一篇】{A}</li><li>【下一篇】{B}</li></ul>",
        f"<dl><dt>上一条：</dt><dd>{A}</dd><dt>下一条：</dt><dd>{B}</dd></dl>",
        f"<table><tr><td>上一则</td><td>{A}</td></tr><tr><td>下一则</td><td>{B}</td></tr></table>",
        f"<p><a href='./t20220721_1000.html'>上一篇：{PREVIOUS.title}</a></p><p><a href='./t20220723_1002.html'>下一篇：{NEXT.title}</a></p>",
        f"<p>上一篇：<a href='./t20220721_1000.html' title='{PREVIOUS.title}'>临江省部署下半年…</a></p><p>下一篇：{B}</p>",
        f"<p>前一篇：{A}</p><p>后一篇：{B}</p>",
    ],
)
def test_the_neighbours_are_links_with_their_title(
    below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(below=below))
    assert (found.previous, found.next) == (PREVIOUS, NEXT)
    assert PREVIOUS.title not in found.body


@pytest.mark.parametrize(
    "below",
    [
        "<p>上一篇：没有了</p><p>下一篇：没有了</p>",
        "<p>上一篇：<a href='#'>暂无</a></p><p>下一篇：<a href='javascript:void(0)'>臭氧污染防治推进会召开</a></p>",
        "<p><a href='./index.html'>上一页</a> <a href='./index_2.html'>下一页</a></p>",
        "<p>上一篇：</p>",
        "",
    ],
)
def test_no_neighbour_is_none(
    below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(below=below))
    assert (found.previous, found.next) == (None, None)


@pytest.mark.parametrize(
    "heading", ["相关新闻", "相关阅读：", "【相关链接】", "延伸阅读", "相关文章", "相关报道"]
)
def test_related_articles_stand_below_their_heading(
    heading: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = f"<div><h3>{heading}</h3><ul><li>{A}</li><li>{B}</li><li><a href='/'>首页</a></li></ul></div><div>版权所有</div>"
    found = read(article(below=below))
    assert found.related == (PREVIOUS, NEXT)
    assert heading not in found.body


def test_related_articles_are_counted_once_and_not_without_end(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    rows = "".join(f"<li><a href='./{n}.html'>第{n}次水污染防治工作会议召开</a></li>" for n in range(60))
    assert len(read(article(below=f"<div>相关新闻</div><ul>{rows}{rows}</ul>")).related) <= MAX_RELATED + 5
    assert read(article(below=f"<div>相关新闻</div><ul><li>{A}</li><li>{A}</li></ul>")).related == (PREVIOUS,)
