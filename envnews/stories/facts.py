"""The facts of a text: what tells a reprint from a sibling that was filled into the same form.

Monthly bulletins, notices and decisions differ in nothing but months, places, names and figures; no likeness of texts
separates them. Two texts are the same article only if their facts agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
CHARACTER: Final = re.compile(rf"{DIGITS.pattern}|.", re.DOTALL)
"""What texts are compared by: characters, numbers whole."""

MULTIPLES: Final = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
"""What stands behind the digits of 3200万."""

_NUMERALS = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
_UNITS = "年月日号期届次度条款项个家座处名人户吨元倍成"
_FACT = re.compile(
    rf"(?=[\d{_NUMERALS}上中下]|.{{2,4}}[有省市县区州盟旗镇])"
    r"(?:\d+(?:\.\d+)?[^\d\n]?"
    rf"|[{_NUMERALS}]+[{_UNITS}]"
    r"|[上中下][旬半][月年]?|[一二三四]季度"
    r"|[\u4e00-\u9fff]{2,4}(?:有限公司|[省市县区州盟旗镇]))"
)
"""Numbers with their unit, Chinese numerals with theirs, parts of months and years, companies, places.

The look ahead changes nothing but the time it takes: it passes over most places at once."""

_NAME = re.compile("[省市县区州盟旗镇司]")
"""The last character of a company or place."""

_NUMBER = re.compile(
    rf"[\d{_NUMERALS}上中下]"
    r"(?:(?<=\d)\d*(?:\.\d+)?[^\d\n]?"
    rf"|(?<=[{_NUMERALS}])[{_NUMERALS}]*[{_UNITS}]"
    r"|(?<=[上中下])[旬半][月年]?|(?<=[一二三四])季度)"
)
"""The facts of a run without names: all begin with one of few characters, so they are found in a quarter of the time."""

FACTS: Final = 0.5
"""Agreement of facts below which texts are not even aligned."""

MOST: Final = 64
"""Facts kept of one article, those of the smallest hash: a table of a thousand figures is known by these as well."""


def facts(runs: Iterable[str]) -> frozenset[int]:
    """Return the hashes (CRC-32) of the facts in the runs of a normal form, at most `MOST`.

    A fact is taken with what stands next to it, so 22个 and 22日 are two.

    >>> march, april = facts(["3月青川市优良断面22个", "占91.7"]), facts(["4月青川市优良断面23个", "占91.7"])
    >>> len(march), len(march & april)
    (4, 2)
    """
    named: list[str] = []
    unnamed: list[str] = []
    for run in runs:
        (named if _NAME.search(run) else unnamed).append(run)
    texts = *_FACT.findall("\n".join(named)), *_NUMBER.findall("\n".join(unnamed))
    found = {crc32(fact.encode()) for fact in texts}
    return frozenset(found if len(found) <= MOST else sorted(found)[:MOST])


def agreement(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the smaller set of facts that stands in the larger one too; 1 where there are none.

    An only fact that no other text has is half a one: a copy may have been cut within it.
    Both sets may have been cut at `MOST`: beyond the largest hash of the one that was, nothing is known.
    """
    horizon = min((max(facts) for facts in (one, other) if len(facts) == MOST), default=None)
    if horizon is not None:
        one = frozenset(fact for fact in one if fact <= horizon)
        other = frozenset(fact for fact in other if fact <= horizon)
    smaller = min(len(one), len(other))
    if smaller < 2:
        return max(len(one & other), 0.5) if smaller else 1.0
    return len(one & other) / smaller
