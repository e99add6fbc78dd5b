"""One answer of a replica site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer: bytes in the site's own charset; `modified` is None where the site sends no validators."""

    body: bytes
    content_type: str
    status: int = 200
    modified: datetime | None = None
