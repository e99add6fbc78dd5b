"""Charts as inline SVG: no script, no font and no picture from anywhere, sharp in print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

TILES: Final[Mapping[str, tuple[int, int, str]]] = {
    "CN-HL": (8, 0, "黑"), "CN-XJ": (0, 1, "新"), "CN-NM": (5, 1, "蒙"), "CN-JL": (8, 1, "吉"),
    "CN-GS": (2, 2, "甘"), "CN-NX": (3, 2, "宁"), "CN-SX": (5, 2, "晋"), "CN-BJ": (6, 2, "京"),
    "CN-TJ": (7, 2, "津"), "CN-LN": (8, 2, "辽"), "CN-QH": (1, 3, "青"), "CN-SN": (4, 3, "陕"),
    "CN-HA": (5, 3, "豫"), "CN-HE": (6, 3, "冀"), "CN-SD": (7, 3, "鲁"), "CN-XZ": (0, 4, "藏"),
    "CN-SC": (2, 4, "川"), "CN-CQ": (3, 4, "渝"), "CN-HB": (5, 4, "鄂"), "CN-AH": (6, 4, "皖"),
    "CN-JS": (7, 4, "苏"), "CN-SH": (8, 4, "沪"), "CN-YN": (2, 5, "滇"), "CN-GZ": (3, 5, "黔"),
    "CN-HN": (4, 5, "湘"), "CN-JX": (5, 5, "赣"), "CN-ZJ": (7, 5, "浙"), "CN-GX": (3, 6, "桂"),
    "CN-GD": (5, 6, "粤"), "CN-FJ": (6, 6, "闽"), "CN-TW": (8, 6, "台"), "CN-HI": (4, 7, "琼"),
    "CN-HK": (6, 7, "港"), "CN-MO": (5, 7, "澳"),
}  # fmt: skip
"""Where each province stands on the tile grid (column, row), and its short name."""

_BLUE: Final = (33, 102, 172)


def daily_bars(days: Sequence[tuple[date, int]], title: str, unit: str) -> str:
    """Return a bar a day, with the highest value and the first and last day as labels."""
    if not days:
        return ""
    most = max(count for _, count in days) or 1
    width, height, left, top = 720, 180, 40, 16
    step = (width - left) / len(days)
    bars = "".join(
        f'<rect x="{left + index * step:.1f}" y="{top + height * (1 - count / most):.1f}" width="{step * 0.8:.1f}"'
        f' height="{height * count / most:.1f}"><title>{day}: {count} {escape(unit)}</title></rect>'
        for index, (day, count) in enumerate(days)
    )
    labels = _text(left - 6, top + 10, f"{most}", "end") + _text(left - 6, top + height, "0", "end")
    labels += _text(left, top + height + 18, f"{days[0][0]}", "start")
    labels += _text(width, top + height + 18, f"{days[-1][0]}", "end")
    axis = f'<path d="M{left} {top + height}H{width}" class="axis"/>'
    return _svg(width, height + 44, f"<g class='bars'>{bars}</g>{axis}{labels}", f"{title} ({unit})")


def tile_grid(counts: Mapping[str, int], title: str, unit: str) -> str:
    """Return the provinces as tiles, the darker the more; a province without portal data is empty."""
    most = max(counts.values(), default=0) or 1
    tiles = []
    for code, (column, row, name) in TILES.items():
        count = counts.get(code)
        share = 0.15 + 0.85 * (count / most) if count else 0.0
        fill = "rgb({},{},{})".format(*(round(255 - (255 - part) * share) for part in _BLUE))
        ink = "#fff" if share > 0.5 else "#222"
        x, y = column * 50 + 2, row * 50 + 2
        value = "–" if count is None else str(count)
        tiles.append(
            f'<g><title>{name}: {value} {escape(unit)}</title><rect x="{x}" y="{y}" width="46" height="46" rx="4"'
            f' fill="{fill}" stroke="#9aa" /><text x="{x + 23}" y="{y + 21}" text-anchor="middle" fill="{ink}"'
            f' font-size="15">{name}</text><text x="{x + 23}" y="{y + 38}" text-anchor="middle" fill="{ink}"'
            f' font-size="11">{value}</text></g>'
        )
    return _svg(454, 404, "".join(tiles), f"{title} ({unit})")


def ranked_bars(rows: Sequence[tuple[str, int]], title: str, unit: str) -> str:
    """Return a horizontal bar a row, with its name before it and its value behind it."""
    if not rows:
        return ""
    most = max(count for _, count in rows) or 1
    lines = []
    for index, (name, count) in enumerate(rows):
        y = index * 26
        width = 440 * count / most
        lines.append(
            f"{_text(150, y + 17, name, 'end')}<rect x='158' y='{y + 4}' width='{width:.1f}' height='18'/>"
            f"{_text(164 + width, y + 17, str(count), 'start')}"
        )
    return _svg(660, 26 * len(rows) + 4, f"<g class='bars'>{''.join(lines)}</g>", f"{title} ({unit})")


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12">{escape(text)}</text>'


def _svg(width: int, height: int, content: str, title: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{escape(title)}" style="max-width:{width}px">{content}</svg></figure>'
    )
