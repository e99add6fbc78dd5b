"""Scrapy spiders that the crawl of envnews is measured against, as a competent developer writes them.

    python benchmarks/spiders.py {fetch,fetch-tuned,hand,hand-quiet} PORT DATABASE

`fetch` asks for all pages and drops them: what Scrapy alone costs. `hand` follows the lists of the four
portals, reads headline, time, source, keywords and body by selectors, and inserts them with a commit every 100. Both
keep Scrapy's own settings but for the connections, its log of every page and item among them; `hand-quiet` writes
warnings only, `fetch-tuned` has the settings of `envnews.settings` that are about speed. None obeys robots.txt,
checks addresses, remembers anything or notices an edit.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from scrapy.http import Response

STOCK: dict[str, Any] = {
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "TWISTED_DNS_RESOLVER": "spiders.LoopbackResolver",
}
"""Scrapy's own settings, with enough connections."""

QUIET: dict[str, Any] = {"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False}
"""Without log lines and a port that cost time."""

TUNED = (
    *("ASYNCIO_EVENT_LOOP", "CONCURRENT_ITEMS", "SCHEDULER_MEMORY_QUEUE", "DUPEFILTER_CLASS"),
    *(
        "DOWNLOADER_STATS",
        "STATS_DUMP",
        "LOGSTATS_INTERVAL",
        "MEMUSAGE_ENABLED",
        "WARN_ON_GENERATOR_RETURN_VALUE",
    ),
    *("COOKIES_ENABLED", "REFERER_ENABLED", "HTTPPROXY_ENABLED"),
)
"""The settings of envnews that are about speed."""

UNUSED = {
    "DOWNLOADER_MIDDLEWARES": (
        *("offsite.OffsiteMiddleware", "httpauth.HttpAuthMiddleware", "redirect.MetaRefreshMiddleware"),
        *(
            "redirect.RedirectMiddleware",
            "robotstxt.RobotsTxtMiddleware",
            "defaultheaders.DefaultHeadersMiddleware",
        ),
    ),
    "SPIDER_MIDDLEWARES": (
        *("start.StartSpiderMiddleware", "urllength.UrlLengthMiddleware", "httperror.HttpErrorMiddleware"),
        *("depth.DepthMiddleware", "metacopy.MetaCopyDetectionMiddleware"),
    ),
    "EXTENSIONS": ("corestats.CoreStats", "logcount.LogCount", "spiderstate.SpiderState"),
}
_PACKAGES = {
    "DOWNLOADER_MIDDLEWARES": "scrapy.downloadermiddlewares",
    "SPIDER_MIDDLEWARES": "scrapy.spidermiddlewares",
    "EXTENSIONS": "scrapy.extensions",
}


class LoopbackResolver(CachingThreadedResolver):
    """Leads every host name to the replica."""

    def getHostByName(  # noqa: N802 - the name is Twisted's
        self, name: str, timeout: Sequence[int] = ()
    ) -> defer.Deferred[str]:
        """Return the loopback address."""
        return defer.succeed("127.0.0.1")


class Fetch(Spider):
    """Fetches the addresses on stdin and keeps nothing."""

    name = "fetch"

    async def start(self) -> AsyncIterator[Any]:
        """Ask for all of them."""
        for line in sys.stdin:
            yield Request(line.strip())

    def parse(self, response: Response) -> None:
        """Drop the page."""


class Hand(Spider):
    """A spider of four portals with a selector for each field."""

    name = "hand"
    port: str
    database: str
    custom_settings: ClassVar[dict[str, Any]] = {"ITEM_PIPELINES": {"spiders.SqlitePipeline": 300}}

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first page of each column."""
        for line in sys.stdin:
            yield Request(line.strip(), callback=self.parse_list)

    def parse_list(self, response: Response) -> Iterator[Request]:
        """Follow the rows, and the next page."""
        host = response.url.split("/")[2].partition(":")[0]
        links, following = LISTS[host](response)
        for href in links:
            url = re.sub(r"^https?://[^/]*", f"http://{host}:{self.port}", response.urljoin(href))
            yield Request(url, callback=self.parse_article, cb_kwargs={"fields": FIELDS[host]})
        if following:
            yield response.follow(following, callback=self.parse_list)

    def parse_article(self, response: Response, fields: dict[str, str]) -> Iterator[dict[str, str]]:
        """Read the fields."""
        body = response.css(f"{fields['body']} p")
        paragraphs = ("".join(p.css("::text").getall()).strip() for p in body)
        yield {
            "url": response.url,
            "headline": (response.css(fields["headline"]).get() or "").strip(),
            "time": _time(response.css(fields["time"]).re_first(TIME)),
            "source": response.css(fields["source"]).re_first(r"来源：\s*([^\s<]+)") or "",
            "keywords": " ".join(re.split(r"[,，;\s]+", response.css(KEYWORDS).get() or "")),
            "body": "\n".join(filter(None, paragraphs)),
        }


TIME = r"\d{4}\D\d{1,2}\D\d{1,2}\D?(?: [\d:]+)?"
KEYWORDS = "meta[name=keywords]::attr(content)"


def _time(found: str | None) -> str:
    return datetime(*map(int, re.findall(r"\d+", found))).isoformat() if found else ""  # type: ignore[arg-type]  # noqa: DTZ001


def _trs(rows: str) -> Callable[[Response], tuple[list[str], str | None]]:
    def read(response: Response) -> tuple[list[str], str | None]:
        pager = re.search(r'createPageHTML\((\d+), (\d+), "(\w+)", "(\w+)"\)', response.text)
        number = int(pager[2]) + 1 if pager else 0
        following = f"{pager[3]}_{number}.{pager[4]}" if pager and number < int(pager[1]) else None
        return response.css(rows).getall(), following

    return read


def _hanweb(response: Response) -> tuple[list[str], str | None]:
    links = re.findall(r"<td align='left'[^>]*><a href='([^']+)'", response.text)
    following = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', response.text)
    if following:
        return links, following[1]
    page = re.search(r"([?&]page=)(\d+)", response.url)
    if page and len(links) == _GROUP:
        return links, response.url.replace(page[0], f"{page[1]}{int(page[2]) + 1}")
    return links, None


_GROUP = 40


def _hbzhan(response: Response) -> tuple[list[str], str | None]:
    return response.css("div.leftBox h3 a::attr(href)").getall(), response.css("a.next::attr(href)").get()


LISTS = {
    "www.mee.gov.cn": _trs("a.cjcx_biaobnan::attr(href), a.cjcx_biaob::attr(href)"),
    "sthj.shandong.gov.cn": _trs("tr > td[align=left] > a[target=_blank]::attr(href)"),
    "sthjt.zj.gov.cn": _hanweb,
    "www.hbzhan.com": _hbzhan,
}
FIELDS = {
    "www.mee.gov.cn": {
        "headline": "h2.neiright_Title::text",
        "time": "meta[name=PubDate]::attr(content)",
        "source": "span.xqLyPc::text",
        "body": "div.TRS_Editor",
    },
    "sthj.shandong.gov.cn": {
        "headline": "strong.red_title::text",
        "time": "#print_area td[align=center]::text",
        "source": "#print_area td[align=center]::text",
        "body": "div.TRS_Editor",
    },
    "sthjt.zj.gov.cn": {
        "headline": "#article td.title::text",
        "time": "#article span[style]::text",
        "source": "#article td::text",
        "body": "#zoom",
    },
    "www.hbzhan.com": {
        "headline": "div.leftTop::text",
        "time": "div.leftTop p span::text",
        "source": "div.leftTop p span::text",
        "body": "div.newsContent",
    },
}


class SqlitePipeline:
    """Inserts the items, with a commit every 100."""

    def __init__(self, database: str) -> None:
        self.connection = sqlite3.connect(database)
        self.connection.execute(
            "CREATE TABLE news (url TEXT PRIMARY KEY, headline, time, source, keywords, body)"
        )
        self.count = 0

    @classmethod
    def from_crawler(cls, crawler: Any) -> SqlitePipeline:  # noqa: ANN401 - a throw-away spider has no types
        """Open the database that was named on the command line."""
        return cls(crawler.spider.database)

    def process_item(self, item: dict[str, str]) -> dict[str, str]:
        """Insert one item."""
        sql = "INSERT OR REPLACE INTO news VALUES (:url, :headline, :time, :source, :keywords, :body)"
        self.connection.execute(sql, item)
        self.count += 1
        if self.count % 100 == 0:
            self.connection.commit()
        return item

    def close_spider(self) -> None:
        """Write the rest."""
        self.connection.commit()
        self.connection.close()


def tuned() -> dict[str, Any]:
    """Return the settings of envnews that are about speed, and what Scrapy need not do switched off."""
    from envnews import settings  # noqa: PLC0415 - the other peers owe nothing to envnews

    chosen = QUIET | {name: getattr(settings, name) for name in TUNED}
    for name, classes in UNUSED.items():
        chosen[name] = {f"{_PACKAGES[name]}.{cls}": None for cls in classes}
    return chosen


def main() -> None:
    """Run one spider."""
    kind, port, database = sys.argv[1:]
    settings = {"fetch-tuned": tuned, "hand-quiet": QUIET.copy}.get(kind, dict)()
    process = AsyncCrawlerProcess(STOCK | settings)
    process.crawl(Fetch if kind.startswith("fetch") else Hand, port=port, database=database)
    process.start()


if __name__ == "__main__":
    main()
