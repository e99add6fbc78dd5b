"""Open the row of a portal's part of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.net.tls import unverified_hosts

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from envnews.spiders.portal import PortalSpider
    from envnews.store.writing.thread import WriterThread


def open_portal_run(
    writer: WriterThread, settings: BaseSettings, run: int, portal: type[PortalSpider]
) -> int:
    """Open the row with what the portal is, its columns and the hosts whose certificates are not verified; return its number."""
    unverified = unverified_hosts(settings, portal.reachable_hosts)
    opening = writer.submit(
        lambda writer: writer.open_portal_run(run, portal.info(), portal.column_list(), unverified)
    )
    return opening.result()
