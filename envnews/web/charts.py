"""Charts as inline SVG: no script, no font and no picture from anywhere, sharp in print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


_WIDTH: Final = 480
"""Units of a chart's width: on a phone a unit is about a pixel, so that the labels stay readable."""


def bars(counts: Sequence[tuple[str, int]], title: str, unit: str) -> str:
    """Return a bar a day or month, with a scale, and the first, middle and last as labels."""
    if not counts:
        return ""
    height, left, top = 150, 44, 14
    scale = _scale(max(count for _, count in counts))
    step = (_WIDTH - left) / len(counts)
    drawn = "".join(
        f'<rect x="{left + index * step:.1f}" y="{top + height * (1 - count / scale[-1]):.1f}"'
        f' width="{step * 0.8:.1f}" height="{height * count / scale[-1]:.1f}">'
        f"<title>{escape(name)}: {count:,} {escape(unit)}</title></rect>"
        for index, (name, count) in enumerate(counts)
    )
    lines = "".join(
        f'<path d="M{left} {top + height * (1 - value / scale[-1]):.1f}H{_WIDTH}" class="axis"/>'
        + _text(left - 6, top + height * (1 - value / scale[-1]) + 4, f"{value:,}", "end")
        for value in scale
    )
    labels = "".join(
        _text(left + share * (_WIDTH - left), top + height + 18, counts[place][0], anchor)
        for place, share, anchor in (
            (0, 0.0, "start"),
            (len(counts) // 2, (len(counts) // 2 + 0.4) / len(counts), "middle"),
            (-1, 1.0, "end"),
        )[:: 1 if len(counts) > 4 else 2]
    )
    return _svg(_WIDTH, top + height + 26, f"{lines}<g class='bars'>{drawn}</g>{labels}", f"{title} ({unit})")


def tile_grid(counts: Mapping[str, int], title: str, unit: str, *, latin: bool = False) -> str:
    """Return the provinces as tiles, the darker the more; one of which no portal is known has a dash.

    `latin` names them by the letters of ISO 3166-2:CN instead of their short names.
    """
    most = max(counts.values(), default=0) or 1
    tiles = []
    for code, (column, row, short) in TILES.items():
        name = code.removeprefix("CN-") if latin else short
        count = counts.get(code)
        fill, ink = _shade(count or 0, most)
        x, y = column * 50 + 2, row * 50 + 2
        value = "–" if count is None else f"{count:,}"
        tiles.append(
            f'<g><title>{name}: {value} {escape(unit)}</title><rect x="{x}" y="{y}" width="46" height="46" rx="4"'
            f' fill="{fill}" stroke="#9aa" /><text x="{x + 23}" y="{y + 21}" text-anchor="middle" fill="{ink}"'
            f' font-size="15">{name}</text><text x="{x + 23}" y="{y + 38}" text-anchor="middle" fill="{ink}"'
            f' font-size="12">{value}</text></g>'
        )
    return _svg(454, 404, "".join(tiles), f"{title} ({unit})")


def ranked_bars(rows: Sequence[tuple[str, int]], title: str, unit: str) -> str:
    """Return a horizontal bar a row, with its name before it and its value behind it."""
    if not rows:
        return ""
    most = max(count for _, count in rows) or 1
    lines = []
    for index, (name, count) in enumerate(rows):
        y = index * 24
        width = 290 * count / most
        lines.append(
            f"{_text(132, y + 16, name, 'end')}<rect x='140' y='{y + 3}' width='{width:.1f}' height='17'/>"
            f"{_text(146 + width, y + 16, f'{count:,}', 'start')}"
        )
    return _svg(_WIDTH, 24 * len(rows) + 4, f"<g class='bars'>{''.join(lines)}</g>", f"{title} ({unit})")


def heat_table(
    rows: Sequence[tuple[str, Sequence[int]]], columns: Sequence[str], title: str, unit: str
) -> str:
    """Return a table of counts whose cells are the darker the more; columns are months, `2022-07`."""
    if not rows or not columns:
        return ""
    most = max((count for _, counts in rows for count in counts), default=0) or 1
    head = "".join(f"<th>{escape(column[2:])}</th>" for column in columns)
    body = "".join(
        f"<tr><th>{escape(name)}</th>"
        + "".join(
            '<td style="background:{};color:{}">{:,}</td>'.format(*_shade(count, most), count)
            for count in counts
        )
        + "</tr>"
        for name, counts in rows
    )
    return (
        f"<figure class=wide><figcaption>{escape(f'{title} ({unit})')}</figcaption><div class=scroll>"
        f"<table class=heat><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>"
    )


def _shade(count: int, most: int) -> tuple[str, str]:
    """Return the colours of a field and of what is written on it."""
    share = 0.12 + 0.88 * count / most if count else 0.0
    fill = "rgb({},{},{})".format(*(round(255 - (255 - part) * share) for part in _BLUE))
    return fill, "#fff" if share > 0.6 else "#222"


def _scale(most: int) -> list[int]:
    """Return the values of an axis: from 0, in two to five round steps, to at least `most`.

    >>> _scale(11), _scale(357), _scale(1), _scale(0)
    ([0, 5, 10, 15], [0, 100, 200, 300, 400], [0, 1], [0, 1])
    """
    step = next(unit * 10**power for power in range(12) for unit in (1, 2, 5) if unit * 10**power * 4 >= most)
    return list(range(0, max(most, 1) + step, step))


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12">{escape(text)}</text>'


def _svg(width: int, height: int, content: str, title: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{escape(title)}">{content}</svg></figure>'
    )
