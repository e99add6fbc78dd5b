"""JSON Lines that a command reads: one object a line, whose mistakes are told with file and line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")


def read_json_lines(file: Path, expected: str, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """Yield what `make` makes of each line that is not blank.

    Args:
        file: JSON Lines in UTF-8, with or without a byte order mark.
        expected: How a line looks, for messages.
        make: May raise KeyError, TypeError and ValueError where the object is not what it should be.

    Raises:
        DataError: The file cannot be read, or a line is no such object; the message names both.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error.strerror}; name a file of JSON Lines") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{file} cannot be read as JSON Lines: it is not UTF-8 ({error.reason})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                made = make(_object(line))
            except (KeyError, TypeError, ValueError) as error:
                reason = f"there is no {error}" if isinstance(error, KeyError) else error
                raise DataError(
                    f"{file}, line {number}: expected {expected}, got {line[:80]!r}: {reason}"
                ) from error
            yield made


def _object(line: str) -> dict[str, Any]:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise TypeError("this is no object")
    return value
