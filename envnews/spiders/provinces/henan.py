"""Department of Ecology and Environment of Henan (河南省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class HenanSpider(PlainSpider):
    """sthjt.henan.gov.cn: static pages of an unknown CMS."""

    name = "ha-sthjt"
    title = "河南省生态环境厅"
    kind = "department"
    region = "CN-HA"
    region_code = "410000"
    home = "https://sthjt.henan.gov.cn/"
    hosts = ("sthjt.henan.gov.cn",)
    columns = {
        "动态新闻": "http://sthjt.henan.gov.cn/xxzy/dtxw/",
        "通知公告": "https://sthjt.henan.gov.cn/xxzy/tzgg/",
        "环保文件": "https://sthjt.henan.gov.cn/xxgk/hbwj/",
    }
    article_url = (
        r"^https?://sthjt\.henan\.gov\.cn/(?:[\w-]+/)+(?!index|list)(?:\w+_)?"
        r"(?P<document_id>[A-Za-z]*\d+|[0-9a-f]{32})\.s?html?$"
    )
    rows = ("ul.newslist > li", "div.newsList > ul > li", "div.pdlist > ul > li")
    next_page = "index_{page}.html"
    second_page = 1
    rules = Rules(
        headline=("div.zw_con > h1",),
        meta_line=("div.zw_con > h2",),
        body=("#BodyLabel",),
    )
    confidence = "seen"
    evidence = """Columns, rows, pages and places from working scrapers of 2024 to 2026. No article address was seen: any page
        below a directory whose name ends in a number is taken for one. Names of columns
        are inferred. The site answers some clients with HTTP 406."""
