"""Department of Ecology and Environment of Jiangxi (江西省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.jpaas import JpaasSpider


class JiangxiSpider(JpaasSpider):
    """sthjt.jiangxi.gov.cn: new columns post to /queryList, old ones are data islands."""

    name = "jx-sthjt"
    title = "江西省生态环境厅"
    kind = "department"
    region = "CN-JX"
    region_code = "360000"
    home = "https://sthjt.jiangxi.gov.cn/"
    hosts = ("sthjt.jiangxi.gov.cn",)
    columns = {
        "col42066": "http://sthjt.jiangxi.gov.cn/jxssthjt/col/col42066/index.html",
        "col42067": "https://sthjt.jiangxi.gov.cn/jxssthjt/col/col42067/index.html",
        "col42164": "http://sthjt.jiangxi.gov.cn/col/col42164/index.html",
    }
    article_url = (
        r"^https?://sthjt\.jiangxi\.gov\.cn/(?:(?:jxssthjt/)?art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_"
        r"|[^?#]*content[^?#]*?)(?P<document_id>[0-9a-f]{32}|\d+)\.html$"
    )
    site_code = "jxssthjt"
    unit = "380055"
    rules = Rules(
        headline=("h1.title",),
        published_at=("div.sub-title > span:nth-child(1)",),
        source=("div.resource",),
        body=("div.jgz_box",),
    )
    confidence = "seen"
    evidence = """Columns, /queryList and places from working scrapers of 2024 and 2025, an old article address of 2020. That all
        columns share the unit of one of them, new article addresses and #zoom are inferred; columns' names are not known."""
