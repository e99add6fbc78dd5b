"""E20 (环境平台), the publisher of 中国水网, 中国固废网 and 中国大气网: one template for all three.

Lists are `/news/list?cid=…` and `/news/field?fid=…`, numbered by `page`. On an article page time, source and
author stand on lines of their own, and 编辑:X closes the text. Longer articles go on at `<id>_2.html`.
"""

from __future__ import annotations

from typing import ClassVar

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class E20Spider(PlainSpider):
    """A portal of E20; its articles are `/news/<number>.html`."""

    family = "e20"
    family_rows = ("ul.news_list_ul > li", "div.news_boxa", *PlainSpider.family_rows)
    family_rules = Rules(headline=("div.newscontent_press h1", "h1"))
    next_page: ClassVar[str | None] = "?page={page}"
