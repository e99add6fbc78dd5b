"""Read the text of a page, as saved from a browser: its lines stand for the elements they were.

The lines go through the same extraction as any page. What only a text lacks is markup around the view
count, which mobile pages print as a bare number under the time.
"""

from __future__ import annotations

import re
from html import escape

from envnews.extract.page.charset import decode
from envnews.model import Page

_BARE_COUNT = re.compile(r"^\d{1,9}$")
_TIME = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")


def page_of_text(page: Page) -> Page:
    r"""Return a page whose markup is one paragraph a line; the charset is decided as for any page.

    >>> text = "资讯中心\n水环境会议召开\n2022/7/22 7:10:17\n15340\n来源：省生态环境厅".encode()
    >>> page_of_text(Page("https://m.example.com/1.html", text)).body.decode().count("<p>")
    5
    """
    lines: list[str] = []
    for line in decode(page.body, page.headers).text.splitlines():
        text = line.strip()
        if not text:
            continue
        if _BARE_COUNT.match(text) and lines and _TIME.search(lines[-1]):
            text = f"阅读量：{text}"
        lines.append(text)
    html = "<body>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</body>"
    return Page(
        page.url, html.encode(), {"content-type": "text/html; charset=utf-8"}, page.fetched_at, page.status
    )
