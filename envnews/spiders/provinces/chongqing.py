"""Bureau of Ecology and Environment of Chongqing (重庆市生态环境局)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class ChongqingSpider(TrsSpider):
    """sthjj.cq.gov.cn: label and value of the meta line are spans of their own, the source is scripted."""

    name = "cq-sthjj"
    title = "重庆市生态环境局"
    kind = "department"
    region = "CN-CQ"
    region_code = "500000"
    home = "https://sthjj.cq.gov.cn/"
    hosts = ("sthjj.cq.gov.cn",)
    columns = {
        "部门动态": "https://sthjj.cq.gov.cn/zwxx_249/zwdt/bmdt/",
        "通知公告": "https://sthjj.cq.gov.cn/zwxx_249/tzgg/",
    }
    article_url = r"^https?://sthjj\.cq\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("div.content.centerWidth > div.right > ul > li",)
    rules = Rules(
        meta_line=("div.zwxl-title > div.zwxl-bar",),
        body=(".TRS_UEDITOR", "div.zwxl-article"),
    )
    confidence = "seen"
    evidence = """Columns and rows from working scrapers of 2024 and 2026, the meta line from a stored page of 2024-03-07. Its
        source is written by a script. The article's container, index_{n}.html and names of columns are inferred."""
