"""Department of Ecology and Environment of Hunan (湖南省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.ucap import UcapSpider


class HunanSpider(UcapSpider):
    """sthjt.hunan.gov.cn: list_tyxx is drawn from the province's interface, other templates are static."""

    name = "hn-sthjt"
    title = "湖南省生态环境厅"
    kind = "department"
    region = "CN-HN"
    region_code = "430000"
    home = "https://sthjt.hunan.gov.cn/"
    hosts = ("sthjt.hunan.gov.cn",)
    columns = {
        "最新动态": "https://sthjt.hunan.gov.cn/sthjt/xxgk/xwdt/zxdt/list_tyxx.html",
        "通知": "https://sthjt.hunan.gov.cn/sthjt/xxgk/tzgg/tz/list_tyxx.html",
        "通知公告": "http://sthjt.hunan.gov.cn/sthjt/xxgk/tzgg/index.html",
    }
    article_url = r"^https?://sthjt\.hunan\.gov\.cn/sthjt/(?:\w+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.html$"
    other_hosts = ("api.hunan.gov.cn",)
    drawn = "list_tyxx"
    search = "https://api.hunan.gov.cn/search/common/search/"
    rows = ("div.hy-list-text > ul > li",)
    rules = Rules(
        headline=("div.main_content h2",),
        disclosure=("div.xxgk_top_frame > ul",),
        body=("#zoom", "div.main_content"),
    )
    confidence = "seen"
    evidence = """Columns, templates, the interface and places from working scrapers of 2024 to 2026, measured on 2026-08-27; the
        document box from a stored page of 2025-01-27. The meta line of news is not known, names of columns are inferred."""
