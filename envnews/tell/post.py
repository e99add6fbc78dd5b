"""Requests to the operator's own services: bounded in time, and never a reason for a crawl to fail."""

from __future__ import annotations

import json
import logging
import threading
from typing import TYPE_CHECKING, Final
from urllib.request import Request, urlopen

from envnews import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

TIMEOUT: Final = 10.0
"""Seconds for a whole request, the look-up of the name included."""


def ping(name: str, url: str) -> None:
    """Ask for an address, and log it where that fails."""
    _bounded(name, Request(url, headers=_HEADERS))  # noqa: S310 - http or https, by the configuration


def post(name: str, url: str, value: Mapping[str, object]) -> bool:
    """Send a value as JSON to an address, and log it where that fails; return whether it arrived."""
    body = json.dumps(value, ensure_ascii=False).encode()
    headers = _HEADERS | {"Content-Type": "application/json; charset=utf-8"}
    return _bounded(name, Request(url, body, headers))  # noqa: S310 - as above


_HEADERS: Final = {"User-Agent": f"envnews/{__version__}"}


def _bounded(name: str, request: Request) -> bool:
    """Send in a thread, and return whether it arrived.

    urllib bounds each wait for bytes, but neither a name server nor an answer that drips.
    """
    ends: list[str] = []
    thread = threading.Thread(target=lambda: ends.append(_send(request)), daemon=True)
    thread.start()
    thread.join(TIMEOUT)
    reason = ends[0] if ends else f"no answer within {TIMEOUT:.0f} s"
    if reason:
        logger.warning("[tell] %s could not be reached: %s", name, reason)
    return not reason


def _send(request: Request) -> str:
    """Return why it could not be sent; empty if it was."""
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - as above
            answer.read(1)
    except Exception as error:  # noqa: BLE001 - whatever it is, the crawl matters more
        # The address is a secret, and some errors spell it out.
        return str(getattr(error, "code", None) or getattr(error, "reason", None) or type(error).__name__)
    return ""
