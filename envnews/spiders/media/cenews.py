"""中国环境网, the site of the newspaper 中国环境报."""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider


class CenewsSpider(DiscoverySpider):
    """www.cenews.com.cn: an application drawn by JavaScript, without known data behind it; skipped while it sends no links."""

    name = "cenews"
    title = "中国环境网/中国环境报"
    kind = "media"
    home = "https://www.cenews.com.cn/"
    hosts = ("www.cenews.com.cn",)
    columns = {
        "首页": "https://www.cenews.com.cn/",
        "环境时评": "https://www.cenews.com.cn/opinion/hjsp/",
        "环境要闻": "https://www.cenews.com.cn/hjyw/",
    }
    article_url = (
        r"^https?://www\.cenews\.com\.cn/(?:news\.html\?aid=(?=\d+$)|\S*?(?=\d+\.html$))(?P<document_id>\d+)"
        r"(?:\.html)?$"
    )
    rows = ("ul.listBox > li",)
    rights = "media"
    needs_javascript = True
    confidence = "partly seen"
    evidence = """
        An article address of 2026 and two list addresses; the pages need a browser, and no interface is
        known behind them. Names of columns are inferred from their paths. The newspaper's own edition
        at epaper.cenews.com.cn (/html/YYYY-MM/DD/content_<number>.htm) is static and not crawled yet.
    """
