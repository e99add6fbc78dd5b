"""Reading the files of a dump within bounds: lines of JSON out of gzip, never more than was stated.

A few kilobytes of gzip can hold gigabytes, and one line can be as large as the memory.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final, cast

from isal import isal_zlib

from envnews.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE: Final = 8 << 20
"""Bytes of a line at most; a record of a whole law has a tenth of that."""
RATIO: Final = 200
"""Bytes out of one byte of gzip at most; records come to about five."""
SMALL: Final = 1 << 20
"""Bytes that any file may come to, whatever its ratio: a thousand equal tombstones are small in gzip."""
_READ: Final = 1 << 16
_PIECE: Final = 1 << 20
_GZIP: Final = 31
_DAMAGED: Final = cast("type[Exception]", isal_zlib.error)


def json_lines(file: Path, name: str) -> Iterator[tuple[int, object]]:
    """Yield number, from 1, and JSON value of each line of a gzip file; what is no JSON comes as None.

    Raises:
        DataError: The file is damaged, or larger inside than it may be.
    """
    for number, line in enumerate(_lines(file, name), 1):
        try:
            value = strict_json(line)
        except (ValueError, RecursionError):
            value = None
        yield number, value


def strict_json(data: bytes) -> Any:  # noqa: ANN401 - what JSON holds
    """Return the value of JSON (RFC 8259) that all programs read alike.

    Raises:
        ValueError: It is none, is no UTF-8 without BOM, names a key twice, or holds NaN, a number beyond a double's
            range or half a surrogate pair.
        RecursionError: It is nested too deeply.
    """
    value = _DECODER.decode(data.decode())
    if b"\\ud" in data or b"\\uD" in data:
        # Half a surrogate pair can be written in JSON, and nowhere else.
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice")
    return value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:80]} is no number of JSON")
    return number


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_constant=_finite)


def _lines(file: Path, name: str) -> Iterator[bytes]:
    rest = b""
    for piece in _pieces(file, name):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        if len(rest) > LINE:
            raise DataError(f"{name}: a line has more than {LINE} bytes; nothing is imported")
    if rest:
        raise DataError(f"{name}: the last line does not end; the file is cut off, nothing is imported")


def _pieces(file: Path, name: str) -> Iterator[bytes]:
    """Yield what is in a gzip file of one member, in pieces."""
    most = max(SMALL, file.stat().st_size * RATIO)
    out = 0
    unpack = isal_zlib.decompressobj(wbits=_GZIP)
    try:
        with file.open("rb") as packed:
            while not unpack.eof and (data := packed.read(_READ)):
                while data and not unpack.eof:
                    piece = unpack.decompress(data, _PIECE)
                    data = unpack.unconsumed_tail
                    out += len(piece)
                    if out > most:
                        raise DataError(
                            f"{name}: holds more than {RATIO} times its size; nothing is imported"
                        )
                    yield piece
            complete = unpack.eof and not unpack.unused_data and not packed.read(1)
    except _DAMAGED as error:
        raise DataError(f"{name}: no gzip, or a damaged one ({error}); nothing is imported") from error
    if not complete:
        raise DataError(f"{name}: the gzip stream is cut off, or something follows it; nothing is imported")
