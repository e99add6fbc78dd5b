"""Department of Ecology and Environment of Hainan (海南省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class HainanSpider(TrsSpider):
    """hnsthb.hainan.gov.cn: lists are stacks of boxes, the source has an id."""

    name = "hi-sthjt"
    title = "海南省生态环境厅"
    kind = "department"
    region = "CN-HI"
    region_code = "460000"
    home = "https://hnsthb.hainan.gov.cn/"
    hosts = ("hnsthb.hainan.gov.cn",)
    columns = {
        "要闻动态": "https://hnsthb.hainan.gov.cn/ywdt/",
        "公告": "http://hnsthb.hainan.gov.cn/xxgk/0400/tzgg_gg/",
        "通知": "http://hnsthb.hainan.gov.cn/xxgk/0400/tzgg_tz/",
    }
    article_url = r"^https?://hnsthb\.hainan\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("*:has(> div.list-right_title)", "*:has(> div > div.tab-li-t-m)")
    rules = Rules(
        source=("#ly",),
        disclosure=("//*[@id='fwjg']/ancestor::table[1]",),
    )
    confidence = "seen"
    evidence = """Columns, titles, dates and #ly, #fwjg from working scrapers of 2024 and 2026, an article address of
        2019-01-07. Inferred: the elements around titles and dates, the body's container, index_{n}.html, names of
        columns. Two lists of 2026 print hnsthj.hainan.gov.cn instead; no page of that host was seen."""
