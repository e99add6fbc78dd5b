"""Department of Ecology and Environment of Qinghai (青海省生态环境厅)."""

from envnews.spiders.families.trs import TrsSpider


class QinghaiSpider(TrsSpider):
    """sthjt.qinghai.gov.cn: page labels are complete; the last link of the bar of pages tells their number."""

    name = "qh-sthjt"
    title = "青海省生态环境厅"
    kind = "department"
    region = "CN-QH"
    region_code = "630000"
    home = "https://sthjt.qinghai.gov.cn/"
    hosts = ("sthjt.qinghai.gov.cn",)
    columns = {
        "时政要闻": "https://sthjt.qinghai.gov.cn/xwzx/szyw/",
        "xwzx/xydt": "https://sthjt.qinghai.gov.cn/xwzx/xydt/",
        "公示公告": "https://sthjt.qinghai.gov.cn/xwzx/gsgg/",
    }
    article_url = r"^https?://sthjt\.qinghai\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("ul.xwzx-item > li",)
    confidence = "seen"
    evidence = """Columns, rows, pages, body and the complete page labels from a working scraper of 2025 and lists of 2026.
        The visible meta line is not known; names of columns are inferred, one keeps its path."""
