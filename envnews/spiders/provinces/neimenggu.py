"""Department of Ecology and Environment of Inner Mongolia (内蒙古自治区生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class NeimengguSpider(TrsSpider):
    """sthjt.nmg.gov.cn: the line above the text has the time and no source."""

    name = "nm-sthjt"
    title = "内蒙古自治区生态环境厅"
    kind = "department"
    region = "CN-NM"
    region_code = "150000"
    home = "https://sthjt.nmg.gov.cn/"
    hosts = ("sthjt.nmg.gov.cn",)
    columns = {
        "自治区生态环境动态": "https://sthjt.nmg.gov.cn/sthjdt/zzqsthjdt/",
    }
    article_url = r"^https?://sthjt\.nmg\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rules = Rules(
        headline=("h3.xiLanTitle",),
        meta_line=("div.xlBtn > div.xlBtnLeft",),
    )
    confidence = "seen"
    evidence = """The column and its rows from working scrapers of 2024 and 2026, headline and meta line from a stored page
        of 2022-01-13. The body's container is the vendor's, index_{n}.html and the column's name are inferred."""
