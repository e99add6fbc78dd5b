"""环保在线, a trade portal for environmental equipment."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class HbzhanSpider(PlainSpider):
    """www.hbzhan.com and m.hbzhan.com: the same article numbers, so one document; only the views differ."""

    name = "hbzhan"
    title = "环保在线"
    kind = "media"
    home = "https://www.hbzhan.com/"
    hosts = ("www.hbzhan.com", "m.hbzhan.com")
    columns = {
        "news/t14": "http://www.hbzhan.com/news/t14/list.html",
        "news/t7418": "http://www.hbzhan.com/news/t7418/list.html",
        "news/t7419": "http://www.hbzhan.com/news/t7419/list.html",
    }
    article_url = r"^https?://(?:www|m)\.hbzhan\.com/news/detail/(?P<document_id>\d+)\.html$"
    rows = ("div.listLeft > div.leftBox",)
    next_page = "list_p{page}.html"
    rules = Rules(
        headline=("div.leftTop::text",),
        meta_line=("div.leftTop > p:nth-child(1)", "div.leftTop > p"),
        # The mobile page prints the count bare, in the line after the time (2022/7/22 7:10:17).
        views=("//p[not(*) and contains(preceding-sibling::p[1], ':') and number(.) = number(.)]",),
        body=("div.newsContent", "div.innewscontent"),
    )
    rights = "media"
    confidence = "partly seen"
    evidence = """
        Text of article 151511 on both hosts, the desktop page's structure and the list from two scrapers;
        the mobile page's structure is not known. The columns' names are not known, their paths stand for them.
    """
