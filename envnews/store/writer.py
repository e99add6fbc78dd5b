"""The one writer of a database file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from envnews.model import Column, PortalInfo
    from envnews.store.changes import Change, Stored
    from envnews.store.runs import Outcome

RECHECK = (timedelta(hours=2), timedelta(days=1), timedelta(days=7), timedelta(days=30))


def utc_now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


class Writer:
    """Writes batches of changes and the rows of runs, from the thread that made it."""

    def __init__(
        self,
        path: Path | str,
        *,
        recheck: Sequence[timedelta] = RECHECK,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""

    def write(self, changes: Sequence[Change]) -> list[Stored | None]:
        """Store the changes in one transaction; return what became of each article, None for the rest."""
        raise NotImplementedError

    def open_run(self, command: str) -> int:
        """Open the row of a run and return its number."""
        raise NotImplementedError

    def open_portal_run(self, run: int, portal: PortalInfo, columns: Sequence[Column] = ()) -> int:
        """Describe the portal and its columns as they are now, open its part of the run."""
        raise NotImplementedError

    def close_portal_run(
        self, portal_run: int, outcome: Outcome, counters: Mapping[str, int], message: str = ""
    ) -> None:
        """Close a portal's part of a run."""
        raise NotImplementedError

    def close_run(self, run: int, exit_code: int) -> None:
        """Close the row of a run."""
        raise NotImplementedError
