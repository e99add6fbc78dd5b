"""Stand-ins for what pages embed: pictures, styles, scripts and the files that articles attach."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from pathlib import PurePosixPath

from envnews.demo.resource import Resource
from envnews.model import CHINA_TIME

_PUBLISHED = datetime(2022, 5, 6, 8, 30, tzinfo=CHINA_TIME)
_GIF = b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

_TYPES: dict[str, tuple[str, bytes]] = {
    ".css": ("text/css", b"/* replica */\n"),
    ".js": ("application/javascript", b"/* replica */\n"),
    ".gif": ("image/gif", _GIF),
    ".png": ("image/gif", _GIF),
    ".jpg": ("image/gif", _GIF),
    ".ico": ("image/gif", _GIF),
    ".pdf": ("application/pdf", _PDF),
    ".doc": ("application/msword", _OFFICE),
    ".xls": ("application/vnd.ms-excel", _OFFICE),
}


def asset(path: str) -> Resource | None:
    """Return a stand-in for the file at `path`, None where the name has no extension of a file."""
    found = _TYPES.get(PurePosixPath(path).suffix.lower())
    return Resource(found[1], found[0], modified=_PUBLISHED) if found else None
