"""Scrapy's counters without a detour: each call goes straight to the collector.

Scrapy looks, at every access to a counter, whether it is called with an argument that was taken out of use. Seven
counters a page made that a hundredth of all that a crawl costs; nothing here passes the argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.statscollectors import MemoryStatsCollector


class DirectStatsCollector(MemoryStatsCollector):
    """Counts in memory, as Scrapy does by default."""

    if not TYPE_CHECKING:
        __getattribute__ = object.__getattribute__
