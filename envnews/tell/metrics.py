"""Metrics of an installation in Prometheus's text format, for node_exporter's textfile collector.

See https://prometheus.io/docs/instrumenting/exposition_formats/. The file is replaced in one step, since it is
read at any moment; it carries no timestamps, and no addresses as labels.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from envnews.health.status import PortalStatus

_HELP: Final[Mapping[str, str]] = {
    "envnews_run_exit_code": "Exit code of the last crawl.",
    "envnews_run_duration_seconds": "Duration of the last crawl.",
    "envnews_db_bytes": "Size of the database.",
    "envnews_wal_bytes": "Size of its write-ahead log.",
    "envnews_source_last_success_timestamp_seconds": "Start of the portal's last run that went well.",
    "envnews_source_status": "1 for the outcome of the portal's last run.",
    "envnews_source_articles": "Articles stored.",
    "envnews_source_new_articles": "New articles of the last crawl.",
    "envnews_source_unfinished_pages": "Pages that wait or have failed.",
    "envnews_source_field_fill_ratio": "Share of pages that gave a field, in the last run that read any.",
}

Sample = tuple[str, dict[str, str], float]


def write_metrics(path: Path, samples: Sequence[Sample]) -> None:
    """Replace the file with these samples: a name, its labels, its value.

    Raises:
        OSError: It cannot be written; the old file stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(_lines(samples))
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)  # node_exporter is another user
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def samples_of(
    database: Path, portals: Sequence[PortalStatus], new: Mapping[str, int], *, code: int, seconds: float
) -> Iterator[Sample]:
    """Yield the samples of an installation after a crawl."""
    yield "envnews_run_exit_code", {}, code
    yield "envnews_run_duration_seconds", {}, round(seconds, 3)
    for name, file in (("envnews_db_bytes", database), ("envnews_wal_bytes", Path(f"{database}-wal"))):
        yield name, {}, file.stat().st_size if file.exists() else 0
    for portal in portals:
        label = {"portal": portal.portal}
        if portal.last_good_at:
            then = datetime.fromisoformat(portal.last_good_at).timestamp()
            yield "envnews_source_last_success_timestamp_seconds", label, then
        if portal.outcome:
            yield "envnews_source_status", {**label, "status": str(portal.outcome)}, 1
        yield "envnews_source_articles", label, portal.articles
        yield "envnews_source_new_articles", label, new.get(portal.portal, 0)
        yield "envnews_source_unfinished_pages", label, portal.unfinished
        for field, ratio in portal.fill.items():
            yield "envnews_source_field_fill_ratio", {**label, "field": field}, ratio


def _lines(samples: Sequence[Sample]) -> Iterator[str]:
    for name, text in _HELP.items():
        own = [sample for sample in samples if sample[0] == name]
        if own:
            yield f"# HELP {name} {text}\n# TYPE {name} gauge\n"
        for _, labels, value in own:
            stated = ",".join(f'{label}="{_escaped(content)}"' for label, content in labels.items())
            yield f"{name}{{{stated}}} {value:.15g}\n" if stated else f"{name} {value:.15g}\n"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
