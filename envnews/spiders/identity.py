"""Which document an address stands for on a portal: the same answer for list rows and fetched pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.normalize import article_id, canonical_url, without_visit

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a portal.

    Attributes:
        id: The article's id, equal on every machine.
        url: The address to fetch.
        canonical_url: The one address by which the document is known.
        number: The site's own number, None where the address carries none.
    """

    id: str
    url: str
    canonical_url: str
    number: str | None


def identify(portal: str, url: str, *, home: str, hosts: Sequence[str], pattern: re.Pattern[str]) -> Document:
    """Return the document behind an address; twin hosts and both schemes give the same one.

    A document of several pages is known by its first: what the group `part` matches is left out.

    >>> import re
    >>> pattern = re.compile(r"/news/detail/(?P<document_id>[0-9]+)[.]html$")
    >>> hosts = ("www.hbzhan.com", "m.hbzhan.com")
    >>> desktop, mobile = (
    ...     identify("hbzhan", f"http://{host}/news/detail/151511.html", home="https://www.hbzhan.com/", hosts=hosts, pattern=pattern)
    ...     for host in hosts
    ... )
    >>> desktop.id == mobile.id, mobile.canonical_url, mobile.number
    (True, 'https://www.hbzhan.com/news/detail/151511.html', '151511')
    """
    found = pattern.search(url)
    if found is None and (found := pattern.search(bare := without_visit(url))):
        url = bare
    if found and found.groupdict().get("part"):
        start, end = found.span("part")
        url = url[:start] + url[end:]
    canonical = canonical_url(url, hosts=hosts, scheme=urlsplit(home).scheme)
    number = found.groupdict().get("document_id") if found else None
    return Document(article_id(portal, number or canonical), url, canonical, number)
