"""Platforms of single provinces whose lists are static, numbered pages: what is known of each.

None of them is known to print links or a script that tells the next page, so it is asked for by its number,
and a 404 ends the list.
"""

from __future__ import annotations

from envnews.extract.rules import Rules
from envnews.spiders.families.plain import PlainSpider


class StaticSpider(PlainSpider):
    """A portal whose further list pages are `index_<n>.html`; the second carries the number 1 or 2."""

    family_rows = ("ul > li", "tr", "dl > dd", "div")
    next_page = "index_{page}.html"
    second_page = 1


class ZycmsSpider(StaticSpider):
    """zycms, seen in Hebei: articles are `/<column>/<15 digits>.html`, the meta line names 信息来源."""

    family = "zycms"


class BeijingPlatformSpider(StaticSpider):
    """Beijing's platform: an article is a directory, `/<column>/<number>/index.html`, and so is a column."""

    family = "beijing"


class ShanghaiPlatformSpider(StaticSpider):
    """Shanghai's platform: `/<column>/<date>/<32 hex digits>.html`, and elements whose ids begin with ivs_."""

    family = "shanghai"
    family_rules = Rules(body=("#ivs_content",))
