"""Changes of markup that leave a page saying the same; what an extractor loses to them it had by luck."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

Perturbation = Callable[[str], str]

_SCRIPTS: Final = re.compile(r"(<script\b.*?</script>|<style\b.*?</style>)", re.DOTALL | re.IGNORECASE)
COMMENTS: Final = (
    "<div><h3>网友评论</h3><ul><li><b>热心市民</b> <span>2026-10-30 08:01</span><p>这条新闻写得真好，希望以后多报道我们身边的事情，给记者点赞！</p><a href='#'>回复</a></li>"
    "<li><b>老张</b> <span>2026-10-30 09:15</span><p>我家就住在附近，变化确实很大，夏天再也没有臭味了。</p><a href='#'>回复</a></li></ul></div>"
)
SHARE: Final = "<div><span>分享到：</span><a href='#w'>微信</a><a href='#q'>QQ空间</a><a href='#s'>新浪微博</a><a href='#c'>复制链接</a></div>"


def _markup(change: Callable[[str], str]) -> Perturbation:
    """Apply a change outside scripts and styles."""
    return lambda html: "".join(
        part if index % 2 else change(part) for index, part in enumerate(_SCRIPTS.split(html))
    )


def _attributes(html: str) -> str:
    return re.sub(r"""\s(?:class|id|itemprop)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)(?=[^<>]*>)""", "", html)


def _before_end(piece: str) -> Perturbation:
    def change(html: str) -> str:
        head, end, rest = html.rpartition("</body>")
        return f"{head}{piece}{end}{rest}" if end else html + piece

    return change


def _swapped(pattern: str, replacement: str) -> Perturbation:
    return _markup(lambda html: re.sub(pattern, replacement, html, flags=re.IGNORECASE))


def _paragraphs_as_breaks(html: str) -> str:
    return re.sub(
        r"<p(?:\s[^>]*)?>", "", re.sub(r"</p\s*>", "<br>", html, flags=re.IGNORECASE), flags=re.IGNORECASE
    )


def _in_layout_tables(html: str) -> str:
    open_table = (
        "<table width='1000' border='0'><tr><td width='20'>&nbsp;</td><td><table width='100%'><tr><td>"
    )
    html = re.sub(r"(<body[^>]*>)", rf"\1{open_table}", html, count=1, flags=re.IGNORECASE)
    return _before_end("</td></tr></table></td><td width='20'>&nbsp;</td></tr></table>")(html)


def _menu_behind_the_text(html: str) -> str:
    """Put a sidebar of headlines in front of everything, where floats let templates put it."""
    sidebar = (
        "<div><h4>今日要闻</h4><ul>"
        + "".join(f"<li><a href='/h/{n}.html'>{title}</a></li>" for n, title in enumerate(_HEADLINES))
        + "</ul></div>"
    )
    return re.sub(r"(<body[^>]*>)", lambda found: found[1] + sidebar, html, count=1, flags=re.IGNORECASE)


_HEADLINES: Final = (
    "多地发布高温橙色预警",
    "新一批国家级湿地公园名单公布",
    "暑期旅游市场监管力度加大",
    "南方七省夏粮收购进入尾声",
    "城市更新行动提速",
)

PERTURBATIONS: Final[Mapping[str, Perturbation]] = {
    "without class and id": _markup(_attributes),
    "without meta tags": _swapped(r"<meta\b(?![^>]*charset)[^>]*>", ""),
    "without headings": _swapped(r"<(/?)h[1-6]\b", r"<\1div"),
    "without title": lambda html: re.sub(r"<title\b.*?</title>", "", html, flags=re.DOTALL | re.IGNORECASE),
    "paragraphs as div": _swapped(r"<(/?)p(?=[\s>])", r"<\1div"),
    "paragraphs as br": _markup(_paragraphs_as_breaks),
    "in layout tables": _in_layout_tables,
    "headlines in front": _menu_behind_the_text,
    "with comments": _before_end(COMMENTS),
    "with share bars": _before_end(SHARE),
    "as GBK": lambda html: re.sub(r"charset=[\"']?[\w-]+", "charset=gbk", html, flags=re.IGNORECASE),
}
