"""The Ministry of Ecology and Environment (生态环境部)."""

from envnews.extract.rules import Rules
from envnews.spiders.families.trs import TrsSpider


class MeeSpider(TrsSpider):
    """www.mee.gov.cn: the time of day stands in the PubDate label only; the visible line is printed twice."""

    name = "mee"
    title = "生态环境部"
    kind = "ministry"
    region = "CN"
    region_code = "100000"
    home = "https://www.mee.gov.cn/"
    hosts = ("www.mee.gov.cn",)
    columns = {
        "时政要闻": "https://www.mee.gov.cn/ywdt/szyw/",
        "环境要闻": "https://www.mee.gov.cn/ywdt/hjywnews/",
        "地方快讯": "https://www.mee.gov.cn/ywdt/dfnews/",
        "新闻发布": "https://www.mee.gov.cn/ywdt/xwfb/",
        "公示公告": "https://www.mee.gov.cn/ywdt/gsgg/",
        "视频新闻": "https://www.mee.gov.cn/ywdt/spxw/",
        "ywgz/sthjzf/zfzdyxzcf": "https://www.mee.gov.cn/ywgz/sthjzf/zfzdyxzcf/",
        "ywgz/ydqhbh/wsqtkz": "https://www.mee.gov.cn/ywgz/ydqhbh/wsqtkz/",
        "政策文件": "https://www.mee.gov.cn/zcwj/",
    }
    article_url = r"^https?://www\.mee\.gov\.cn/(?:[\w-]+/)+\d{6}/t\d{8}_(?P<document_id>\d+)\.s?html?$"
    next_page = "index_{page}.shtml"
    rows = ("li:has(a.cjcx_biaobnan, a.cjcx_biaob)",)
    rules = Rules(
        meta_line=("div.neiright_JPZ_GK span.xqLyPc", "div.wjkFontBox"),
        disclosure=("div.content_top_box table",),
        body=("div.TRS_Editor", "div.neiright_JPZ_GK_CP"),
    )
    confidence = "seen"
    evidence = """Stored pages of 2022-04-17 and 2023-02-24, a list of columns from working scrapers of 2024 to 2026.
        Names of columns are inferred from their paths and the site's menu; two keep their path."""
