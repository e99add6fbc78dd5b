"""北极星环保网, a trade portal of the energy publisher bjx.com.cn."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class BjxHuanbaoSpider(PlainSpider):
    """huanbao.bjx.com.cn: throttles more than three requests at a time; keywords are links without separators."""

    name = "bjx-huanbao"
    title = "北极星环保网"
    kind = "media"
    home = "https://huanbao.bjx.com.cn/"
    hosts = ("huanbao.bjx.com.cn",)
    other_hosts = ("daqi.bjx.com.cn", "scl.bjx.com.cn", "hjxf.bjx.com.cn")
    columns = {
        "要闻": "https://huanbao.bjx.com.cn/yw/",
        "daqi": "http://daqi.bjx.com.cn/newslist",
        "scl": "http://scl.bjx.com.cn/newslist",
        "hjxf": "http://hjxf.bjx.com.cn/newslist",
    }
    article_url = (
        r"^https?://huanbao\.bjx\.com\.cn/(?:news|zc)/\d{8}/(?P<document_id>\d+)(?P<part>-\d+)?\.shtml$"
    )
    rows = (".cc-layout-3 .cc-list-content li", ".list_left_ul li")
    next_page = None
    rules = Rules(
        headline=(".cc-headline h1",),
        meta_line=(".cc-headline .box p",),
        body=("#article_cont", ".cc-article"),
    )
    rights = "media"
    confidence = "seen"
    evidence = """
        Two stored article pages of 2019, one of them a second page, rows and meta line from RSSHub's route
        and another scraper. How list pages are numbered and what three columns are called is not known.
    """
