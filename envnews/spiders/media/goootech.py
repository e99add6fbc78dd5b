"""谷腾环保网, a trade portal for environmental engineering."""

from __future__ import annotations

from envnews.spiders.families.plain import PlainSpider


class GoootechSpider(PlainSpider):
    """www.goootech.com: 更新时间, 来源, 作者 and 阅读 on one line; the body's container is not known."""

    name = "goootech"
    title = "谷腾环保网"
    kind = "media"
    home = "http://www.goootech.com/"
    hosts = ("www.goootech.com", "goootech.com")
    columns = {"news/list-00-1300": "http://www.goootech.com/news/list-00-1300-1.html"}
    article_url = r"^https?://(?:www\.)?goootech\.com/news/detail-(?P<document_id>\d+)\.html$"
    rows = (".cf",)
    next_page = "list-00-1300-{page}.html"
    rights = "media"
    confidence = "seen"
    evidence = """
        The text of a stored article page of 2013, the list's address, numbering and rows from a scraper.
        The column's name is not known, so its path stands for it.
    """
