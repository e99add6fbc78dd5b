"""Department of Ecology and Environment of Jilin (吉林省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class JilinSpider(TrsSpider):
    """sthjt.jl.gov.cn: a script writes the source, where it is empty the name of the department."""

    name = "jl-sthjt"
    title = "吉林省生态环境厅"
    kind = "department"
    region = "CN-JL"
    region_code = "220000"
    home = "https://sthjt.jl.gov.cn/"
    hosts = ("sthjt.jl.gov.cn",)
    columns = {
        "时政要闻": "https://sthjt.jl.gov.cn/ywdt/szyw/",
        "通知公告": "http://sthjt.jl.gov.cn/ywdt/tzgg/",
    }
    article_url = r"^https?://sthjt\.jl\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("div.e_rdhy > ul > li",)
    rules = Rules(meta_line=("div.n_dqwz_c",))
    confidence = "seen"
    evidence = """Columns, rows and meta line from working scrapers of 2024 and 2026. The body's container is not known,
        index_{n}.html and the columns' names are inferred."""
