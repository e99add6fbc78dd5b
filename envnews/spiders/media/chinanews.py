"""中国新闻网, the site of the China News Service."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.media.topic import ENVIRONMENT


class ChinanewsSpider(DiscoverySpider):
    """www.chinanews.com.cn: a hidden block repeats the meta line, with the seconds; 【编辑:X】 closes the text."""

    name = "chinanews"
    title = "中国新闻网"
    kind = "media"
    home = "https://www.chinanews.com.cn/"
    hosts = ("www.chinanews.com.cn", "www.chinanews.com")
    columns = {"首页": "https://www.chinanews.com.cn/"}
    topic = ENVIRONMENT
    article_url = r"^https?://www\.chinanews\.com(?:\.cn)?/\w+/\d{4}/\d{2}-\d{2}/(?P<document_id>\d+)\.shtml$"
    rules = Rules(published_at=("#BaiduSpider",), meta_line=(".left-time",), body=("div.left_zw",))
    rights = "media"
    confidence = "seen"
    evidence = """
        A stored article page of 2020 and a scraper of such pages; channel pages load more by scrolling.
        No list is known: columns are found on the home page.
    """
