"""Department of Ecology and Environment of Zhejiang (浙江省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.hanweb import HanwebSpider


class ZhejiangSpider(HanwebSpider):
    """sthjt.zj.gov.cn: a table holds headline, meta line and body; the view count is filled in by a script."""

    name = "zj-sthjt"
    title = "浙江省生态环境厅"
    kind = "department"
    region = "CN-ZJ"
    region_code = "330000"
    home = "https://sthjt.zj.gov.cn/"
    hosts = ("sthjt.zj.gov.cn",)
    columns = {
        "col1229429478": "https://sthjt.zj.gov.cn/col/col1229429478/index.html",
        "col1229263559": "http://sthjt.zj.gov.cn/col/col1229263559/index.html",
        "col1201911": "http://sthjt.zj.gov.cn/col/col1201911/index.html",
    }
    article_url = (
        r"^https?://sthjt\.zj\.gov\.cn/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_(?P<document_id>\d+)\.html$"
    )
    rules = Rules(
        headline=("table#article td.title",),
        meta_line=("(id('article')//span[contains(@style, 'padding-left:25px')])[1]/ancestor::tr[1]",),
    )
    confidence = "seen"
    evidence = """Columns and selectors from working scrapers of 2024 to 2026, article addresses from stored pages.
        The columns' names are not known, so their numbers stand for them."""
