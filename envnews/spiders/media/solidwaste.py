"""中国固废网, a trade portal for solid waste."""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.families.e20 import E20Spider


class SolidwasteSpider(E20Spider, DiscoverySpider):
    """www.solidwaste.com.cn: nothing but the address is known; the template is taken for that of 中国水网."""

    name = "solidwaste"
    title = "中国固废网"
    kind = "media"
    home = "https://www.solidwaste.com.cn/"
    hosts = ("www.solidwaste.com.cn",)
    columns = {"首页": "https://www.solidwaste.com.cn/"}
    article_url = r"^https?://www\.solidwaste\.com\.cn/news/(?P<document_id>\d+)(?P<part>_\d+)?\.html$"
    rights = "media"
    confidence = "inferred"
    evidence = """
        No page was seen. The operator is named in the copyright line of 中国水网; addresses, lists and
        template are inferred from there. Columns are found on the home page.
    """
