"""Ask the generic extractor on a few of the pages that rules read alone, so that dying rules are seen while they work.

Where the rules are complete, nothing else speaks for a field. On one page in fifty the page is read once
more without any rule; what comes out changes no value, it only stands beside the rules' witnesses. Which
pages to read twice is the crawl's business: extraction itself reads every page once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zlib import crc32

from envnews.extract.article import extract
from envnews.extract.choose import agree, shown
from envnews.model import Origin, Witness

if TYPE_CHECKING:
    from envnews.model import Extraction, Page

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


def with_sample(page: Page, found: Extraction) -> Extraction:
    """Return what was read by rules, beside it a generic witness for each field if the page is in the sample.

    Where the generic extractor has spoken already, since rules were missing or led nowhere, nothing is added.

    Args:
        page: The page as fetched.
        found: What it states by its portal's rules.
    """
    if not is_sampled(found.url) or any(w.origin is Origin.GENERIC for w in found.witnesses):
        return found
    return replace(found, witnesses=found.witnesses + _witnesses(found, extract(page)))


def _witnesses(ruled: Extraction, generic: Extraction) -> tuple[Witness, ...]:
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
