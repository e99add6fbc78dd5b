"""光明网, the site of the newspaper 光明日报."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.media.topic import ENVIRONMENT


class GmwSpider(DiscoverySpider):
    """gmw.cn: each channel has a host of its own; the places of all fields carry ids."""

    name = "gmw"
    title = "光明网"
    kind = "media"
    home = "https://www.gmw.cn/"
    hosts = ("www.gmw.cn",)
    other_hosts = ("*.gmw.cn",)
    columns = {"首页": "https://www.gmw.cn/"}
    topic = ENVIRONMENT
    article_url = r"^https?://\w+\.gmw\.cn/\d{4}-\d{2}/\d{2}/content_(?P<document_id>\d+)\.htm$"
    rules = Rules(
        headline=("#articleTitle",),
        published_at=("#pubTime",),
        source=("#source",),
        editor=("#contentLiability",),
        body=("#contentMain", "#ArticleContentBox", ".ArticleContentBox"),
    )
    rights = "media"
    confidence = "partly seen"
    evidence = """
        Ids of the article page from a scraper; the form of addresses is well known, no example was stored.
        Columns are found on the home page.
    """
