"""浙江在线·环保频道, the environment channel of Zhejiang's news site."""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.families.trs import TrsSpider


class ZjolEpmapSpider(TrsSpider, DiscoverySpider):
    """epmap.zjol.com.cn: 记者 and 通讯员 follow the source; the text ends with 标签:a;b;c责任编辑:X."""

    name = "zjol-epmap"
    title = "浙江在线·环保频道"
    kind = "media"
    home = "http://epmap.zjol.com.cn/"
    hosts = ("epmap.zjol.com.cn",)
    columns = {"首页": "http://epmap.zjol.com.cn/"}
    article_url = r"^https?://epmap\.zjol\.com\.cn/\w+/\d{6}/t\d{8}_(?P<document_id>\d+)\.shtml$"
    rights = "media"
    confidence = "seen"
    evidence = """
        The text of a stored article page of 2018. That the CMS is TRS WCM is told by the addresses; body
        and numbering of list pages are inferred from that. Columns are found on the home page.
    """
