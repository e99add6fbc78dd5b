"""What a connection fails of, in terms that do not depend on the library which made it.

Both are tried again as Scrapy tries any failed download; `spiders.troubles` says what they make of a run.
"""

from __future__ import annotations

from scrapy.exceptions import DownloadFailedError


class UntrustedConnectionError(DownloadFailedError):
    """No TLS connection came about, or the site's certificate is not to be trusted."""


class BrokenConnectionError(DownloadFailedError):
    """The connection ended before there was a whole answer."""
