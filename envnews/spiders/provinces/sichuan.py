"""Department of Ecology and Environment of Sichuan (四川省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.ucap import UcapSpider


class SichuanSpider(UcapSpider):
    """sthjt.sc.gov.cn: static lists without dates; the meta line is a row of bracketed fields."""

    name = "sc-sthjt"
    title = "四川省生态环境厅"
    kind = "department"
    region = "CN-SC"
    region_code = "510000"
    home = "https://sthjt.sc.gov.cn/"
    hosts = ("sthjt.sc.gov.cn",)
    columns = {
        "新闻动态": "https://sthjt.sc.gov.cn/sthjt/c103878/xwdt_list.shtml",
        "c100456/zclistf": "http://sthjt.sc.gov.cn/sthjt/c100456/zclistf.shtml",
        "行政规范性文件": "http://sthjt.sc.gov.cn/sthjt/c23101801/xzgfxwj.shtml",
    }
    article_url = (
        r"^https?://sthjt\.sc\.gov\.cn/sthjt/c\d+/\d{4}/\d{1,2}/\d{1,2}/(?P<document_id>[0-9a-f]{32})\.shtml$"
    )
    static_lists = True
    rows = ("div.lie2", ".p_ty_list")
    rules = Rules(
        # [发布时间:…] [来源:…] [点击量:…] [关闭]: its text is known, its element is not. All texts at once: //text() asks
        # every element for its own, which takes three times as long.
        meta_line=("/descendant::text()[contains(., '[发布时间')][1]/..",),
        body=("div.TRS_Editor", "div.nrcontent", "div.content", "div.xl_cont"),
    )
    confidence = "seen"
    evidence = """Columns, rows and body from working scrapers of 2024 to 2026; the meta line from a stored page of
        2024-02-18. Two names of columns are inferred from their paths, one keeps its path."""
