"""中国网·生态, the ecology channel of China.org.cn's Chinese site."""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.media.topic import ENVIRONMENT


class ChinaEcoSpider(DiscoverySpider):
    """china.com.cn: each channel has a host of its own; which one the ecology channel has is not known."""

    name = "china-eco"
    title = "中国网·生态"
    kind = "media"
    home = "http://www.china.com.cn/"
    hosts = ("www.china.com.cn",)
    other_hosts = ("*.china.com.cn",)
    columns = {"首页": "http://www.china.com.cn/"}
    topic = ENVIRONMENT
    article_url = (
        r"^https?://\w+\.china\.com\.cn/(?:\w+/)*\d{4}-\d{2}/\d{2}/content_(?P<document_id>\d+)\.s?html?$"
    )
    rules = Rules(
        published_at=("#pubtime_baidu",),
        source=("#source_baidu",),
        author=("#author_baidu",),
        editor=("#editor_baidu",),
        body=(".articleBody", "#artbody", ".artCon", ".cBody"),
    )
    rights = "media"
    confidence = "partly seen"
    evidence = """
        A stored page of union.china.com.cn of 2017 (fields split by |), ids and body containers from a
        scraper; #artbody is inferred. Columns are found on the home page.
    """
