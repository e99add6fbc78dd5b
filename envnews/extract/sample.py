"""Ask the generic extractor on a few of the pages that rules read alone, so that dying rules are seen while they work.

Where the rules are complete, nothing else speaks for a field. On one page in fifty the page is read once
more without any rule; what comes out changes no value, it only stands beside the rules' witnesses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

from envnews.extract.choose import agree, shown
from envnews.model import Origin, Witness

if TYPE_CHECKING:
    from envnews.model import Extraction

_ONE_IN: Final = 50
"""Pages of which one is read without rules too: 2 %."""
_ALIKE: Final = 0.9
"""Share of the text in common lines from which two bodies say the same; captions come and go."""
_FIELDS: Final = {"headline": "headline", "published_at": "published", "source": "source", "body": "body"}
_DETAIL: Final = "read without rules, on a sample of pages"
_CUT: Final = 200


def is_sampled(url: str) -> bool:
    """Return whether a page belongs to the sample: always the same pages, told by the CRC-32 of the address."""
    return crc32(url.encode()) % _ONE_IN == 0


def sample_witnesses(ruled: Extraction, generic: Extraction) -> tuple[Witness, ...]:
    """Return a generic witness for each field that the rules gave and the page gives without them.

    Args:
        ruled: What the page states by its portal's rules.
        generic: What it states without.
    """
    told = []
    for name, attribute in _FIELDS.items():
        first, second = getattr(ruled, attribute), getattr(generic, attribute)
        if not first or not second:
            continue
        same = _alike(first, second) if name == "body" else agree(first, second)
        raw = next(w.raw for w in generic.witnesses if w.field == name and w.chosen)
        told.append(Witness(name, Origin.GENERIC, shown(second)[:_CUT], raw, _DETAIL, agrees=same))
    return tuple(told)


def _alike(first: str, second: str) -> bool:
    common = set(first.splitlines()) & set(second.splitlines())
    return 2 * sum(map(len, common)) >= _ALIKE * (len(first) + len(second))
