"""中国水网, a trade portal for water."""

from __future__ import annotations

from envnews.spiders.families.e20 import E20Spider


class H2oChinaSpider(E20Spider):
    """www.h2o-china.com: time, source and author stand on lines of their own; 编辑:X closes the body."""

    name = "h2o-china"
    title = "中国水网"
    kind = "media"
    home = "https://www.h2o-china.com/"
    hosts = ("www.h2o-china.com",)
    columns = {
        "news/list?cid=head": "http://www.h2o-china.com/news/list?cid=head",
        "news/field?fid=3": "http://www.h2o-china.com/news/field?fid=3&page=1",
    }
    article_url = r"^https?://www\.h2o-china\.com/news/(?P<document_id>\d+)(?P<part>_\d+)?\.html$"
    rights = "media"
    confidence = "seen"
    evidence = """
        A stored article page of 2018, addresses and list rows from four scrapers, the last of 2026.
        The body container and the columns' names are not known.
    """
