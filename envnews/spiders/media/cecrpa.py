"""中国生态文明网, the site of the China Ecological Civilization Research and Promotion Association."""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.families.trs import TrsSpider


class CecrpaSpider(TrsSpider, DiscoverySpider):
    """www.cecrpa.org.cn: the day in an address may be years before the printed one, which counts."""

    name = "cecrpa"
    title = "中国生态文明网"
    kind = "media"
    home = "http://www.cecrpa.org.cn/"
    hosts = ("www.cecrpa.org.cn",)
    columns = {"首页": "http://www.cecrpa.org.cn/"}
    article_url = r"^https?://www\.cecrpa\.org\.cn/(?:\w+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.shtml$"
    rights = "media"
    confidence = "seen"
    evidence = """
        The text of a stored article page of 2018. That the CMS is TRS WCM is told by the addresses; body
        and numbering of list pages are inferred from that. Columns are found on the home page.
    """
