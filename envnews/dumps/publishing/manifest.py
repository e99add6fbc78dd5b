"""The papers of a full dump: Frictionless data package, SHA256SUMS, RIGHTS.md, portals and agencies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.formats.files import FileFacts, write_file
from envnews.dumps.formats.jsonlines import in_line_order
from envnews.dumps.formats.table import table_fields
from envnews.dumps.records.describe import table_schema
from envnews.dumps.records.layout import MANIFEST, VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from envnews.dumps.records.describe import Json
    from envnews.dumps.records.state import State

RIGHTS: Final = """\
# Rights

What stands in this dump was published by others, on the portals that `portals.json` names. envnews has made
records of it; that gives nobody a right to the texts.

| `rights` of a record | what it says | what this dump holds |
| --- | --- | --- |
| `official_document` | a public authority publishes its own documents and news | {official} |
| `media` | a company's editorial work, and reprints | {media} |

`body_scope` says of each record whether `body` is `full`, an `excerpt` or `none`.

- Article 5 of China's Copyright Law (著作权法) leaves official documents and mere facts unprotected; reports,
  commentaries and photographs are works, on an official portal too. Look at `source` and `author` before you reprint.
- Keep the link (`canonical_url`) and the 来源 (`source`) with everything you show.
- Pictures are linked, not contained. Ask before you show them elsewhere.
- Numbers of identity cards and mobile phones are masked with asterisks. Articles name persons nevertheless: the
  Personal Information Protection Law (个人信息保护法, articles 13 and 27) lets you handle what is lawfully public
  within reasonable bounds, and no longer once the person objects.

## Withdrawals

What is withdrawn is in no dump made afterwards. `tombstones.jsonl.gz` and the change files name it by `id`, with
`withdrawn_reason`: delete it from your site when you read it there, and from your caches and search index too.
Who wants something taken down asks the publisher of this dump; who publishes runs
`envnews withdraw URL --reason privacy`, then `envnews dump` and `envnews dump purge`.
"""

_CONTENTS: Final = {
    "by_rights": ("whole texts", "headline, date, source, link and an excerpt of 200 characters"),
    "full": ("whole texts", "whole texts, for those who have a licence"),
    "none": ("headline, date, source and link", "headline, date, source and link"),
}

_MEDIA_TYPES: Final = {
    ".jsonl.gz": ("ndjson", "application/x-ndjson"),
    ".csv": ("csv", "text/csv"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    ".sqlite.gz": ("sqlite", "application/vnd.sqlite3"),
    ".json": ("json", "application/json"),
    ".md": ("md", "text/markdown"),
}


def write_portals(state: State, folder: Path) -> FileFacts:
    """Write the portals with their columns into `portals.json`."""
    connection = state.connection
    keys = [row[0] for row in connection.execute("SELECT key FROM source.portals ORDER BY key")]
    portals = []
    for key in (key for key in keys if not state.scope.portals or key in state.scope.portals):
        (portal,) = _objects(connection.execute("SELECT * FROM source.portals WHERE key = ?", (key,)))
        columns = connection.execute(
            "SELECT name, url FROM source.columns WHERE portal = ? ORDER BY name", (key,)
        ).fetchall()
        portal["hosts"] = json.loads(portal["hosts"])
        portals.append(portal | {"columns": [{"name": name, "url": url} for name, url in columns]})
    return write_file(folder / "portals.json", json_bytes(portals))


def write_agencies(state: State, folder: Path) -> FileFacts:
    """Write the agencies to which `source_agency` refers into `agencies.json`."""
    cursor = state.connection.execute("SELECT * FROM source.agencies ORDER BY id")
    return write_file(folder / "agencies.json", json_bytes(list(_objects(cursor))))


def _objects(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def write_rights(state: State, folder: Path) -> FileFacts:
    """Write RIGHTS.md."""
    official, media = _CONTENTS[state.scope.text]
    return write_file(folder / "RIGHTS.md", RIGHTS.format(official=official, media=media).encode())


def write_manifest(
    state: State, folder: Path, files: Sequence[FileFacts], forced: Sequence[str]
) -> FileFacts:
    """Write `datapackage.json` and SHA256SUMS for the files of a full dump; return the facts of the former."""
    package: Json = {
        "profile": "data-package",
        "name": "envnews",
        "title": "Articles of China's environment portals",
        "version": VERSION,
        "created": state.as_of,
        "dataset": state.dataset.name,
        "epoch": state.dataset.epoch,
        "scope": state.scope.name,
        "seq": state.head_seq,
        "masked": state.masked,
        "forced": list(forced),
        "held": dict(state.scope.held),
        "licenses": [{"name": "other-closed", "path": "RIGHTS.md", "title": "See RIGHTS.md"}],
        "resources": [_resource(state, file) for file in files],
    }
    manifest = write_file(folder / MANIFEST, json_bytes(package))
    sums = sorted((file.name, file.sha256) for file in (*files, manifest))
    write_file(folder / "SHA256SUMS", "".join(f"{sha256}  {name}\n" for name, sha256 in sums).encode())
    return manifest


def _resource(state: State, file: FileFacts) -> Json:
    form, media_type = next(kind for end, kind in _MEDIA_TYPES.items() if file.name.endswith(end))
    resource: Json = {
        "name": file.name.partition(".")[0].lower() + ("-" + form if form != "ndjson" else ""),
        "path": file.name,
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if form in {"ndjson", "csv"}:
        resource["rows"] = file.rows
    else:
        # Validators count the rows of these two their own way, or not at all.
        resource |= {"type": "file", "records": file.rows}
    if file.name.endswith(".gz"):
        resource["compression"] = "gz"
    if file.name.startswith("articles") and form in {"ndjson", "csv"}:
        fields = table_fields(state) if form == "csv" else in_line_order(state.fields)
        resource |= {"profile": "tabular-data-resource", "schema": table_schema(fields, flat=form == "csv")}
    return resource


def json_bytes(value: object) -> bytes:
    """Return readable JSON as UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
