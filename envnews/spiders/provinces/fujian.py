"""Department of Ecology and Environment of Fujian (福建省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class FujianSpider(TrsSpider):
    """sthjt.fujian.gov.cn: two columns are fetched from a search, by the number of their channel."""

    name = "fj-sthjt"
    title = "福建省生态环境厅"
    kind = "department"
    region = "CN-FJ"
    region_code = "350000"
    home = "https://sthjt.fujian.gov.cn/"
    hosts = ("sthjt.fujian.gov.cn",)
    columns = {
        "生态环境要闻": "https://sthjt.fujian.gov.cn/zwgk/sthjyw/",
        "生态动态": "https://sthjt.fujian.gov.cn/zwgk/sthjyw/stdt/",
        "环保要闻": "https://sthjt.fujian.gov.cn/zwgk/hbyw/",
        "公示公告": "https://sthjt.fujian.gov.cn/zwgk/gsgg/",
        "法律法规": "http://sthjt.fujian.gov.cn/zwgk/flfg/",
    }
    article_url = r"^https?://sthjt\.fujian\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    interfaces = {
        "生态动态": "POST /fjdzapp/search?channelid=229105&classsql=chnlid%3D353&sortfield=-docorderpri,-docreltime&page=1&prepage=75",
        "环保要闻": "POST /fjdzapp/search?channelid=229105&classsql=chnlid%3D358&sortfield=-docorderpri,-docreltime&page=1&prepage=75",
    }
    rows = ("div.pad_l_base ul > li",)
    rules = Rules(
        published_at=("span.article_time",),
        source=("span.article_source",),
        body=("div.article_component", "div.xl-main"),
    )
    confidence = "seen"
    evidence = """Columns, the back end and its channels, rows and places from working scrapers of 2024 to 2026, the meta line
        from a stored page of 2026-01-23. Names of columns are inferred; the others' channels are not known."""
