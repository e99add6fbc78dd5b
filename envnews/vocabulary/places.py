"""Places named in a text: which regions an article speaks about."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.vocabulary.gb2260 import Division, divisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIX_UPS = Path(__file__).with_name("places.toml")
_KIND_OF_DISTRICT = re.compile(r"[区县]")


def named_places(text: str) -> tuple[Division, ...]:
    """Return the provinces and prefectures that a text names, each once, in the order of their first mention.

    Short names that are also ordinary words count only with 市, 州 … behind them.

    >>> [place.name for place in named_places("浙江省、杭州市和黄山市的干部来宾参观了安徽黄山风景区")]
    ['浙江省', '杭州市', '黄山市', '安徽省']
    """
    beginning, names, masked = _names()
    found: dict[str, Division] = {}
    end = 0
    for first in beginning.finditer(text):
        at = first.start()
        candidates = names.get(text[at : at + 2]) if at >= end else None
        match = next((each for each in candidates or () if text.startswith(each[0], at)), None)
        if match is None:
            continue
        name, division = match
        end = at + len(name)
        if division and name not in masked and not _is_district(name, division, text, end):
            found.setdefault(division.code, division)
    return tuple(found.values())


def _is_district(name: str, division: Division, text: str, end: int) -> bool:
    """Return whether a short name is that of a district or county, such as 朝阳区 or 南昌县."""
    return name == division.short and bool(_KIND_OF_DISTRICT.match(text, end)) and name != division.name


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, Sequence[tuple[str, Division | None]]], frozenset[str]]:
    """Return where a name may begin, the names by their first two characters, the longest first, and which are no places."""
    with _FIX_UPS.open("rb") as file:
        fix_ups = tomllib.load(file)
    full_only, masked = frozenset(fix_ups["full_only"]), frozenset(fix_ups["not_places"])
    names: dict[str, Division | None] = dict.fromkeys(masked)
    for division in sorted(divisions().values(), key=lambda each: each.code):
        names.setdefault(division.name, division)
        if division.name.endswith("自治州"):
            names.setdefault(f"{division.short}州", division)
        if division.short not in full_only:
            names.setdefault(division.short, division)
    found: dict[str, list[tuple[str, Division | None]]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(name[:2], []).append((name, names[name]))
    first, second = (re.escape("".join({pair[place] for pair in found})) for place in (0, 1))
    return re.compile(f"[{first}](?=[{second}])"), found, masked
