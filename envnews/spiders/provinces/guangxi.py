"""Department of Ecology and Environment of Guangxi (广西壮族自治区生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class GuangxiSpider(TrsSpider):
    """sthjt.gxzf.gov.cn: addresses of articles have neither month nor date."""

    name = "gx-sthjt"
    title = "广西壮族自治区生态环境厅"
    kind = "department"
    region = "CN-GX"
    region_code = "450000"
    home = "http://sthjt.gxzf.gov.cn/"
    hosts = ("sthjt.gxzf.gov.cn",)
    columns = {
        "头条新闻": "http://sthjt.gxzf.gov.cn/ttxw/",
        "规范性文件": "http://sthjt.gxzf.gov.cn/zfxxgk/zfxxgkgl/fdzdgknr/zcfg/gfxwj/",
    }
    article_url = r"^https?://sthjt\.gxzf\.gov\.cn/(?:\w+/)+t(?P<document_id>\d{6,})\.shtml$"
    rows = ("#morelist > ul > li", "ul.more-list > li")
    next_page = "index_{page}.shtml"
    rules = Rules(
        meta_line=("div.article-inf-left",),
        disclosure=("div.people-desc",),
        body=("div.trs_editor_view", "div.article-con"),
    )
    confidence = "seen"
    evidence = """Columns, rows and places from working scrapers of 2024 and 2026, an article address from a stored page, the
        pages' script from another department of the region. Bodies are inferred. The address has no date."""
