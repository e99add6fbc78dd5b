"""Bureau of Ecology and Environment of Tianjin (天津市生态环境局)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class TianjinSpider(TrsSpider):
    """sthj.tj.gov.cn: directories in capitals with a number behind them; links climb with ../../."""

    name = "tj-sthj"
    title = "天津市生态环境局"
    kind = "department"
    region = "CN-TJ"
    region_code = "120000"
    home = "https://sthj.tj.gov.cn/"
    hosts = ("sthj.tj.gov.cn",)
    columns = {
        "环保要闻": "https://sthj.tj.gov.cn/ZWXX808/HBYW1316/",
        "通知公告": "https://sthj.tj.gov.cn/ZWXX808/TZGG6419/",
    }
    article_url = r"^https?://sthj\.tj\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("div.commonList-body > ul > li", "ul.common-list > li")
    rules = Rules(
        published_at=("#content_fbrq",),
        meta_line=("div.ty-content-bsmain",),
        disclosure=("div.xl-zw-top",),
    )
    confidence = "seen"
    evidence = """Columns, rows and places from working scrapers of 2024 and 2026, an article address of 2024-02-26.
        Names of columns and index_{n}.html are inferred; so is that TRS_Editor stands on disclosure pages."""
