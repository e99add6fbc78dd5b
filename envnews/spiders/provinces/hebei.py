"""Department of Ecology and Environment of Hebei (河北省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.static import ZycmsSpider


class HebeiSpider(ZycmsSpider):
    """hbepb.hebei.gov.cn: dates stand on article pages only."""

    name = "he-sthjt"
    title = "河北省生态环境厅"
    kind = "department"
    region = "CN-HE"
    region_code = "130000"
    home = "https://hbepb.hebei.gov.cn/"
    hosts = ("hbepb.hebei.gov.cn",)
    columns = {
        "冀环要闻": "https://hbepb.hebei.gov.cn/hbhjt/xwzx/jihuanyaowen/",
        "省部要闻": "https://hbepb.hebei.gov.cn/hbhjt/xwzx/sbyw/",
        "通知公告": "https://hbepb.hebei.gov.cn/hbhjt/zwgk/fdzdgknr/tongzhigonggao/",
    }
    article_url = r"^https?://hbepb\.hebei\.gov\.cn/hbhjt/(?:\w+/)+(?P<document_id>\d{12,18})\.html$"
    rows = ("div.lis_title.fl.td2",)
    rules = Rules(meta_line=("div.p_nei > h4",), body=("div.p_nei",))
    confidence = "seen"
    evidence = """Columns and rows from working scrapers of 2024 and 2026, the meta line from a stored page of 2024-01-27. Not
        known: the text's own container and the addresses of further list pages. The address of 省部要闻 and names
        of columns are inferred."""
