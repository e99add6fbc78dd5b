"""Bureau of Ecology and Environment of Beijing (北京市生态环境局)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.static import BeijingPlatformSpider


class BeijingSpider(BeijingPlatformSpider):
    """sthjj.beijing.gov.cn: columns and articles are directories alike."""

    name = "bj-sthjj"
    title = "北京市生态环境局"
    kind = "department"
    region = "CN-BJ"
    region_code = "110000"
    home = "https://sthjj.beijing.gov.cn/"
    hosts = ("sthjj.beijing.gov.cn",)
    columns = {
        "新闻发布": "https://sthjj.beijing.gov.cn/bjhrb/index/xxgk69/zfxxgk43/fdzdgknr2/ywdt28/xwfb/index.html",
        "fdzdgknr2/325924085": "http://sthjj.beijing.gov.cn/bjhrb/index/xxgk69/zfxxgk43/fdzdgknr2/325924085/index.html",
    }
    article_url = (
        r"^https?://sthjj\.beijing\.gov\.cn/bjhrb/index/(?:\w+/)+(?P<document_id>\d{6,})/index\.html$"
    )
    rows = ("div.h_wz_m > ul > li", "div.colum_nr ul > li")
    rules = Rules(
        meta_line=("div.h_dl_s",),
        disclosure=("//ol[li[2][contains(., '机构') or contains(., '机关') or contains(., '单位')]]",),
        body=("div.h_dl_c",),
    )
    confidence = "seen"
    evidence = """Columns, rows and places from working scrapers of 2024 and 2026. index_{n}.html is taken from one scraper; the
        names of columns are not known or inferred. The site's search wants a token and is left alone."""
