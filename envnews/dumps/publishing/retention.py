"""Which old files of a folder of dumps may go: those that no reader can still be on the way to.

The newest full dumps are kept, and any that was the newest an hour ago; change files for ninety days after
their publication. The times are those at which the files were written here.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from envnews.dumps.records.layout import CHANGES, FULL, MANIFEST, Latest

if TYPE_CHECKING:
    from pathlib import Path

CHANGES_KEPT: Final = 90 * 24 * 3600
"""Seconds for which change files are kept at least."""
FULL_KEPT: Final = 3600
"""Seconds for which a full dump is kept after another one has taken its place."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What `latest.json` is to say, and what may be removed once it says so."""

    latest: Latest
    superfluous: tuple[Path, ...]

    def remove(self) -> None:
        """Remove what is superfluous."""
        for path in self.superfluous:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def clean(out: Path, latest: Latest, keep: int) -> Kept:
    """Decide what stays; change files that the newest full dump does not make superfluous always do."""
    now = time.time()
    changes = list(latest.changes)
    while changes and changes[0].last <= latest.full.seq:
        file = out / changes[0].path
        if file.exists() and file.stat().st_mtime > now - CHANGES_KEPT:
            break
        changes.pop(0)
    named = {out / file.path for file in changes}
    old = [path for path in _entries(out / CHANGES) if path not in named]
    fulls = sorted(_entries(out / FULL), key=_written, reverse=True)
    current = (out / latest.full.path).parent
    fulls = [current, *(path for path in fulls if path != current)]
    # A full dump is superseded when the next newer one is written.
    old += [path for newer, path in pairwise(fulls)
            if path not in fulls[:keep] and _written(newer) < now - FULL_KEPT]  # fmt: skip
    return Kept(replace(latest, changes=tuple(changes)), tuple(old))


def _entries(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.exists() else []


def _written(full: Path) -> float:
    manifest = full / MANIFEST
    return manifest.stat().st_mtime if manifest.exists() else 0.0
