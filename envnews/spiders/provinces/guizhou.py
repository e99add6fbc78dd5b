"""Department of Ecology and Environment of Guizhou (贵州省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class GuizhouSpider(TrsSpider):
    """sthj.guizhou.gov.cn: time, source and author stand in one line of spans."""

    name = "gz-sthjt"
    title = "贵州省生态环境厅"
    kind = "department"
    region = "CN-GZ"
    region_code = "520000"
    home = "https://sthj.guizhou.gov.cn/"
    hosts = ("sthj.guizhou.gov.cn",)
    columns = {
        "生态动态": "https://sthj.guizhou.gov.cn/xwzx/stdt/",
        "厅局文件": "https://sthj.guizhou.gov.cn/zwgk/zcwj/tjwj/",
        "法律法规及标准": "https://sthj.guizhou.gov.cn/zwgk/zdlyxx/fgybz/flfgjbz/",
    }
    article_url = r"^https?://sthj\.guizhou\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("div.PageMainBox.aBox > ul > li",)
    rules = Rules(
        meta_line=("div.ArticleProperties > div.f_l",),
        body=(".TRS_UEDITOR", "div.view"),
    )
    confidence = "seen"
    evidence = """Columns and rows from working scrapers of 2024 and 2026, the meta line from a stored page of 2023-02-28.
        Bodies, index_{n}.html and names of columns are inferred. The library of normative documents (#Result) is
        drawn by JavaScript and left out."""
