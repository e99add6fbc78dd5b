"""Bureau of Ecology and Environment of Shanghai (上海市生态环境局)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.static import ShanghaiPlatformSpider


class ShanghaiSpider(ShanghaiPlatformSpider):
    """sthj.sh.gov.cn: addresses are hashes behind the date; no source is shown."""

    name = "sh-sthj"
    title = "上海市生态环境局"
    kind = "department"
    region = "CN-SH"
    region_code = "310000"
    home = "https://sthj.sh.gov.cn/"
    hosts = ("sthj.sh.gov.cn",)
    columns = {
        "hbzhywpt1157": "https://sthj.sh.gov.cn/hbzhywpt1272/hbzhywpt1157/index.html",
        "hbzhywpt5004": "https://sthj.sh.gov.cn/hbzhywpt5004/index.html",
        "hbzhywpt2025": "https://sthj.sh.gov.cn/hbzhywpt2025/index.html",
        "hbzhywpt2022": "https://sthj.sh.gov.cn/hbzhywpt2022/index.html",
    }
    article_url = r"^https?://sthj\.sh\.gov\.cn/(?:\w+/)+\d{8}/(?P<document_id>[0-9a-f]{32})\.html$"
    rows = ("div.list-con li",)
    rules = Rules(headline=("#ivs_title",), published_at=("#ivs_date",))
    confidence = "seen"
    evidence = """Columns, rows, pages and places from working scrapers of 2024 and 2026, article addresses from stored pages of
        2023 and 2026. #ivs_content is inferred; the names of columns are not known."""
