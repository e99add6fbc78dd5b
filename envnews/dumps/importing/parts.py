"""One file of a dump: verified line by line before anything is written, and read again to be applied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from envnews.dumps.records.nested import RejectedError
from envnews.dumps.records.reading import json_lines
from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from envnews.dumps.importing.source import DumpSource
    from envnews.dumps.importing.validate import Validator
    from envnews.dumps.records.layout import FileRef


class Holds(Enum):
    """What the lines of a file are."""

    RECORDS = "records"
    TOMBSTONES = "tombstones"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that is left out, and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be applied.

    Attributes:
        name: Its path in the dump.
        file: Where it is on this machine.
        rows: Lines in it.
        last: Highest change number that it may hold.
        left_out: Numbers of the lines that are left out.
        stamp: By which a file is known that was changed after it was verified.
    """

    name: str
    file: Path
    rows: int
    last: int
    holds: Holds
    left_out: frozenset[int]
    stamp: tuple[int, ...]

    def values(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and content of each line that is not left out.

        Raises:
            DataError: The file is not the one that was verified.
        """
        if _stamp(self.file) != self.stamp:
            raise DataError(
                f"{self.file}: changed since it was verified; import again when nobody writes there"
            )
        for number, value in json_lines(self.file, self.name):
            if number not in self.left_out and isinstance(value, dict):
                yield number, value


class PartVerifier:
    """Verifies the files of a dump one after the other; tombstones come before the records that they must not name.

    Attributes:
        rejects: The lines that are to be left out.
    """

    def __init__(self, source: DumpSource, validator: Validator) -> None:
        self.rejects: list[Reject] = []
        self._source = source
        self._validator = validator
        self._withdrawn: set[int] = set()
        self._before = 0

    def verify(self, file: FileRef, holds: Holds, first: int, last: int, rows: int) -> Part:
        """Return the file, whose lines have change numbers from `first` to `last`, each greater than the one before.

        Raises:
            DataError: Its size, sum, lines or order are not as stated.
        """
        path = self._source.fetch(file)
        stamp = _stamp(path)
        before = self._before if holds is Holds.RECORDS else 0
        left_out = set()
        count = 0
        for number, value in json_lines(path, file.path):
            count = number
            try:
                seq: int = self._check(holds, value, first, last)["seq"]
            except RejectedError as error:
                left_out.add(number)
                self.rejects.append(Reject(file.path, number, str(error)))
                continue
            if seq <= before or (holds is Holds.RECORDS and seq in self._withdrawn):
                raise DataError(
                    f"{self._source.name}: {file.path}: line {number} has the change number {seq}, which is not its place;"
                    " nothing is imported"
                )
            before = seq
            if holds is Holds.TOMBSTONES:
                self._withdrawn.add(seq)
        if count != rows:
            raise DataError(
                f"{self._source.name}: {file.path} has {count} lines, {rows} are stated; nothing is imported"
            )
        if holds is Holds.RECORDS:
            self._before = before
        return Part(file.path, path, rows, last, holds, frozenset(left_out), stamp)

    def _check(self, holds: Holds, value: object, first: int, last: int) -> Mapping[str, Any]:
        stone = holds is Holds.TOMBSTONES
        if holds is Holds.CHANGES and isinstance(value, dict):
            stone = value.get("op") != "upsert"
        check = self._validator.check_tombstone if stone else self._validator.check_record
        return check(value, first, last)


def _stamp(file: Path) -> tuple[int, ...]:
    found = file.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
