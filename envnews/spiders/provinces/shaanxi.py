"""Department of Ecology and Environment of Shaanxi (陕西省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class ShaanxiSpider(TrsSpider):
    """sthjt.shaanxi.gov.cn: page labels are complete, the meta line has no element of its own."""

    name = "sn-sthjt"
    title = "陕西省生态环境厅"
    kind = "department"
    region = "CN-SN"
    region_code = "610000"
    home = "https://sthjt.shaanxi.gov.cn/"
    hosts = ("sthjt.shaanxi.gov.cn",)
    columns = {
        "环境要闻": "https://sthjt.shaanxi.gov.cn/sy/hjyw/",
        "时政要闻": "https://sthjt.shaanxi.gov.cn/sy/szyw/",
        "生态动态": "https://sthjt.shaanxi.gov.cn/sy/stdt/",
        "陕西动态": "https://sthjt.shaanxi.gov.cn/sy/sxdt/",
        "通知公告": "https://sthjt.shaanxi.gov.cn/sy/tzgg/",
        "头条": "https://sthjt.shaanxi.gov.cn/sy/tt/",
    }
    article_url = r"^https?://sthjt\.shaanxi\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("ul.cm-news-list.gl-news-list > li.clearfix", "div.con-rt.pd30.rt > ul > li")
    rules = Rules(body=(".TRS_UEDITOR", "div.lfNewsDetail.content"))
    confidence = "seen"
    evidence = """Columns, rows and bodies from working scrapers of 2024 to 2026, meta line and page labels from a stored page
        of 2022-01-27. Names of columns are inferred. Addresses of the former site (/newstype/…, /html/hbt/…) are gone."""
