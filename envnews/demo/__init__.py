"""Replica portals: stand-ins for the real sites, served on loopback under their real host names.

`ReplicaServer` serves them, `expected_articles` says what a crawl must find there. The pages follow what is
known of the sites (CMS markup, addresses, charsets, pagination, oddities); they are not derived from the
rules of the portals in `envnews.spiders`, so a crawl of them is a test of those rules.
"""

from __future__ import annotations

from envnews.demo.expected import Expected, expected_articles
from envnews.demo.server import ReplicaServer

__all__ = ["Expected", "ReplicaServer", "expected_articles"]
