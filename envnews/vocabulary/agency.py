"""What an agency is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """A publisher.

    Attributes:
        id: Stable identity, such as `mee`, `sthj-330000` or `xinhua`.
        name: Present name.
        kind: `ministry`, `department`, `government`, `monitoring`, `institute` or `media`.
        region_code: Code of GB/T 2260 of its region, None for agencies of the whole country.
    """

    id: str
    name: str
    kind: str
    region_code: str | None = None
