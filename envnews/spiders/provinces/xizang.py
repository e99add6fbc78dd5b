"""Department of Ecology and Environment of Tibet (西藏自治区生态环境厅)."""

from envnews.spiders.families.trs import TrsSpider


class XizangSpider(TrsSpider):
    """ee.xizang.gov.cn: title and date of a row are spans."""

    name = "xz-sthjt"
    title = "西藏自治区生态环境厅"
    kind = "department"
    region = "CN-XZ"
    region_code = "540000"
    home = "https://ee.xizang.gov.cn/"
    hosts = ("ee.xizang.gov.cn",)
    columns = {
        "西藏新闻": "https://ee.xizang.gov.cn/xwzx/xzxw/",
    }
    article_url = r"^https?://ee\.xizang\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("div.dj-tr-new *:has(> span.xwzx-tr-title)",)
    confidence = "seen"
    evidence = """The column, its rows and index_{n}.html from working scrapers of 2024 and 2026. TRS is inferred from the
        search back end, and with it the body; the meta line is not known. A list of 2026 names the host
        sthjt.xizang.gov.cn; the ministry and a working scraper use this one."""
