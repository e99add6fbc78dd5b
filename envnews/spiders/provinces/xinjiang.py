"""Department of Ecology and Environment of Xinjiang (新疆维吾尔自治区生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.ucap import UcapSpider


class XinjiangSpider(UcapSpider):
    """sthjt.xinjiang.gov.cn: lists are static pages of one name."""

    name = "xj-sthjt"
    title = "新疆维吾尔自治区生态环境厅"
    kind = "department"
    region = "CN-XJ"
    region_code = "650000"
    home = "https://sthjt.xinjiang.gov.cn/"
    hosts = ("sthjt.xinjiang.gov.cn",)
    columns = {
        "厅内动态": "https://sthjt.xinjiang.gov.cn/xjepd/xwzxtndt/common_list.shtml",
        "通知": "http://sthjt.xinjiang.gov.cn/xjepd/gwbgtz/common_list.shtml",
        "公告": "http://sthjt.xinjiang.gov.cn/xjepd/gwbggg/common_list.shtml",
    }
    article_url = r"^https?://sthjt\.xinjiang\.gov\.cn/xjepd/\w+/\d{6}/(?P<document_id>[0-9a-f]{32})\.shtml$"
    static_lists = True
    rows = ("#list-data > ul > li",)
    rules = Rules(
        disclosure=("div.listtopbox",),
        body=("#NewsContent", "#gknbxq_box > div.gknbxq_detail"),
    )
    confidence = "seen"
    evidence = """Columns, rows and places from working scrapers of 2024 and 2026, an article address from a stored page. The meta
        line of news is not known; common_list_{n}.shtml is the vendor's manner, names of columns are inferred."""
