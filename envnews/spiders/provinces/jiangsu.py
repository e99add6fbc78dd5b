"""Department of Ecology and Environment of Jiangsu (江苏省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.hanweb import HanwebSpider


class JiangsuSpider(HanwebSpider):
    """sthjt.jiangsu.gov.cn: lists may hide behind a CDN's challenge while the home page opens."""

    name = "js-sthjt"
    title = "江苏省生态环境厅"
    kind = "department"
    region = "CN-JS"
    region_code = "320000"
    home = "https://sthjt.jiangsu.gov.cn/"
    hosts = ("sthjt.jiangsu.gov.cn",)
    columns = {
        "col83545": "http://sthjt.jiangsu.gov.cn/col/col83545/index.html",
        "col83554": "http://sthjt.jiangsu.gov.cn/col/col83554/index.html",
        "col84025": "http://sthjt.jiangsu.gov.cn/col/col84025/index.html",
        "col89427": "http://sthjt.jiangsu.gov.cn/col/col89427/index.html",
    }
    article_url = (
        r"^https?://sthjt\.jiangsu\.gov\.cn/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_(?P<document_id>\d+)\.html$"
    )
    rules = Rules(
        meta_line=("div.main-con > div:nth-child(1) > div",),
    )
    confidence = "seen"
    evidence = """Columns, records and selectors from working scrapers of 2024 to 2026, an article address of 2023.
        The columns' names are not known, so their numbers stand for them; one scraper met the challenge."""
