"""国际能源网·环保, the environment channel of a trade portal for energy."""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider


class InEnHuanbaoSpider(DiscoverySpider):
    """huanbao.in-en.com: only the form of article addresses is known."""

    name = "in-en-huanbao"
    title = "国际能源网·环保"
    kind = "media"
    home = "https://huanbao.in-en.com/"
    hosts = ("huanbao.in-en.com",)
    columns = {"首页": "https://huanbao.in-en.com/"}
    article_url = r"^https?://huanbao\.in-en\.com/html/huanbao-(?P<document_id>\d+)\.shtml$"
    rights = "media"
    confidence = "partly seen"
    evidence = """
        The text of a stored article page, without its meta line. Columns are found on the home page.
    """
