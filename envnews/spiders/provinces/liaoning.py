"""Department of Ecology and Environment of Liaoning (辽宁省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.eportal import EportalSpider


class LiaoningSpider(EportalSpider):
    """sthj.ln.gov.cn: dates stand on article pages only, written 2024年2月5日."""

    name = "ln-sthjt"
    title = "辽宁省生态环境厅"
    kind = "department"
    region = "CN-LN"
    region_code = "210000"
    home = "https://sthj.ln.gov.cn/"
    hosts = ("sthj.ln.gov.cn",)
    columns = {
        "省内要闻": "https://sthj.ln.gov.cn/sthj/zwdt/snyw/index.shtml",
        "通知公告": "https://sthj.ln.gov.cn/sthj/index/tzgg/index.shtml",
        "信息公开目录": "https://sthj.ln.gov.cn/eportal/ui?moduleId=5&portal.url=/portlet/xxgkml!queryList.portlet&pageNo=1&pageSize=20&flmc=tcfl&fldm=353",
    }
    article_url = (
        r"^https?://sthj\.ln\.gov\.cn/(?:[\w-]+/)+(?=(?:\d{6,}|[0-9a-f]{32})/index\.|(?!index|list)[\w-]+\.)"
        r"(?:\w+_)?(?P<document_id>[A-Za-z]*\d+|[0-9a-f]{32})(?:/index)?\.s?html?$"
    )
    rules = Rules(meta_line=("div.zy_content > div.info",), body=("div.zy_content",))
    confidence = "seen"
    evidence = """Columns, the portlet and places from working scrapers of 2024 and 2026. No article address was seen: a page whose
        name ends in a number, or a directory that is a long one, is taken for one. Names of columns are inferred."""
