"""The administrative divisions of China by the codes of GB/T 2260: provinces and prefectures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE = Path(__file__).with_name("divisions.tsv")


@dataclass(frozen=True, slots=True)
class Division:
    """A province, a prefecture, or a county-level unit that stands directly under its province.

    Attributes:
        code: Six digits of GB/T 2260.
        name: Full name, such as 浙江省.
        short: Name without 省, 市, 自治州 ….
        iso: ISO 3166-2:CN code, of provinces only.
    """

    code: str
    name: str
    short: str
    iso: str | None

    @property
    def is_province(self) -> bool:
        """Whether it is a province, an autonomous region, a municipality or a special administrative region."""
        return self.code.endswith("0000")

    @property
    def is_municipality(self) -> bool:
        """Whether it is one of the four cities that are provinces."""
        return self.is_province and self.name.endswith("市")

    @property
    def province(self) -> Division:
        """The province that it is, or is in."""
        return divisions()[self.code[:2] + "0000"]


@cache
def divisions() -> Mapping[str, Division]:
    """Return all divisions by code, provinces before what is in them.

    >>> divisions()["330100"].name, divisions()["330100"].province.short
    ('杭州市', '浙江')
    """
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {code: Division(code, name, short, iso or None) for code, name, short, iso in rows}


@cache
def _by_name() -> Mapping[str, Division]:
    """Return the divisions by full name, short name, and short name with the word for its kind (恩施州)."""
    found: dict[str, Division] = {}
    by_rank = sorted(divisions().values(), key=lambda division: not division.is_province)
    for division in by_rank:
        names = [division.name, division.short]
        if division.name.endswith("自治州"):
            names.append(f"{division.short}州")
        if division.name.endswith("自治区"):
            names.append(f"{division.short}自治区")
        for name in names:
            found.setdefault(name, division)  # 海南 is the province, 吉林 too
    return found


def find_division(name: str) -> Division | None:
    """Return the division with this name, full or short; None where there is none.

    >>> find_division("恩施州").code, find_division("海南").code, find_division("海南州").code
    ('422800', '460000', '632500')
    """
    return _by_name().get(name)


def leading_division(text: str, start: int = 0) -> tuple[Division, int] | None:
    """Return the division whose name a text begins with at `start`, and where the name ends; the longest counts.

    A province before its prefecture is passed over: 浙江省杭州市 is 杭州市.

    >>> division, end = leading_division("浙江省杭州市生态环境局")
    >>> division.code, end
    ('330100', 6)
    """
    for end in range(min(len(text), start + 15), start + 1, -1):
        division = find_division(text[start:end])
        if division is None:
            continue
        inner = leading_division(text, end) if division.is_province else None
        if inner and inner[0].province is division:
            return inner
        return division, end
    return None
