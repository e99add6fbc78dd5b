"""Department of Ecology and Environment of Shandong (山东省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class ShandongSpider(TrsSpider):
    """sthj.shandong.gov.cn: tables nested twenty deep; the old host www.sdein.gov.cn serves the same paths."""

    name = "sd-sthjt"
    title = "山东省生态环境厅"
    kind = "department"
    region = "CN-SD"
    region_code = "370000"
    home = "http://sthj.shandong.gov.cn/"
    hosts = ("sthj.shandong.gov.cn", "www.sdein.gov.cn")
    columns = {
        "环保要闻": "http://sthj.shandong.gov.cn/dtxx/hbyw/",
        "行政处罚": "http://sthj.shandong.gov.cn/hjjc/xzcf/index.html",
    }
    article_url = (
        r"^https?://(?:sthj\.shandong|www\.sdein)\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_"
        r"(?P<document_id>\d+)\.s?html?$"
    )
    rows = ("ul > li.clearfix", "tr:has(> td.date14)")
    rules = Rules(
        headline=("strong.red_title", "strong.black_title"),
        disclosure=("table.jg",),
    )
    confidence = "seen"
    evidence = """List rows, headline and document box from working scrapers of 2024 to 2026; both hosts answered on
        2026-10-03. The body container is the family's and, like the columns' names, inferred."""
