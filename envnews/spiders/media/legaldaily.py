"""法治网, the site of the newspaper 法治日报."""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.media.topic import ENVIRONMENT


class LegaldailySpider(DiscoverySpider):
    """www.legaldaily.com.cn: a widget of font sizes (-标准+) ends the meta line, 编辑:X the text."""

    name = "legaldaily"
    title = "法治网(法治日报)"
    kind = "media"
    home = "http://www.legaldaily.com.cn/"
    hosts = ("www.legaldaily.com.cn",)
    columns = {"首页": "http://www.legaldaily.com.cn/"}
    topic = ENVIRONMENT
    article_url = r"^https?://www\.legaldaily\.com\.cn/(?:\w+/)+content/\d{4}-\d{2}/\d{2}/content_(?P<document_id>\d+)\.html?$"
    rights = "media"
    confidence = "seen"
    evidence = """
        The text of a stored article page of 2022; the CMS looks like Founder's. The body's container and
        the columns are not known. Columns are found on the home page.
    """
