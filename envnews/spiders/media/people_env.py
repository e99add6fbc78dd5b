"""人民网·生态, the environment channel of People's Daily Online."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class PeopleEnvSpider(PlainSpider):
    """env.people.com.cn: GBK on older pages; the date is glued to the time, long articles have several pages."""

    name = "people-env"
    title = "人民网·生态(环保)"
    kind = "media"
    home = "http://env.people.com.cn/"
    hosts = ("env.people.com.cn",)
    columns = {"GB/74877": "http://env.people.com.cn/GB/74877/index.html"}
    article_url = (
        r"^https?://env\.people\.com\.cn/n1/\d{4}/\d{4}/c\d+-(?P<document_id>\d+)(?P<part>-\d+)?\.html$"
    )
    next_page = "index{page}.html"
    rules = Rules(headline=("h1",), body=("div.rm_txt_con", "div.box_con", "div.artDet"))
    rights = "media"
    confidence = "seen"
    evidence = """
        Stored article pages of 2019, addresses of 2022, body containers from two scrapers. How list pages
        are numbered is inferred; the column's name is not known; a feed /rss/env.xml is unverified. Older pages are in GBK.
    """
