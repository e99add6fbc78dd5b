"""Department of Ecology and Environment of Anhui (安徽省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.anhui import AnhuiPlatformSpider


class AnhuiSpider(AnhuiPlatformSpider):
    """sthjt.ah.gov.cn: static news columns, disclosure columns asked by number."""

    name = "ah-sthjt"
    title = "安徽省生态环境厅"
    kind = "department"
    region = "CN-AH"
    region_code = "340000"
    home = "https://sthjt.ah.gov.cn/"
    hosts = ("sthjt.ah.gov.cn",)
    columns = {
        "生态动态": "https://sthjt.ah.gov.cn/hbzx/gzdt/stdt/index.html",
        "public/column/21691": "https://sthjt.ah.gov.cn/public/column/21691?type=4&action=list&nav=3&catId=32709621",
    }
    article_url = r"^https?://sthjt\.ah\.gov\.cn/(?:\w+/)+(?P<document_id>\d{6,})\.html$"
    rows = ("div.gk_list > ul > li",)
    rules = Rules(
        headline=("h1.newstitle",),
        disclosure=("table.table_suoyin",),
        body=("div.message_con",),
    )
    confidence = "seen"
    evidence = """Columns, rows and places from working scrapers of 2024 to 2026, an article address from one of them; pageIndex
        from sites of the province's cities. The meta line is not known; a name of a column is inferred."""
