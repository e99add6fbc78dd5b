"""Where a dump is read from: a folder, or the HTTPS address of a `latest.json`.

Whoever wrote the dump is not trusted: paths stay below the folder, links are not followed, no file is read
beyond the size that is stated for it, no server is waited for without end, and every file is held against its SHA-256.
"""

from __future__ import annotations

import hashlib
import ipaddress
import ssl
import stat
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Protocol
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

from envnews.dumps.formats.files import file_sha256
from envnews.dumps.importing.patience import Patience, patient_handlers
from envnews.dumps.records.layout import LATEST, safe_path
from envnews.errors import DataError, UnavailableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from envnews.dumps.records.layout import FileRef

LATEST_LIMIT: Final = 4_000_000
"""Bytes of a `latest.json` at most; ninety days of hourly change files take half of it."""
_TIMEOUT: Final = 60.0
_CHUNK: Final = 1 << 20


class DumpSource(Protocol):
    """A place that holds a dump."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def whole(self) -> bool:
        """Whether files that the import does not need are at hand, too, and are verified with the others."""
        ...

    def latest(self) -> bytes:
        """Return the content of `latest.json`."""
        ...

    def fetch(self, file: FileRef) -> Path:
        """Return a local file whose size and SHA-256 are as stated."""
        ...


@contextmanager
def open_source(place: str) -> Iterator[DumpSource]:
    """Open a folder of dumps, or its `latest.json`, or the address of one.

    Raises:
        UsageError: It is neither, or an address that is not HTTPS.
    """
    if "://" not in place:
        yield FolderSource(Path(place))
        return
    _check_address(place)
    with TemporaryDirectory(prefix="envnews-import-") as folder:
        yield WebSource(place, Path(folder))


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder of dumps on this machine."""

    place: Path
    whole: bool = True

    @property
    def folder(self) -> Path:
        """The folder of `latest.json`."""
        is_file = self.place.is_file() or (self.place.name == LATEST and not self.place.is_dir())
        return self.place.parent if is_file else self.place

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.place)

    def latest(self) -> bytes:
        """Return the content of `latest.json`."""
        file = self.folder / LATEST
        if not file.is_file():
            raise DataError(
                f"{file}: there is no such file; give the folder that `envnews dump --out` was given"
            )
        if file.stat().st_size > LATEST_LIMIT:
            raise DataError(f"{file}: larger than {LATEST_LIMIT} bytes, so it is no latest.json")
        return file.read_bytes()

    def fetch(self, file: FileRef) -> Path:
        """Return the file, verified; links are refused, in its path too."""
        path = self.folder
        for part in safe_path(file.path, self.name).split("/"):
            path /= part
            try:
                mode = path.lstat().st_mode
            except OSError as error:
                raise DataError(
                    f"{path}: {error.strerror}; the dump is not complete, nothing is imported"
                ) from error
            if stat.S_ISLNK(mode):
                raise DataError(f"{path}: a link; a dump holds plain files and folders only")
        if not stat.S_ISREG(mode) or path.stat().st_size != file.bytes:
            raise DataError(f"{path}: not a file of {file.bytes} bytes, as stated; nothing is imported")
        if file_sha256(path) != file.sha256:
            raise DataError(
                f"{path}: the SHA-256 is not the one stated; the file is damaged, nothing is imported"
            )
        return path


@dataclass(frozen=True, slots=True)
class WebSource:
    """A dump that is served; files are brought into `folder`."""

    address: str
    folder: Path
    whole: bool = False
    patience: Patience = field(default_factory=Patience)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.address

    def latest(self) -> bytes:
        """Return the content of `latest.json`."""
        data = b"".join(_chunks(self.address, self.patience, LATEST_LIMIT + 1))
        if len(data) > LATEST_LIMIT:
            raise DataError(f"{self.address}: larger than {LATEST_LIMIT} bytes, so it is no latest.json")
        return data

    def fetch(self, file: FileRef) -> Path:
        """Bring the file here, never more than its stated size, and return it, verified."""
        address = urljoin(self.address, safe_path(file.path, self.address))
        path = self.folder / file.sha256
        digest, size = hashlib.sha256(), 0
        with path.open("wb") as local:
            for chunk in _chunks(address, self.patience, file.bytes + 1):
                size += len(chunk)
                digest.update(chunk)
                local.write(chunk)
        if size != file.bytes or digest.hexdigest() != file.sha256:
            raise DataError(f"{address}: size or SHA-256 is not as stated; nothing is imported")
        return path


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuses redirects: they could lead anywhere, into the own network too."""

    def redirect_request(self, *args: object) -> None:
        """Return nothing, which makes an error of the redirect."""


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname and _is_loopback(parts.hostname):
        return
    raise UsageError(f"{address}: give a folder, or the https address of a latest.json")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _chunks(address: str, patience: Patience, most: int) -> Iterator[bytes]:
    """Yield what is at an address, up to so many bytes; errors of who writes it elsewhere are not its."""
    handlers = patient_handlers(patience, ssl.create_default_context())
    opener = urllib.request.build_opener(_NoRedirect, *handlers)
    headers = {"Accept-Encoding": "identity", "User-Agent": "envnews-import"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - https, see _check_address
    try:
        with patience.request(), opener.open(request, timeout=_TIMEOUT) as answer:
            while chunk := answer.read(min(_CHUNK, most)):
                most -= len(chunk)
                yield chunk
    except HTTPError as error:
        error.close()
        raise UnavailableError(f"{address}: {error}; give the final address, and try again later") from error
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)  # what urllib wraps
        raise UnavailableError(f"{address}: {reason}; try again later") from error
