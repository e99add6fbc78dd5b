"""Department of Ecology and Environment of Ningxia (宁夏回族自治区生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class NingxiaSpider(TrsSpider):
    """sthjt.nx.gov.cn: lists are tables; the count of clicks is filled in by a script."""

    name = "nx-sthjt"
    title = "宁夏回族自治区生态环境厅"
    kind = "department"
    region = "CN-NX"
    region_code = "640000"
    home = "https://sthjt.nx.gov.cn/"
    hosts = ("sthjt.nx.gov.cn",)
    columns = {
        "区内新闻": "https://sthjt.nx.gov.cn/xwzx/qnxw/",
        "头条新闻": "https://sthjt.nx.gov.cn/xwzx/ttxw/",
        "公示公告": "https://sthjt.nx.gov.cn/xwzx/gsgg/",
    }
    article_url = r"^https?://sthjt\.nx\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("table#dataListSearch tr", "table#newsListWrap tr", "ul#JGDJMoreWrap > li")
    rules = Rules(
        source=("span.article.text-news-tip.font-weight",),
        body=("#textcon",),
    )
    confidence = "seen"
    evidence = """Columns, rows and bodies from working scrapers of 2024 to 2026, the meta line from a stored page of
        2024-10-11. Names of columns are inferred."""
