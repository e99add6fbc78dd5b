"""Department of Ecology and Environment of Hubei (湖北省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class HubeiSpider(TrsSpider):
    """sthjt.hubei.gov.cn: may answer plain clients with a challenge (HTTP 412); that is reported, not bypassed."""

    name = "hb-sthjt"
    title = "湖北省生态环境厅"
    kind = "department"
    region = "CN-HB"
    region_code = "420000"
    home = "https://sthjt.hubei.gov.cn/"
    hosts = ("sthjt.hubei.gov.cn",)
    columns = {
        "环保要闻": "http://sthjt.hubei.gov.cn/dtyw/hbyw/",
        "dtyw/stdt": "http://sthjt.hubei.gov.cn/dtyw/stdt/",
        "时政要闻": "https://sthjt.hubei.gov.cn/hjxw/szyw/",
        "政策解读": "https://sthjt.hubei.gov.cn/fbjd/zc/zcjd/index.shtml",
    }
    article_url = r"^https?://sthjt\.hubei\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    next_page = "index_{page}.shtml"
    rows = ("ul.info-list > li", "ul#zcwjList > li")
    rules = Rules(
        headline=("div.article_new > h2",),
        meta_line=("div.info.fl",),
        disclosure=("div.ftable",),
        body=("div.TRS_Editor", "div.article_box", "div.article"),
    )
    confidence = "seen"
    evidence = """Columns, rows and selectors from working scrapers of 2024 and 2025; the challenge was seen by three
        sources, last on 2026-10-03. Names of columns are inferred from their paths; one keeps its path."""
