"""What can be wrong with an installation before any portal is: each check is one question with a remedy."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import ssl
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, cast

from envnews.clock import EARLIEST
from envnews.compiled import is_compiled
from envnews.errors import EnvnewsError
from envnews.store.articles.rows import utc_time
from envnews.store.file.database import connect, storage_errors
from envnews.store.file.space import LEAST, home_of, needed_space
from envnews.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from envnews.config import Configuration

_FIXED: Final = (3, 51, 3)
_BACKPORTS: Final = {(3, 50): 7, (3, 44): 6}
_WAL: Final = 256 * 1024 * 1024
"""Bytes from which the write-ahead log is large: a reader has kept a transaction open for long."""
_PATIENCE: Final = 5.0
"""Seconds for a name server."""
_PROXIES: Final = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy")


class Level(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, how it came out, what was seen and what to do."""

    name: str
    level: Level
    message: str


def examine_installation(
    database: Path, configuration: Configuration, name: str = "localhost"
) -> tuple[Check, ...]:
    """Return all checks of an installation; nothing is written, and nothing sent but the question for a name.

    Args:
        database: Its database, which need not exist yet.
        configuration: Its configuration.
        name: Host name that is looked up.
    """
    checks = [_modules(), _sqlite(), _tls(), _names(name), _proxy(), _contact(configuration)]
    checks += [_directory(database), _space(database, configuration)]
    if not database.exists():
        return (
            *checks,
            Check("database", Level.WARNING, f"{database} does not exist; the first crawl makes it"),
        )
    return (*checks, *_database(database))


def _modules() -> Check:
    if is_compiled():
        return Check("modules", Level.OK, "compiled")
    message = (
        "not compiled; with a C compiler and Python's headers there, an installation saves an eighth of what"
        " reading a page takes"
    )
    return Check("modules", Level.OK, message)


def _sqlite() -> Check:
    version = sqlite3.sqlite_version_info
    fixed = version >= _FIXED or version[2] >= _BACKPORTS.get(version[:2], version[2] + 1)
    if fixed:
        return Check("sqlite", Level.OK, sqlite3.sqlite_version)
    message = (
        f"{sqlite3.sqlite_version} has a bug with several writers of one write-ahead log (fixed in 3.51.3, 3.50.7"
        " and 3.44.6); envnews writes from one process, so let no other program write into the database"
    )
    return Check("sqlite", Level.WARNING, message)


def _tls() -> Check:
    paths = ssl.get_default_verify_paths()
    if ssl.create_default_context().cert_store_stats()["x509_ca"] or paths.cafile or paths.capath:
        return Check("tls", Level.OK, ssl.OPENSSL_VERSION)
    return Check("tls", Level.BAD, "no certificate authorities are installed; install ca-certificates")


def _names(name: str) -> Check:
    """Ask for a name, for a few seconds at most: a name server that does not answer is what is looked for."""
    found: list[str] = []

    def ask() -> None:
        try:
            found.append(socket.gethostbyname(name))
        except OSError as error:
            found.append(f"is not found ({error.strerror or error})")

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_PATIENCE)
    answer = found[0] if found else f"is not answered within {_PATIENCE:.0f} s"
    if not found or answer.startswith("is not"):
        message = f"{name} {answer}; without a name server no portal is reached: see /etc/resolv.conf and the network"
        return Check("dns", Level.WARNING, message)
    return Check("dns", Level.OK, f"{name} is {answer}")


def _proxy() -> Check:
    found = [name for name in _PROXIES if os.environ.get(name)]
    if not found:
        return Check("proxy", Level.OK, "none")
    message = (
        f"{', '.join(found)} set, and ignored: portals are asked directly, so that addresses can be checked"
    )
    return Check("proxy", Level.WARNING, message)


def _contact(configuration: Configuration) -> Check:
    contact = configuration.settings.get("ENVNEWS_CONTACT") or os.environ.get("ENVNEWS_CONTACT")
    if contact:
        return Check("contact", Level.OK, str(contact))
    message = "none: set `contact` in envnews.toml, so that a site's operators can write before they block"
    return Check("contact", Level.WARNING, message)


def _directory(database: Path) -> Check:
    directory = home_of(database)
    held = [path for path in (directory, database) if path.exists() and not os.access(path, os.W_OK)]
    if held:
        return Check("permissions", Level.BAD, f"{held[0]} cannot be written; change its owner or mode")
    return Check("permissions", Level.OK, f"{directory} can be written")


def _space(database: Path, configuration: Configuration) -> Check:
    """Hold what is free against what a crawl of this installation wants."""
    least = cast("int", configuration.settings.get("ENVNEWS_FREE_MEGABYTES", LEAST))
    free, needed = shutil.disk_usage(home_of(database)).free, needed_space(database, least)
    level = Level.OK if free >= needed else Level.BAD
    return Check("disk", level, f"{free // 2**20} MB free, a crawl wants {needed // 2**20} MB")


def _database(path: Path) -> Iterator[Check]:
    try:
        with storage_errors(path), closing(connect(path, readonly=True)) as connection:
            yield from (check(connection, path) for check in _DATABASE)
    except EnvnewsError as error:
        yield Check("database", Level.BAD, str(error))


def _integrity(connection: sqlite3.Connection, path: Path) -> Check:
    problems = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    strays = len(connection.execute("PRAGMA foreign_key_check").fetchmany(3))
    if problems == ["ok"] and not strays:
        return Check("database", Level.OK, f"{path} is sound")
    return Check("database", Level.BAD, f"{path}: {'; '.join(problems)}; restore the latest backup")


def _index(connection: sqlite3.Connection, _path: Path) -> Check:
    waiting = connection.execute("SELECT count(*) FROM search_queue").fetchone()[0]
    missing = connection.execute(
        "SELECT count(*) FROM articles WHERE status = 'active' AND number NOT IN (SELECT article FROM search_rows)"
    ).fetchone()[0]
    if not waiting and not missing:
        return Check("index", Level.OK, "in step with the articles")
    return Check(
        "index", Level.WARNING, f"not in it: {counted(missing + waiting, 'article')}; run `envnews reindex`"
    )


def _clock(connection: sqlite3.Connection, _path: Path) -> Check:
    last = connection.execute("SELECT max(started_at) FROM runs").fetchone()[0]
    now = datetime.now(UTC)
    if now < EARLIEST:
        return Check(
            "clock", Level.BAD, f"it is {now:%Y-%m-%dT%H:%M:%SZ} here, which cannot be: set the clock (NTP)"
        )
    if last and utc_time(last) > now + timedelta(minutes=5):
        message = f"it is {now:%Y-%m-%dT%H:%M:%SZ} here, and a run began at {last}: set the clock (NTP)"
        return Check("clock", Level.BAD, message)
    return Check("clock", Level.OK, f"{now:%Y-%m-%dT%H:%M:%SZ}")


def _log(_connection: sqlite3.Connection, path: Path) -> Check:
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size < _WAL:
        return Check("write-ahead log", Level.OK, f"{size // 2**20} MB")
    message = f"{size // 2**20} MB: some program has kept a read transaction open; end it, the next crawl shrinks it"
    return Check("write-ahead log", Level.WARNING, message)


_DATABASE: Final[tuple[Callable[[sqlite3.Connection, Path], Check], ...]] = (_integrity, _index, _clock, _log)
