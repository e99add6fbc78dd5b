"""Hanweb JCMS (大汉), the CMS of Zhejiang, Jiangsu and many prefectures.

A column page draws its rows by script from a data island, `<script type="text/xml"><datastore>`, in which
each record is an HTML fragment in CDATA: a list item, a table row or a whole table. Older records come from
`/module/web/jpage/dataproxy.jsp` (earlier `/module/jpage/…`) as XML of the same form. The island names the
address of the next group (`nextgroup`); where it does not, records are asked for by number. All parameters
are sent in the query, which the server takes like a form, so an answer's address says what it is. Lists of what
must be disclosed (xxgk) come as HTML from `/module/xxgk/search.jsp`, by POST, numbered by `currpage`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urljoin, urlsplit

from envnews.extract.page.charset import decode
from envnews.extract.page.document import parse
from envnews.extract.rules import Rules
from envnews.model import Column, ListPage, ListRequest, Page
from envnews.spiders.families.json_lists import JsonListSpider, next_page, page_number, posted
from envnews.spiders.lists import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"""<nextgroup>\s*<!\[CDATA\[.{0,40}?href=["']([^"']+)["'].{0,40}?\]\]>\s*</nextgroup>""",
    re.DOTALL | re.IGNORECASE,
)
_TOTAL = re.compile(
    r"""<totalrecord>\s*(\d{1,9})\s*</totalrecord>|\btotalRecord["']?\s*[:=]\s*["']?(\d{1,9})""",
    re.IGNORECASE,
)
_PROXY = re.compile(r"""["'](/module/(?:web/)?jpage/(?:more)?(?:column)?dataproxy\.jsp)""")
# Begun with one class of characters, for which `re` leaps; a border before it would be tried everywhere.
_PARAMETER = re.compile(
    r"""([acpsuw](?<!\w.)(?:(?<=a)ppid|(?<=c)ol(?:umnid)?|(?<=p)ath|(?<=p)ermissiontype|(?<=s)ourceContentType"""
    r"""|(?<=u)nitid|(?<=w)ebid|(?<=w)ebname))["']?\s*[:=]\s*["']?([^"'&,;})<>\s]*)"""
)

_UNSTATED = 1_000_000
_DISCLOSURE = re.compile(r"/module/xxgk/search\.jsp")
_DISCLOSURE_FORM = re.compile(
    r"""\b(divid|infotypeId|jdid|area|sortfield|requestUrl|standardXxgk)["']?\s*[:=]\s*["']?([^"'&,;})<>\s]*)"""
)


class HanwebSpider(JsonListSpider):
    """A portal on Hanweb JCMS; columns are `/col/col<number>/index.html`.

    Attributes:
        list_method: POST for sites whose dataproxy refuses GET.
    """

    family = "hanweb-jcms"
    family_rows = ("div.zfxxgk_zdgkc ul li", "ul > li", "tr", "dl > dd", "div")
    family_rules = Rules(body=("#zoom", "div.zoom", "div.article_content"))
    list_method: ClassVar[str] = "GET"
    next_page = None

    @classmethod
    def interface(cls, page: Page, column: Column) -> ListRequest | None:
        """Return the request for a disclosure list (xxgk), whose page hands its parameters to a script."""
        text = decode(page.body, page.headers).text
        asked = _DISCLOSURE.search(text)
        if asked is None or RECORD.search(text) or page.url.partition("#")[0] != column.url:
            return super().interface(page, column)
        form = {name: unescape(value) for name, value in _DISCLOSURE_FORM.findall(text)} | {"currpage": "1"}
        return posted(f"{urljoin(page.url, asked[0])}?{urlencode(form)}")

    @classmethod
    def read_static(cls, page: Page, column: Column) -> ListPage:
        """Return the records of a data island or of a dataproxy's answer, and the next group."""
        text = decode(page.body, page.headers).text
        records = RECORD.findall(text)
        if not records and "<datastore" not in text:
            return cls._read_rows(page, column)
        rows = "".join(f'<div class="record">{record}</div>' for record in records)
        fragments = parse(Page(page.url, rows.encode("utf-8", "replace")))
        entries, problems = read_rows(fragments, ("div.record",), cls.addresses, page.fetched_at)
        found = _TOTAL.search(text)
        total = int(found[1] or found[2]) if found else None
        following = cls._next_group(text, page.url, len(records), total)
        return ListPage(entries, following, total, problems)

    @classmethod
    def _read_rows(cls, page: Page, column: Column) -> ListPage:
        """Return the rows of a page without an island: a static template, or an answer for a disclosure list."""
        listing = super().read_static(page, column)
        if listing.next or not listing.entries or page_number(page.url) is None:
            return listing
        following = next_page(page.url)
        return replace(listing, next=following and replace(following, guess=True))

    @classmethod
    def _next_group(cls, text: str, url: str, count: int, total: int | None) -> ListRequest | None:
        if named := _NEXT_GROUP.search(text):
            return cls._named_group(text, urljoin(url, unescape(named[1])), count, total)
        stated = total is not None or _query(url) or {"columnid", "unitid"} <= _parameters(text).keys()
        if not count or not stated:
            return None
        # Where the number of records is not stated, a group that is missing or empty ends the list.
        asked = cls._numbered_group(text, url, count, total or _UNSTATED)
        return replace(asked, guess=asked.guess or total is None) if asked else None

    @classmethod
    def _named_group(cls, text: str, address: str, count: int, total: int | None) -> ListRequest:
        """Return the request for the group that is named; what else to ask where that is the first one again.

        Most servers number the groups from 0, the island being the first. Others number pages, from 1.
        """
        named = cls._request(address, {})
        if _query(address).get("page") != "1" or not count:
            return named
        more = total is None or count < total
        numbers = {"perpage": str(count), "startrecord": str(count + 1)}
        numbers["endrecord"] = str(min(2 * count, total or _UNSTATED))
        records = {name: value for name, value in _query(address).items() if name != "page"} | numbers
        by_number = cls._request(urlsplit(address)._replace(query="").geturl(), _parameters(text) | records)
        otherwise = (by_number.url, cls._request(address, {"page": "2"}).url) if more else ()
        return replace(named, guess=True, otherwise=otherwise)

    @classmethod
    def _numbered_group(cls, text: str, url: str, count: int, total: int) -> ListRequest | None:
        query = _query(url)
        if query.get("page", "").isdigit() and "startrecord" not in query:
            number = int(query["page"])
            # Groups are numbered from 0, the island being the first, or from 1; only the last may be smaller.
            if count * number >= total:
                return None
            sure = count * (number + 1) < total < _UNSTATED
            return replace(cls._request(url, {"page": str(number + 1)}), guess=not sure)
        last = int(query["endrecord"]) if query.get("endrecord", "").isdigit() else count
        if last >= total:
            return None
        numbers = {"startrecord": last + 1, "endrecord": min(last + count, total)}
        changed = {"perpage": str(count)} | query | {name: str(number) for name, number in numbers.items()}
        if "startrecord" in query:
            return cls._request(url, changed)
        proxy = _PROXY.search(text)
        address = urljoin(url, proxy[1] if proxy else "/module/web/jpage/dataproxy.jsp")
        return cls._request(address, _parameters(text) | changed)

    @classmethod
    def _request(cls, address: str, changed: Mapping[str, str]) -> ListRequest:
        query = urlencode({name: _bytes(value) for name, value in (_query(address) | dict(changed)).items()})
        url = urlsplit(address)._replace(query=query).geturl()
        return ListRequest(url, cls.list_method, query if cls.list_method == "POST" else "")


def _bytes(value: str) -> bytes:
    """Return what stood for bytes as bytes again; a name that the page writes out is sent as UTF-8."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace")


def _query(url: str) -> dict[str, str]:
    # Latin-1 stands for bytes here: `webname` is UTF-8 on some sites and GBK on others, and must come back as it was.
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True, encoding="latin-1"))


def _parameters(text: str) -> dict[str, str]:
    """Return the parameters that the page's script hands to the plugin, percent-encoded or not."""
    return {name: unquote_to_bytes(value).decode("latin-1") for name, value in _PARAMETER.findall(text)}
