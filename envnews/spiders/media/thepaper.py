"""澎湃新闻, a news site from Shanghai."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.media.topic import ENVIRONMENT


class ThepaperSpider(DiscoverySpider):
    """www.thepaper.cn: the author stands on a line of its own above time and source; lists come as JSON."""

    name = "thepaper"
    title = "澎湃新闻"
    kind = "media"
    home = "https://www.thepaper.cn/"
    hosts = ("www.thepaper.cn",)
    columns = {"首页": "https://www.thepaper.cn/"}
    topic = ENVIRONMENT
    article_url = r"^https?://www\.thepaper\.cn/newsDetail_forward_(?P<document_id>\d+)$"
    rules = Rules(body=("div.news_txt", "div.newsdetail_content"))
    rights = "media"
    confidence = "seen"
    evidence = """
        Stored article pages of 2015 to 2020; the body container of the newer template is inferred, the
        interfaces of its lists are not known. Columns are found on the home page.
    """
