"""Extraction: bytes, address, headers and fetch time in; values, witnesses and problems out.

Pure: no network, no clock, no database, no Scrapy. The live crawl, the sample tests, `envnews extract` and
re-extraction of archived pages are the same call.
"""

from envnews.extract.article import extract
from envnews.extract.page.charset import Decoded, decode
from envnews.extract.rules import Rules
from envnews.model import Extraction, Page

__all__ = ["Decoded", "Extraction", "Page", "Rules", "decode", "extract"]
