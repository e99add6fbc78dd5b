"""The exceptions of envnews and the exit codes that a scheduler acts on.

    EnvnewsError                    70  internal error
    ├── UsageError                   2  the command line asks for something impossible
    ├── ConfigurationError          78  envnews.toml, a portal file, a host map or the clock is wrong
    ├── DataError                   65  a database, dump or input file is not what it should be
    ├── UnavailableError            69  a page could not be reached, or may not be asked for
    ├── StorageError                74  disk full, read-only, no permission
    └── LockedError                 75  another crawl holds the database; try later

Page content never raises: extraction returns values and problems. Exceptions are for what a person has
to mend, so each message names the portal, URL, file or field and says what to do.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command, after sysexits.h where one fits."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    DATA = 65
    UNAVAILABLE = 69
    INTERNAL = 70
    IO = 74
    LOCKED = 75
    CONFIGURATION = 78
    INTERRUPTED = 130
    UNREAD = 141
    TERMINATED = 143


class EnvnewsError(Exception):
    """Base of all errors that envnews raises itself."""

    exit_code = ExitCode.INTERNAL


class UsageError(EnvnewsError):
    """The command line asks for something impossible."""

    exit_code = ExitCode.USAGE


class ConfigurationError(EnvnewsError):
    """A configuration, a portal file or a host map is wrong."""

    exit_code = ExitCode.CONFIGURATION


class DataError(EnvnewsError):
    """A database, a dump or an input file is not what it should be."""

    exit_code = ExitCode.DATA


class UnavailableError(EnvnewsError):
    """A page could not be reached, or may not be asked for."""

    exit_code = ExitCode.UNAVAILABLE


class StorageError(EnvnewsError):
    """Disk full, file system read-only, permission missing."""

    exit_code = ExitCode.IO


class LockedError(EnvnewsError):
    """Another process holds the database; the same command may succeed later."""

    exit_code = ExitCode.LOCKED
