"""Department of Ecology and Environment of Shanxi (山西省生态环境厅)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class ShanxiSpider(TrsSpider):
    """sthjt.shanxi.gov.cn: dates of lists stand in brackets, the meta line is a paragraph of the text."""

    name = "sx-sthjt"
    title = "山西省生态环境厅"
    kind = "department"
    region = "CN-SX"
    region_code = "140000"
    home = "https://sthjt.shanxi.gov.cn/"
    hosts = ("sthjt.shanxi.gov.cn",)
    columns = {
        "山西环境": "https://sthjt.shanxi.gov.cn/xwzx_1/sxhj/",
        "地方规范性文件": "http://sthjt.shanxi.gov.cn/zwgk/zcfg/gfxwj_1/dfgfxwj/",
        "地方环境保护标准": "http://sthjt.shanxi.gov.cn/zwgk/hbbz/dfhjbhbz/",
    }
    article_url = r"^https?://sthjt\.shanxi\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    rows = ("div.list-details-bar > ul.list-details > li",)
    rules = Rules(
        published_at=("#lbl_FBRQ",),
        # The text and the line above it are paragraphs of one container.
        meta_line=("//div[contains(@class, 'text-details')]/p[contains(., '编辑时间')]",),
        disclosure=("//*[@id='lbl_FWJG']/ancestor::table[1]",),
        body=("div.text-details",),
    )
    confidence = "seen"
    evidence = """Columns, rows and places from working scrapers of 2024 and 2026. TRS is inferred from the search back end
        and from sister pages, and with it index_{n}.html and the text of documents. The old host www.sxhb.gov.cn
        ran another CMS and is not followed."""
