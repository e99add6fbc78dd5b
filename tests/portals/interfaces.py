"""The back ends of replicas that draw lists: what scripts ask for rows, and how it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from envnews.demo.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.portals.published import Item
    from tests.portals.replica import Replica


def _json(value: object) -> Resource:
    return Resource(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _words(target: str, form: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(target).query, keep_blank_values=True) + parse_qsl(form, True))


def _ucap(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """`/common/search/<channel>?page=n`: data.results with absolute addresses."""
    path, words = urlsplit(target).path, _words(target, form)
    for column, url in replica.columns.items():
        if path != f"{interface.get('path', '/common/search/')}{replica.hash(column)}":
            continue
        pages = replica.batches(column, edition)
        number = int(words["page"])
        rows = pages[number - 1] if number <= len(pages) else []
        results = [
            {
                "title": item.headline,
                "url": replica.href(item, url),
                "publishedTimeStr": item.time.strftime("%Y-%m-%d %H:%M:%S"),
            }
            for item in rows
        ]
        size = replica.layout.get("per_page", 3)
        return _json(
            {"data": {"results": results, "total": sum(map(len, pages)), "rows": size, "page": number}}
        )
    return None


def _jpage(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """`dataproxy.jsp?startrecord=…&endrecord=…&columnid=…`: records as XML."""
    if not urlsplit(target).path.endswith("dataproxy.jsp"):
        return None
    words = _words(target, form)
    for column, url in replica.columns.items():
        if f"col{words['columnid']}/" not in url:
            continue
        rows = replica.listed(column, edition)
        start, end = int(words["startrecord"]), int(words["endrecord"])
        records = "".join(
            f"<record><![CDATA[{replica.row(item, interface['record'], url)}]]></record>"
            for item in rows[start - 1 : end]
        )
        text = (
            f"<datastore><totalrecord>{len(rows)}</totalrecord><recordset>{records}</recordset></datastore>"
        )
        return Resource(text.encode(), "text/xml;charset=UTF-8")
    return None


def _fujian(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """POST /fjdzapp/search with the number of a channel in `classsql`; without `page` and `prepage` nothing."""
    words = _words(target, form)
    if target != "/fjdzapp/search" or words.get("channelid") != "229105":
        return None
    column = interface["channels"][words["classsql"].partition("=")[2]]
    rows = [
        {
            "doctitle": item.headline,
            "docreltime": item.time.strftime("%Y-%m-%d %H:%M:%S"),
            "docpuburl": replica.url(item),
            "chnldocurl": replica.url(item),
        }
        for item in _batch(replica, column, edition, int(words["page"]), 3 if words["prepage"] else 0)
    ]
    return _json({"data": rows})


def _jiangxi(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """POST /queryList: rows below `source`, addresses as a JSON string; old columns are JCMS."""
    words = _words(target, form)
    if target != "/queryList":
        return _jpage(replica, interface, target, form, edition)
    if (words["unitid"], words["webSiteCode[]"]) != ("380055", "jxssthjt"):
        return _json({"data": {"results": []}})
    rows = [
        {
            "source": {
                "title": f"<em>{item.headline}</em>",
                "pubDate": item.time.strftime("%Y-%m-%d %H:%M:%S"),
                "urls": json.dumps({"pc": replica.href(item, replica.url(item)), "wap": ""}),
            }
        }
        for item in _batch(replica, words["channelCode[]"], edition, int(words["current"]))
    ]
    return _json({"data": {"results": rows, "total": len(replica.listed(words["channelCode[]"], edition))}})


def _eportal(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """The portlet of the disclosure catalogue: `result[].url`."""
    words = _words(target, form)
    if not target.startswith("/eportal/ui?") or words["portal.url"] != "/portlet/xxgkml!queryList.portlet":
        return None
    [column] = interface["drawn"]
    rows = _batch(replica, column, edition, int(words["pageNo"]))
    return _json(
        {"result": [{"url": replica.href(item, replica.url(item)), "title": item.headline} for item in rows]}
    )


def _zcms(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """The site's search: `data.data[]`."""
    words = _words(target, form)
    if not target.startswith("/zcms/front/search/advances?") or words["siteID"] != "403":
        return None
    [column] = interface["drawn"]
    rows = [
        {
            "title": item.headline,
            "url": replica.url(item),
            "source": "兵团生态环境局",
            "publishDate": item.time.strftime("%Y-%m-%d %H:%M:%S"),
            "catalogName": column,
        }
        for item in _batch(replica, column, edition, int(words["pageIndex"]))
    ]
    return _json({"data": {"data": rows}})


def _frame(
    replica: Replica, interface: Mapping[str, Any], target: str, form: str, edition: int
) -> Resource | None:
    """The page in the frame of the disclosure list."""
    if not target.startswith("/xxgk/list.aspx"):
        return None
    words, form_of = _words(target, form), replica.layout["list"]["信息公开"]["row"]
    rows = _batch(replica, "信息公开", edition, int(words["page"]))
    items = "".join(replica.row(item, form_of, "https://host/xxgk/list.aspx") for item in rows)
    return replica.html(
        f"<html><body><div class='content'><div class='txt'><div class='list'>{items}</div></div></div></body></html>"
    )


def _batch(replica: Replica, column: str, edition: int, number: int, size: int = 3) -> list[Item]:
    return replica.listed(column, edition)[(number - 1) * size : number * size]


INTERFACES: dict[str, Callable[[Replica, Mapping[str, Any], str, str, int], Resource | None]] = {
    "ucap": _ucap,
    "jpage": _jpage,
    "fujian": _fujian,
    "jiangxi": _jiangxi,
    "eportal": _eportal,
    "zcms": _zcms,
    "frame": _frame,
}
