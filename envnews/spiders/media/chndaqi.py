"""中国大气网, a trade portal for air pollution control."""

from __future__ import annotations

from envnews.spiders.families.e20 import E20Spider


class ChndaqiSpider(E20Spider):
    """www.chndaqi.com: the template of 中国水网."""

    name = "chndaqi"
    title = "中国大气网"
    kind = "media"
    home = "http://www.chndaqi.com/"
    hosts = ("www.chndaqi.com",)
    columns = {"news/list?cid=head": "http://www.chndaqi.com/news/list?cid=head"}
    article_url = r"^https?://www\.chndaqi\.com/news/(?P<document_id>\d+)(?P<part>_\d+)?\.html$"
    rights = "media"
    confidence = "partly seen"
    evidence = """
        The list's address and its rows from a scraper; the article page and `page` as the parameter of
        further list pages are inferred from 中国水网. The column's name is not known.
    """
