"""Traditional characters to simplified ones, by OpenCC, loaded when the first traditional text is met."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_IDEOGRAPHS = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))


def is_traditional(text: str) -> bool:
    """Return whether a text holds a character that is written otherwise on the mainland."""
    return bool(_traditional().search(text))


def simplified(text: str) -> str:
    """Return the text in simplified characters; words that are others in Taiwan or Hong Kong stay.

    Most texts hold no traditional character, which one look tells; only others cost a conversion.
    Dictionaries: OpenCC's `t2s` (Apache-2.0).

    >>> simplified("臺灣與大陸的環境監測數據")
    '台湾与大陆的环境监测数据'
    """
    return _converter().convert(text) if is_traditional(text) else text


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - commands that compare no texts need no dictionaries

    return OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    converted = zip(_IDEOGRAPHS, _converter().convert(_IDEOGRAPHS), strict=True)
    return re.compile(
        "[" + "".join(character for character, simple in converted if character != simple) + "]"
    )
