"""Department of Ecology and Environment of Heilongjiang (黑龙江省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.ucap import UcapSpider


class HeilongjiangSpider(UcapSpider):
    """sthj.hlj.gov.cn: lists come as JSON; the view count is filled in by a script."""

    name = "hl-sthjt"
    title = "黑龙江省生态环境厅"
    kind = "department"
    region = "CN-HL"
    region_code = "230000"
    home = "http://sthj.hlj.gov.cn/"
    hosts = ("sthj.hlj.gov.cn",)
    columns = {
        "新闻动态": "http://sthj.hlj.gov.cn/sthj/c111945/xwdt.shtml",
        "c111949": "http://sthj.hlj.gov.cn/sthj/c111949/",
    }
    article_url = r"^https?://sthj\.hlj\.gov\.cn/sthj/c\d+/\d{6}/c\d{2}_(?P<document_id>\d+)\.shtml$"
    page_size = 10
    rules = Rules(
        headline=("h1 > ucaptitle",),
        meta_line=("div.article_attr > div.article_attr_l",),
        body=("ucapcontent", "div.mainbox"),
    )
    confidence = "seen"
    evidence = """The interface and selectors from working scrapers of 2024 and 2026, the meta line from a stored page
        of 2026-03-18. Inferred: the address of column c111949 from the articles below it, the name of the
        other column from its path, and <ucapcontent>. The old host www.hljdep.gov.cn was listed in 2022."""
