"""Department of Ecology and Environment of Gansu (甘肃省生态环境厅)."""

from envnews.spiders.families.ucap import UcapSpider


class GansuSpider(UcapSpider):
    """sthj.gansu.gov.cn: lists come as JSON, if they come."""

    name = "gs-sthjt"
    title = "甘肃省生态环境厅"
    kind = "department"
    region = "CN-GS"
    region_code = "620000"
    home = "https://sthj.gansu.gov.cn/"
    hosts = ("sthj.gansu.gov.cn",)
    columns = {
        "生态环境要闻": "https://sthj.gansu.gov.cn/sthj/c152440/sthjyw.shtml",
        "c113065/xxgk_list": "https://sthj.gansu.gov.cn/sthj/c113065/xxgk_list.shtml",
    }
    article_url = r"^https?://sthj\.gansu\.gov\.cn/sthj/c\d+/\d{6}/(?P<document_id>[0-9a-f]{32})\.shtml$"
    confidence = "partly seen"
    evidence = """Columns and the interface from working scrapers of 2024 and 2026. Article addresses are inferred from other sites
        of the province; article pages were not seen, so that the family's elements and the generic extractor read them.
        Two sources met a challenge (HTTP 412); it is reported, not bypassed."""
