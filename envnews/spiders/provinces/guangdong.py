"""Department of Ecology and Environment of Guangdong (广东省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.gkmlpt import GkmlptSpider


class GuangdongSpider(GkmlptSpider):
    """gdee.gd.gov.cn: static news columns; some disclosure columns are drawn by a script and left out."""

    name = "gd-sthjt"
    title = "广东省生态环境厅"
    kind = "department"
    region = "CN-GD"
    region_code = "440000"
    home = "https://gdee.gd.gov.cn/"
    hosts = ("gdee.gd.gov.cn",)
    columns = {
        "环保新闻": "https://gdee.gd.gov.cn/hbxw/index.html",
        "公告通知": "http://gdee.gd.gov.cn/ggtz3126/index.html",
        "环保文件": "http://gdee.gd.gov.cn/hbwj/index.html",
        "建设项目审批": "https://gdee.gd.gov.cn/jsxmsp3189/index.html",
        "图片新闻": "http://gdee.gd.gov.cn/tpxw3067/index.html",
    }
    article_url = (
        r"^https?://gdee\.gd\.gov\.cn/(?:\w+/content/|gkmlpt/content/\d+/\d+/)post_"
        r"(?P<document_id>\d+)\.html$"
    )
    rows = ("div.listimg_data > ul > li", "ul.i_list li")
    rules = Rules(headline=("div.headline p",))
    confidence = "seen"
    evidence = """Columns, rows and selectors from working scrapers of 2024 to 2026, article addresses from stored
        pages. Names of columns and the address of 图片新闻 are inferred from paths; that the second list
        page is index_2 is recalled, not seen. The column ids of /gkmlpt/ are not known."""
