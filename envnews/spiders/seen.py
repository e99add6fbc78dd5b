"""What one run has met already, in eight bytes a document.

A first crawl of a ministry names tens of thousands of documents; kept as strings in sets they would be what
a long crawl grows by.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Seen:
    """A set of names that only ever grows: it keeps their hashes of 64 bits, in order.

    Two of 20,000 names share a hash with a chance of 1e-11. The later one is then taken for seen: this run
    does not fetch it, and as its page stays pending the next run does.

    >>> seen = Seen()
    >>> seen.add("47d9e8d747fa9b02e601"), seen.add("47d9e8d747fa9b02e601"), len(seen)
    (True, False, 1)
    """

    def __init__(self) -> None:
        self._hashes = array("q")

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, name: str) -> bool:
        value = hash(name)
        return self._holds(bisect_left(self._hashes, value), value)

    def add(self, name: str) -> bool:
        """Add a name; return whether it was not there yet."""
        value = hash(name)
        place = bisect_left(self._hashes, value)
        if self._holds(place, value):
            return False
        self._hashes.insert(place, value)
        return True

    def has_all(self, names: Iterable[str]) -> bool:
        """Return whether all the names are there."""
        return all(name in self for name in names)

    def _holds(self, place: int, value: int) -> bool:
        return place < len(self._hashes) and self._hashes[place] == value
