"""Log records as lines: for people on stderr, as JSON for programs, each line whole and without control characters.

Pages decide a part of what is logged, so nothing of it may end a line, forge one or move a terminal's cursor.
"""

from __future__ import annotations

import json
import logging
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrapy.settings import Settings

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST: Final = 20_000
"""Characters of a line; a longer one might reach the file in two pieces, between those of another process."""
_USER = re.compile(r"(?<=://)[^/\s@]*@")

_run: int | None = None


def printable(text: str) -> str:
    r"""Return text on one line, with control characters as escapes and without user names of addresses.

    >>> print(printable("title\x1b]0;owned\x07\r\nERROR forged at http://user:secret@x.cn/"))
    title\x1b]0;owned\x07\r\nERROR forged at http://…@x.cn/
    """
    text = _USER.sub("…@", text[:_LONGEST])
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def set_run(number: int) -> None:
    """Let every further record of this process carry the number of its run."""
    global _run  # noqa: PLW0603 - a process takes part in one run
    _run = number


class TextLine(logging.Formatter):
    """A record as a line for people; tracebacks keep their lines, indented, so that none looks like a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return "\n    ".join(map(printable, super().format(record).split("\n")))


class JsonLine(logging.Formatter):
    """A record as a line of JSON: time (UTC), level, logger, run, portal, message, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        spider = getattr(record, "spider", None)
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "run": _run,
            "portal": getattr(record, "portal", None) or getattr(spider, "name", None),
            "message": printable(record.getMessage()),
        }
        if record.exc_info:
            values["traceback"] = [
                printable(line) for line in self.formatException(record.exc_info).split("\n")
            ]
        return json.dumps(values, ensure_ascii=False)


class AppendedFile(logging.Handler):
    """Appends each record with one write, so that processes share a file; a renamed file is made anew."""

    def __init__(self, path: Path, level: int) -> None:
        super().__init__(level)
        self._path = path
        self._said = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line; the file is opened for each, which costs nothing beside a request."""
        try:
            line = self.format(record).encode("utf-8", "replace") + b"\n"
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                os.write(file, line)
            finally:
                os.close(file)
        except OSError as error:
            self._say(error)

    def _say(self, error: OSError) -> None:
        """Say once on stderr that the file cannot be written: the records themselves are not worth ending for."""
        if not self._said:
            self._said = True
            logging.getLogger(__name__).warning(
                "%s: the log cannot be written: %s", self._path, error.strerror
            )


class _Stderr(logging.StreamHandler):  # type: ignore[type-arg]  # of whatever stderr is
    """Standard error, which may be full or closed: a crawl goes on without being heard."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Say nothing: there is nowhere to say it."""


_SUMMED_UP: Final = ("envnews.spiders.", "envnews.pipelines.validate")
"""Loggers whose warnings are of single pages and columns: the summary has them, and the rows of the database."""


def _says_more_than_the_summary(record: logging.LogRecord) -> bool:
    return record.levelno > logging.WARNING or not record.name.startswith(_SUMMED_UP)


_installed: list[logging.Handler] = []


def configure(settings: Settings) -> None:
    """Send the records of this process to stderr and, if there is one, to the file of `[tell] log`."""
    root = logging.getLogger()
    for handler in _installed:
        root.removeHandler(handler)
    _installed.clear()
    shown = logging.getLevelName(str(settings["LOG_LEVEL"]))
    stderr = _Stderr()
    stderr.setLevel(shown)
    stderr.setFormatter(
        JsonLine()
        if settings.getbool("ENVNEWS_LOG_JSON")
        else TextLine(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"])
    )
    if settings.getbool("ENVNEWS_QUIET") and not settings.getbool("ENVNEWS_LOG_JSON"):
        stderr.addFilter(_says_more_than_the_summary)
    _installed.append(stderr)
    level = shown
    if path := settings["ENVNEWS_LOG_FILE"]:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = AppendedFile(Path(path), logging.INFO)
        file.setFormatter(JsonLine())
        _installed.append(file)
        level = min(shown, logging.INFO)
    for handler in _installed:
        root.addHandler(handler)
    # Scrapy leaves it to its handler to drop what is below the level; several records a page are made for nothing.
    root.setLevel(level)
    logging.getLogger("scrapy").setLevel(shown)
