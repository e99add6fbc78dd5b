"""URL identity: one document, one canonical URL, one id.

Portals serve a page under twin hosts, with tracking parameters from messengers, on a default port, behind
the big5 gate, as a directory and as its index page. w3lib settles percent-encoding, query order and dot
segments; what is added here is each a fact seen on portals, and nothing else is guessed: path case, http and https,
`www.` stay apart unless the portal declares them one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

if TYPE_CHECKING:
    from collections.abc import Sequence

TRACKING_PARAMETERS = frozenset(
    {
        "spm", "scm", "from", "isappinstalled", "nsukey", "share_token", "share_source", "share_medium", "share_from",
        "sharefrom", "share_platform", "share_type", "sharetype", "shareuid", "wxshare_count", "wx_fmt_share", "wfr",
        "ivk_sa", "bd_vid", "bdmsn", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "gclid", "fbclid", "msclkid", "yclid",
        "jsessionid", "phpsessid",
    },
)  # fmt: skip
"""Query parameters that say how a reader came, not what is read (besides all that begin with `utm_`).

`spm`, `scm`: Alibaba; `from`, `isappinstalled`, `nsukey`: WeChat; `share*`, `wxshare_count`: share buttons; `wfr`, `bd_vid`,
`hm*`, `ivk_sa`: Baidu; `*clid`: advertising networks; the last two are session ids.
"""

_DEFAULT_PORTS = {"http": "80", "https": "443"}
_BIG5_GATE = re.compile(
    r"/gate/big5/(?P<rest>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?:[:/].*)?)", re.DOTALL
)
_INDEX_PAGE = re.compile(
    r"/(?:index\.(?:s?html?|jsp|php|aspx?)|default\.(?:s?html?|jsp|php|aspx?))$", re.IGNORECASE
)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PLAIN_QUERY = r"(?:\?[A-Za-z0-9_.,=&/%-]+)?"
# Most links of a page: nothing to encode, no scheme, no fragment, no host.
_PLAIN_PATH = re.compile(rf"\.{{0,2}}/(?!/)[A-Za-z0-9_./-]*{_PLAIN_QUERY}")
# Most of the rest, pictures above all: complete but for the scheme perhaps, and nothing in it to encode.
_PLAIN_URL = re.compile(rf"(?P<scheme>https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9_./-]*{_PLAIN_QUERY}")
# Most articles: nothing to encode, no dot segment, no query.
_PLAIN_FILE = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+\.[a-z]{3,5}"
)
_PLAIN_ORIGIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?(?=/|\Z)")
# The folder of a page, where none of its parts has to be resolved.
_PLAIN_FOLDER = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?/(?:[A-Za-z0-9_-]+/)*(?=[\w.-]*\Z)")
_PLAIN_HOST = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?=/|\Z)")
_CONTROLS = re.compile(r"[\t\r\n\x0b\x0c]+")


def absolute(href: str, base: str) -> str | None:
    r"""Return a link's absolute URL without fragment; None where it leads to no other page over http or https.

    White space and line breaks inside the attribute are taken out and backslashes turned, as browsers do
    (WHATWG URL); characters outside ASCII are percent-encoded, so the result equals the URL a fetch reports.

    >>> absolute("./202204/t20220417_1.html\n", "https://www.mee.gov.cn/ywdt/")
    'https://www.mee.gov.cn/ywdt/202204/t20220417_1.html'
    >>> absolute("../附件.doc#p1", "http://sthjt.hubei.gov.cn/a/b.html")
    'http://sthjt.hubei.gov.cn/%E9%99%84%E4%BB%B6.doc'
    >>> absolute("javascript:void(0)", "http://www.mee.gov.cn/"), absolute("#top", "http://www.mee.gov.cn/")
    (None, None)
    """
    try:
        if plain := _plain(href, base):
            return plain
        href = _CONTROLS.sub("", href).strip().replace("\\", "/")
        if not href or href.startswith("#"):
            return None
        stated = urlsplit(href)
        if (
            stated.scheme and not stated.netloc
        ):  # "http://", as editors leave it in the form, besides mailto: and its like
            return None
        parts = urlsplit(urljoin(base, href))
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            return None
        url = safe_url_string(urlunsplit(parts._replace(fragment="")))
        return url if url.isascii() and url.isprintable() else None  # a host that no name can have
    except ValueError:  # a broken host or port: the link leads nowhere
        return None


def _plain(href: str, base: str) -> str | None:
    """Return the absolute URL of a link with nothing in it to encode, None for any other link."""
    complete = _PLAIN_URL.fullmatch(href)
    if complete and complete["scheme"]:
        return href
    if not complete and not _PLAIN_PATH.fullmatch(href):
        return None
    origin = _origin(base)
    if origin is None:
        return None
    if complete:
        return f"{origin.partition('//')[0]}{href}"
    if href[0] == "/" and "/." not in href:
        url = f"{origin}{href}"
    elif href[1] == "/" and "/." not in href and "//" not in href and (folder := _PLAIN_FOLDER.match(base)):
        url = f"{folder[0]}{href[2:]}"
    else:
        url = urljoin(base, href)
    return url if url.startswith(("http://", "https://")) else None


@lru_cache(maxsize=64)
def _origin(base: str) -> str | None:
    """Return scheme and host of an address, None where they are not written plainly; the links of a page ask many times."""
    found = _PLAIN_ORIGIN.match(base)
    return found[0] if found else None


def needs_no_encoding(url: str) -> bool:
    """Return whether a complete URL holds nothing that would have to be percent-encoded; told for most, False where unsure.

    >>> needs_no_encoding("http://www.mee.gov.cn/ywdt/t1.shtml?page=2"), needs_no_encoding("http://www.mee.gov.cn/公告")
    (True, False)
    """
    plain = _PLAIN_URL.fullmatch(url)
    return plain is not None and plain["scheme"] is not None


def host_of(url: str) -> str:
    """Return the URL's host name in lower case, without port; empty where there is none.

    >>> host_of("http://WWW.mee.gov.cn:80/ywdt/")
    'www.mee.gov.cn'
    """
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def canonical_url(url: str, *, hosts: Sequence[str] = (), scheme: str | None = None) -> str:
    """Return the one address by which a document is known.

    Args:
        url: Absolute http or https URL. What is no URL comes back as it is.
        hosts: All host names of the portal: each is mapped to the first. URLs of other hosts keep theirs.
        scheme: Scheme of the portal, forced on its own URLs (on all if `hosts` is empty).

    >>> canonical_url("http://big5.mee.gov.cn/gate/big5/www.mee.gov.cn:80/ywdt/index.shtml?utm_source=a#top")
    'http://www.mee.gov.cn/ywdt/'
    >>> canonical_url("http://m.hbzhan.com/news/detail/151511.html?from=singlemessage",
    ...     hosts=("www.hbzhan.com", "m.hbzhan.com"), scheme="https")
    'https://www.hbzhan.com/news/detail/151511.html'
    """
    return _canonical_url(url, tuple(hosts), scheme)


# An address is asked for where it is listed, and again where its page is read.
@lru_cache(maxsize=4096)
def _canonical_url(url: str, hosts: tuple[str, ...], scheme: str | None) -> str:
    try:
        parts = urlsplit(url.strip())
        while parts.scheme and (gate := _BIG5_GATE.match(parts.path)):
            parts = urlsplit(f"{parts.scheme}://{gate['rest']}" + (f"?{parts.query}" if parts.query else ""))
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return url
    host = _registered(parts.hostname)
    own = not hosts or host in map(_registered, hosts)
    home = scheme if scheme and own else parts.scheme
    host = hosts[0] if hosts and own else host
    if ":" in host:
        host = f"[{host}]"
    if port is not None and str(port) not in (_DEFAULT_PORTS[parts.scheme], _DEFAULT_PORTS.get(home)):
        host = f"{host}:{port}"
    query = _without_tracking(parts.query)
    path = _SESSION_IN_PATH.sub("", parts.path)
    if not query:
        path = _INDEX_PAGE.sub("/", path)
    canonical = urlunsplit((home, host, path, query, ""))
    return canonical if _PLAIN_FILE.fullmatch(canonical) else canonicalize_url(canonical)


def without_visit(url: str) -> str:
    """Return an address without what says who asks, and from where: session ids, tracking parameters.

    >>> without_visit("http://x.cn/t20220722_1.html;jsessionid=0A1B?from=timeline")
    'http://x.cn/t20220722_1.html'
    """
    if ";" not in url and "?" not in url:
        return url
    address, mark, query = _SESSION_IN_PATH.sub("", url).partition("?")
    kept = _without_tracking(query)
    return f"{address}?{kept}" if mark and kept else address


def _registered(host: str) -> str:
    """Return a host name as it is registered: in ASCII (IDNA), without the dot that may end it."""
    host = host.rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # no name can be so
        return host


def _without_tracking(query: str) -> str:
    if not query:
        return query
    kept = []
    for pair in query.split("&"):
        name = pair.partition("=")[0].lower()
        if pair and name not in TRACKING_PARAMETERS and not name.startswith("utm_"):
            kept.append(pair)
    return "&".join(kept)


def article_id(portal: str, identity: str) -> str:
    r"""Return the stable id of a document: 20 hexadecimal digits, equal on every machine.

    It is BLAKE2b (RFC 7693) with a digest of 10 bytes over the UTF-8 of `portal`, a line feed and
    `identity`. With 80 bits a collision among ten million articles has a chance of about 4e-11.

    Args:
        portal: Key of the portal.
        identity: The site's own document id, or the canonical URL where it has none.

    >>> article_id("hbzhan", "151511")
    '47d9e8d747fa9b02e601'
    """
    return blake2b(f"{portal}\n{identity}".encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
