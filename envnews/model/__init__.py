"""The values that cross module borders: frozen, typed, free of network, clock and database.

A `Page` goes into extraction and an `Extraction` comes out; the normalising pipeline makes an `Article`
of it, which is what the store, the dumps and the command line speak about. The field names are those of
the record (docs/data-dictionary.md). Where a page does not state a value the field is None or empty:
nothing here is ever guessed.
"""

from __future__ import annotations

from envnews.model.article import Article
from envnews.model.extraction import Extraction, Origin, Problem, Witness
from envnews.model.page import Page, PageKind, holds_page
from envnews.model.parts import CHINA_TIME, Attachment, Image, Link, Precision, Timestamp, Topic
from envnews.model.portal import Column, ListEntry, ListPage, ListRequest, PortalInfo

__all__ = [
    "CHINA_TIME",
    "Article",
    "Attachment",
    "Column",
    "Extraction",
    "Image",
    "Link",
    "ListEntry",
    "ListPage",
    "ListRequest",
    "Origin",
    "Page",
    "PageKind",
    "PortalInfo",
    "Precision",
    "Problem",
    "Timestamp",
    "Topic",
    "Witness",
    "holds_page",
]
