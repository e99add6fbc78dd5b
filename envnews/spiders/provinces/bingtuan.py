"""Bureau of Ecology and Environment of the Xinjiang Production and Construction Corps (新疆生产建设兵团生态环境局)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.zcms import ZcmsSpider


class BingtuanSpider(ZcmsSpider):
    """sthjj.xjbt.gov.cn: columns unknown; the home page and the site's search by date are read."""

    name = "xjbt-sthjj"
    title = "新疆生产建设兵团生态环境局"
    kind = "department"
    region = "CN-XJ"
    region_code = "660000"
    home = "http://sthjj.xjbt.gov.cn/"
    hosts = ("sthjj.xjbt.gov.cn",)
    columns = {
        "首页": "http://sthjj.xjbt.gov.cn/",
        "检索": "http://sthjj.xjbt.gov.cn/zcms/front/search/advances?query=&siteID=403&sort=publishDate&pageIndex=1",
    }
    article_url = r"^https?://(?:sthjj|www)\.xjbt\.gov\.cn/c/\d{4}-\d{2}-\d{2}/(?P<document_id>\d+)\.shtml$"
    other_hosts = ("www.xjbt.gov.cn",)
    rows = ("div.list > div:has(> div.name.pull-left)",)
    rules = Rules(meta_line=("#detail div.title_info",))
    confidence = "partly seen"
    evidence = """Rows, the search and the meta line from scrapers of the bureau and of the parent portal (www.xjbt.gov.cn), whose
        article addresses are assumed here. The bureau's columns are not established: they are found from the home page.
        The code 660000 is statistical practice, not in GB/T 2260; the Corps has no code of ISO 3166-2 of its own."""
