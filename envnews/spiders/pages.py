"""Between Scrapy's responses and pages: what extraction and list reading see holds no Scrapy object.

A response that built a parse tree of its own would keep it in a reference cycle; pages are parsed outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.model import Page
from envnews.normalize import needs_no_encoding
from envnews.store.crawl.frontier import Validators

if TYPE_CHECKING:
    from datetime import datetime

    from scrapy.http import Response


def page_of(response: Response, fetched_at: datetime) -> Page:
    """Return a response as a page, header names in lower case."""
    # Not the items of Scrapy's class, which looks for each name anew.
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in dict.items(response.headers)
    }
    return Page(response.url, response.body, headers, fetched_at, response.status)


def validators_of(page: Page) -> Validators:
    """Return what a later request can ask with whether this page has changed."""
    return Validators(page.headers.get("etag"), page.headers.get("last-modified"))


def conditional(validators: Validators | None) -> dict[str, str]:
    """Return the headers of a request that is answered with 304 where nothing changed."""
    headers = {}
    if validators and validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def as_it_stands(url: str) -> dict[str, bool]:
    """Return the `meta` of a request for an address: Scrapy takes it apart and encodes it anew unless it is told not to.

    Most addresses have nothing to be encoded, and one look tells.
    """
    return {"verbatim_url": True} if needs_no_encoding(url) else {}
