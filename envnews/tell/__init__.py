"""Telling others how a crawl went: a webhook, metrics for Prometheus, a dead-man's switch."""

from __future__ import annotations

from envnews.tell.teller import Teller

__all__ = ["Teller"]
