"""zcms (泽元), the CMS of the Production and Construction Corps: `/c/<date>/<number>.shtml`.

The site's search, `/zcms/front/search/advances?…&sort=publishDate&pageIndex=n`, lists what is published as
JSON, newest first; it can be declared as a column beside the home page, from which other columns are found.
"""

from __future__ import annotations

from envnews.spiders.families.discovery import DiscoverySpider
from envnews.spiders.families.json_lists import JsonListSpider


class ZcmsSpider(JsonListSpider, DiscoverySpider):
    """A portal on zcms; columns are the home page, and the site's search in JSON."""

    family = "zcms"
