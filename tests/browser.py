"""Headless Chromium for tests that look at pages as people do, and notice what pages ask for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# Chromium itself asks these, with or without a page; the resolver rule above gives it no answer.
_OWN_HOSTS = frozenset(
    {"accounts.google.com", "clients2.google.com", "update.googleapis.com", "android.clients.google.com"}
)
_OWN_ADDRESS = "https://www.google.com/async/folae?"
"""Likewise, Chromium 150 at its start; no other address of that host is its own."""


@dataclass(frozen=True)
class Visit:
    """A page as the browser has made it, what its console says, and the hosts that were asked for anything."""

    dom: str
    console: tuple[str, ...]
    hosts: frozenset[str]

    @property
    def text(self) -> str:
        """The page's words, without its markup."""
        body = re.sub(r"<(script|style)\b.*?</\1>", " ", self.dom, flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def visit(url: str, folder: Path, *, width: int = 1200) -> Visit:
    """Open a page in a browser of its own and return what became of it."""
    log = folder / "net.json"
    command = [
        *(str(CHROMIUM), *_QUIET, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}"),
        *(
            "--enable-logging=stderr",
            f"--window-size={width},900",
            "--virtual-time-budget=4000",
            "--dump-dom",
            url,
        ),
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own arguments
    console = tuple(line for line in run.stderr.splitlines() if ":CONSOLE" in line)
    asked = map(json.loads, re.findall(r'"url":("https?://[^"]+")', log.read_text("utf-8", "replace")))
    hosts = frozenset(urlsplit(url).hostname or "" for url in asked if not url.startswith(_OWN_ADDRESS))
    return Visit(run.stdout, console, hosts - _OWN_HOSTS)
