"""新华网, the site of the Xinhua News Agency."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.media.topic import ENVIRONMENT


class XinhuaSpider(DiscoverySpider):
    """www.news.cn, formerly www.xinhuanet.com: channel pages of links, two generations of article pages."""

    name = "xinhua"
    title = "新华网"
    kind = "media"
    home = "http://www.news.cn/"
    hosts = ("www.news.cn", "news.cn", "www.xinhuanet.com", "xinhuanet.com")
    columns = {"首页": "http://www.news.cn/"}
    topic = ENVIRONMENT
    article_url = (
        r"^https?://(?:www\.)?(?:xinhuanet\.com|news\.cn)/(?:\w+/)+"
        r"(?:\d{4}-\d{2}/\d{2}/c_(?=\d+\.htm$)|\d{8}/(?=[0-9a-f]{32}/c))(?P<document_id>\w+)"
        r"(?:\.htm|/c\.html)$"
    )
    rules = Rules(
        published_at=(".h-time", "#pubtime"),
        meta_line=(".h-info", "#source"),
        body=("#p-detail", "#detail", "#content"),
    )
    rights = "media"
    confidence = "seen"
    evidence = """
        A stored article page of 2019, ids of the newer template from a scraper; the newer addresses with
        32 digits are inferred. No list is known: columns are found on the home page.
    """
