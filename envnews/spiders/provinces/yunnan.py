"""Department of Ecology and Environment of Yunnan (云南省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.frames import FramesSpider


class YunnanSpider(FramesSpider):
    """sthjt.yn.gov.cn: ASP.NET with frames, only partly known."""

    name = "yn-sthjt"
    title = "云南省生态环境厅"
    kind = "department"
    region = "CN-YN"
    region_code = "530000"
    home = "https://sthjt.yn.gov.cn/"
    hosts = ("sthjt.yn.gov.cn",)
    columns = {
        "首页": "https://sthjt.yn.gov.cn/",
        "信息公开": "https://sthjt.yn.gov.cn/xxgk/index.aspx",
    }
    article_url = (
        r"^https?://sthjt\.yn\.gov\.cn/(?:xxgk/read\.aspx\?id=(?=\d+$)"
        r"|(?:[\w-]+/)*(?!index|list)(?:\w+_)?(?=\w*\d\w*\.))(?P<document_id>\w+)(?:\.html)?$"
    )
    rows = ("div.content > div.txt > div.list > div.item",)
    rules = Rules(disclosure=("div.msg-2",))
    confidence = "partly seen"
    evidence = """Home page, the frame of the disclosure list, rows and an article address from scrapers of 2024 and 2026. Columns
        and addresses of news are not established: columns are found from the home page, any page with a number in its
        name is taken for an article."""
