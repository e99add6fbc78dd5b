"""Traditional characters to simplified ones, by OpenCC, loaded when the first traditional text is met."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_PORT, _KEPT = "埠", "\ue000"
"""Of a computer in Taiwan, where the dictionary has 端口 for it; in the news it ends the name of a place, as 蚌埠 does."""

_TAIWAN = re.compile("資訊|網路|軟體|硬體|程式|數位|網際|資料庫")


def is_traditional(text: str) -> bool:
    """Return whether a text holds a character that is written otherwise on the mainland."""
    return bool(_traditional().search(text))


def simplified(text: str) -> str:
    """Return the text in simplified characters, one in words of Taiwan in those of the mainland.

    Most texts hold no traditional character, which one look tells; only others cost a conversion.
    Dictionaries: OpenCC's `tw2s` and `tw2sp` (Apache-2.0). The words of the latter would spoil texts that were converted
    character by character: there 文件 is no 文档.

    >>> simplified("臺灣與大陸的環境監測數據"), simplified("監測資訊隨著網路公開")
    ('台湾与大陆的环境监测数据', '监测信息随着网络公开')
    >>> simplified("蚌埠監測資訊")
    '蚌埠监测信息'
    """
    if not is_traditional(text):
        return text
    if not _TAIWAN.search(text):
        return str(_converter("tw2s").convert(text))
    return str(_converter("tw2sp").convert(text.replace(_PORT, _KEPT))).replace(_KEPT, _PORT)


def is_written_otherwise(one: str, other: str) -> bool:
    """Return whether two passages in simplified characters are one, but for words or characters of elsewhere.

    It takes what stands around them: of 通信设备 and 通讯设备 the second characters alone are different things.

    >>> is_written_otherwise("集群", "丛集"), is_written_otherwise("机率很大", "几率很大"), is_written_otherwise("卫生", "衞生")
    (True, True, True)
    >>> is_written_otherwise("集群", "机群")
    False
    """
    return _of_taiwan(one) == _of_taiwan(other)


def _of_taiwan(text: str) -> str:
    """Return what becomes of a text that one program puts into words of Taiwan and another into simplified characters.

    `s2twp` takes 40 MB, once, when the first copy in traditional characters is met that has other words.
    """
    for way in ("hk2s", "s2twp", "tw2s"):
        text = _converter(way).convert(text)
    return text


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - commands that compare no texts need no dictionaries

    return OpenCC(name)


@cache
def _traditional() -> re.Pattern[str]:
    ideographs = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    converted = zip(ideographs, _converter("t2s").convert(ideographs), strict=True)
    return re.compile(
        "[" + "".join(character for character, simple in converted if character != simple) + "]"
    )
