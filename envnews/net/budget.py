"""What one run may take from one portal: pages, bytes, failures and time, each with a bound.

A calendar without end, a host that fails for hours or sends gigabytes must not keep a run from its other
portals, nor the portal's server busy. What is left over stays pending for the next run.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


@dataclass(slots=True)
class Budget:
    """Bounds of one portal's run, and what was used of them.

    >>> budget = Budget(pages=2)
    >>> budget.count(1000), budget.spent()
    (None, None)
    >>> budget.count(1000), budget.spent()
    (None, '2 requests (ENVNEWS_PORTAL_PAGES)')
    """

    pages: float = math.inf
    size: float = math.inf
    errors: float = math.inf
    used_pages: int = 0
    used_size: int = 0
    used_errors: int = 0

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Budget:
        """Return the budget that the settings name."""
        return cls(
            pages=settings.getint("ENVNEWS_PORTAL_PAGES") or math.inf,
            size=settings.getint("ENVNEWS_PORTAL_BYTES") or math.inf,
            errors=settings.getint("ENVNEWS_PORTAL_ERRORS") or math.inf,
        )

    def count(self, size: int, *, failed: bool = False) -> None:
        """Count one request with the bytes of its answer; `failed` where no usable answer came."""
        self.used_pages += 1
        self.used_size += size
        self.used_errors += failed

    def spent(self) -> str | None:
        """Return which bound is reached, in words; None while none is."""
        if self.used_pages >= self.pages:
            return f"{self.pages} requests (ENVNEWS_PORTAL_PAGES)"
        if self.used_size >= self.size:
            return f"{self.size} bytes (ENVNEWS_PORTAL_BYTES)"
        if self.used_errors >= self.errors:
            return f"{self.errors} failed requests (ENVNEWS_PORTAL_ERRORS)"
        return None
