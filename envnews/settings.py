"""Scrapy settings: every default that matters is set here, with its reason.

`scrapy crawl NAME` uses them as they stand; `envnews crawl` adds the options of its command line. Scrapy's
library defaults are made for experiments: robots.txt ignored, certificates unchecked, pages of a gigabyte,
two local ports that run code.
"""

from __future__ import annotations

import os

from envnews import __version__

# Project
BOT_NAME = "envnews"
SPIDER_MODULES = ["envnews.spiders"]
NEWSPIDER_MODULE = "envnews.spiders"
SPIDER_LOADER_WARN_ONLY = True  # one broken portal file must not take the others along

# Own settings
ENVNEWS_DB = os.environ.get("ENVNEWS_DB") or "data/envnews.db"  # memory, product and proof in one file
ENVNEWS_HOSTS_MAP = None  # file of `real.host address:port` lines, or a HostMap: replicas instead of sites
ENVNEWS_ALLOW_PRIVATE: list[str] = []  # networks (CIDR) that may be connected to although they are private
ENVNEWS_MAX_PAGES = 50  # list pages per column and run: an endless calendar ends here
ENVNEWS_SINCE = None  # ISO date: older articles, by the dates of the lists, are left out
ENVNEWS_UNTIL = None  # likewise newer ones
ENVNEWS_FULL = False  # read every list to its end and fetch known articles again
ENVNEWS_RECHECK = [7_200, 86_400, 604_800, 2_592_000]  # seconds after its first answer: look for edits
ENVNEWS_GONE_ANSWERS = 3  # 404 or 410 in a row until an article counts as withdrawn
ENVNEWS_GONE_SECONDS = 604_800  # that have to lie between the first and the last of them
ENVNEWS_PORTALS_AT_ONCE = 16  # in one worker process: most of the time they wait for their delays
ENVNEWS_PORTAL_PAGES = 20_000  # requests of a portal's run; a first crawl of a ministry takes 10,000
ENVNEWS_PORTAL_BYTES = 2 * 1024**3  # of a portal's run; 20,000 pages of 50 kB take half of it
ENVNEWS_PORTAL_ERRORS = 100  # requests without a usable answer: the site has trouble enough
ENVNEWS_RETRY_AFTER = (
    120.0  # seconds that a run waits when a site asks for a pause; for longer ones it leaves
)
ENVNEWS_TLS_EXCEPTIONS: list[str] = []  # hosts whose certificate is not verified
ENVNEWS_PORTAL_SECONDS = 3 * 3600  # a portal's run ends then; what is left stays pending
ENVNEWS_WATCHDOG = 30.0  # seconds without sign of life after which a worker process is ended
ENVNEWS_WORKER_MEMORY = 1024  # megabytes of a worker process; a sound one has 150
ENVNEWS_FREE_MEGABYTES = 500  # with less free on the disk no crawl begins
ENVNEWS_LOG_FILE = None  # log records as JSON lines, from all processes of a crawl
ENVNEWS_LOG_JSON = False  # log records on stderr as JSON lines
ENVNEWS_QUIET = False  # no warnings of single pages and columns on stderr
ENVNEWS_CONTACT = os.environ.get("ENVNEWS_CONTACT") or "no contact set"  # URL or address for webmasters

# Who we are and what we may do
USER_AGENT = f"envnews/{__version__} (+{ENVNEWS_CONTACT})"  # webmasters can ask us to slow down
ROBOTSTXT_OBEY = True  # the default is to ignore it
ROBOTSTXT_USER_AGENT = "envnews"  # the token that robots.txt files name, without version and contact
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # some portals answer English visitors with an English home page
}
COOKIES_ENABLED = False  # no session, no tracking, nothing secret to leak
REFERER_ENABLED = False  # its policy header was once imported as Python code (CVE-2026-105782)
HTTPPROXY_ENABLED = False  # a proxy of the environment would bypass the address guard

# Politeness
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one connection a host, as Heritrix has it
DOWNLOAD_DELAY = 1.0  # seconds on average
DOWNLOAD_DELAY_JITTER = 0.5  # between half and one and a half of it, so that runs leave no rhythm
AUTOTHROTTLE_ENABLED = True  # slower when the site is slow
AUTOTHROTTLE_START_DELAY = 1.0  # seconds
AUTOTHROTTLE_MAX_DELAY = 30.0  # seconds
RETRY_TIMES = 2  # three attempts; what fails then stays pending for the next run
RETRY_EXCEPTIONS = [  # without those of Scrapy's own handler, which would be loaded for their sake
    "scrapy.exceptions.CannotResolveHostError",
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
    OSError,  # of an empty answer that is said to be compressed
]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the portal's report names it, with what to do

# Bounds: a portal page has 50 kB, a hostile one has no limit
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes after decompression; the default is 1 GiB
DOWNLOAD_WARNSIZE = 0  # a warning a big page says nothing that the limit does not
DOWNLOAD_TIMEOUT = 60  # seconds for the whole answer, so a server that drips ends too
DOWNLOAD_FAIL_ON_DATALOSS = True  # half a page is none
REDIRECT_MAX_TIMES = 5  # the default of 20 feeds a redirect loop for a minute
METAREFRESH_MAXDELAY = 10  # seconds; longer ones are pages that reload themselves
DNS_TIMEOUT = 20  # seconds
CLOSESPIDER_ERRORCOUNT = (
    20  # exceptions of our own code: a bug that hits every page need not be told a thousand times
)

# Where requests may go
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "http": "envnews.net.handler.GuardedDownloadHandler",  # guards robots.txt and redirects as well
    "https": "envnews.net.handler.GuardedDownloadHandler",
    "file": None,  # a link to file:///etc/passwd is fetched by default
    "data": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "envnews.net.resolver.GuardedResolver"  # judges what Scrapy's own handler connects to
DOWNLOAD_VERIFY_CERTIFICATES = True  # the default accepts any certificate
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"  # older versions are broken
TELNETCONSOLE_ENABLED = False  # a port that runs code
REMOTE_CONTROL_ENABLED = False  # another one

# Speed; see the measured ratios in benchmarks/
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if os.name != "nt" else None  # a third more pages a second
CONCURRENT_ITEMS = 1  # Scrapy starts this many tasks for every response, used or not: 100 cost 1 ms a page
CONCURRENT_REQUESTS = 16  # per portal; it has one or two hosts anyway
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # newest first: in the order of the list
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # documents are told apart by identity, not by URL
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses the source of every callback
STATS_CLASS = "envnews.run.counting.DirectStatsCollector"  # Scrapy's looks at its arguments first
DOWNLOADER_STATS = False  # requests and bytes are counted where they are sent
LOG_FORMATTER = "envnews.run.page_lines.PageLines"  # no lines of single pages where nobody reads them
STATS_DUMP = False  # the summary and the row of the run say it
LOGSTATS_INTERVAL = 0.0  # the progress bar says it
MEMUSAGE_ENABLED = False  # a timer that only logs, without a limit

# Scrapy loads what it has by default even where it is switched off: aiohttp, tldextract, requests, a tenth of a
# second. So its own lists are empty, and all that is used stands here.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "envnews.net.robots.RobotsMiddleware": 100,  # Scrapy's takes an unreachable file for a yes
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "envnews.net.redirects.ShortMetaRefreshMiddleware": 580,  # does not decode whole articles to look for it
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "envnews.net.redirects.QuietRedirectMiddleware": 600,  # does not miss the Referer middleware
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,  # for developers: -s HTTPCACHE_ENABLED=1
    # Left out: Offsite, which start requests bypass (see net/guard); DownloadTimeout, as the handler keeps the time
    # itself; HttpAuth; Cookies; HttpProxy; DownloaderStats.
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
SPIDER_MIDDLEWARES: dict[str, int | None] = {  # most wrap the output of every callback once more
    "envnews.run.board.Mark": 1000,  # in worker processes only; it looks at the input
    # Left out: Start, which marks start requests for nobody; UrlLength, as pages are parsed with bounded tags;
    # HttpError, as the spider reports 304, 404, 412 itself; Depth, as ENVNEWS_MAX_PAGES bounds lists; Referer.
}
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS: dict[str, int | None] = {
    "envnews.net.restraint.Restraint": 0,  # Crawl-delay, Retry-After, budgets
    "envnews.run.session.Session": 0,  # hands the spider its memory, opens and closes its row of the run
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,  # for `scrapy crawl NAME -O FILE`
    # Left out: what opens a port, what only counts or logs, and SpiderState, whose JOBDIR loses pages after a kill.
}
ITEM_PIPELINES: dict[str, int] = {
    "envnews.run.board.Mark": 10,  # in worker processes only: whose page is being worked on
    "envnews.pipelines.normalise.NormalisePipeline": 100,
    "envnews.pipelines.validate.ValidatePipeline": 200,
    "envnews.pipelines.store.StorePipeline": 900,
}

# Output
FEED_EXPORT_ENCODING = "utf-8"  # Chinese as Chinese, not as \uXXXX
LOG_LEVEL = "INFO"  # a line per request helps nobody who runs this from cron
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_VERSIONS: list[str] = []  # `envnews doctor` is the place for versions
