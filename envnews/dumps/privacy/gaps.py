"""What may stand between the digits of one number: characters that nobody sees, and what groups digits."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0"
)
"""Characters that are not shown (Default_Ignorable_Code_Point of Unicode), as they stand in a set of a pattern; those
beyond U+FFFF, which make sets slow, are read as one of them."""
HYPHENS: Final = "\\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
BREAKS: Final = rf" \u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000{HYPHENS}.\u00b7\u2022\u2027\u30fb\uff0e"
"""Spaces, hyphens and dots that group digits. A tab does not: it stands between the cells of a table."""
ANY_UNSEEN: Final = f"[{UNSEEN}]*+"
GAP: Final = f"{ANY_UNSEEN}(?:[{BREAKS}]{ANY_UNSEEN}){{0,3}}+"
"""A pattern."""
