"""What was published before in the same folder, and whether the database still tells the same history.

A database that was restored from a backup counts again from where the backup ended: followers would miss, or
mix up, what lies between. So the last published change must be found in the database as it was published.
"""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from envnews.dumps.records.layout import LATEST, Latest, parse_latest
from envnews.errors import DataError, LockedError, UsageError
from envnews.run.lock import database_lock
from envnews.store.file.database import connect
from envnews.store.file.dataset import Dataset, new_name, read_dataset
from envnews.store.writing.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.dumps.publishing.publish import PublishPlan
    from envnews.dumps.records.state import State


def last_published(plan: PublishPlan) -> Latest | None:
    """Return what the folder has published, None for a new folder.

    The database is given a name where it has none.

    Raises:
        DataError: The folder's `latest.json` is none.
        UsageError: The folder holds a dump of another scope.
    """
    latest = read_folder(plan)
    if dataset_of(plan.database) is None:
        _give_name(plan)
    return latest


def read_folder(plan: PublishPlan) -> Latest | None:
    """Return what the folder has published, None for a new one.

    Raises:
        DataError: The folder's `latest.json` is none.
        UsageError: The folder holds a dump of another scope.
    """
    latest = read_latest(plan.out)
    if latest and latest.scope != plan.scope.name:
        raise UsageError(
            f"{plan.out}: this folder holds the dump '{latest.scope}', not '{plan.scope.name}';"
            " give each its own folder"
        )
    return latest


def dataset_of(database: Path) -> Dataset | None:
    """Return the name of a database and its history, None where it was never given one."""
    with closing(connect(database, readonly=True)) as connection:
        return read_dataset(connection)


def _give_name(plan: PublishPlan) -> None:
    try:
        with database_lock(plan.database, plan.waiting):
            # Another dump may have named it while this one waited.
            if dataset_of(plan.database) is None:
                with Writer(plan.database) as writer:
                    writer.change_dataset(Dataset(new_name(), new_name()))
    except LockedError as error:
        raise LockedError(
            f"not published: the first dump of a database writes to the database, and {error}"
        ) from error


def read_latest(out: Path) -> Latest | None:
    """Return the folder's `latest.json`, None where there is none."""
    file = out / LATEST
    return parse_latest(file.read_bytes(), str(file)) if file.exists() else None


def describes_everything(plan: PublishPlan, previous: Latest | None) -> bool:
    """Return whether the last full dump describes all portals and agencies, as followers of changes need."""
    if previous is None:
        return False
    folder = (plan.out / previous.full.path).parent
    with closing(connect(plan.database, readonly=True)) as connection:
        portals = {row[0] for row in connection.execute("SELECT key FROM portals")}
        agencies = {row[0] for row in connection.execute("SELECT id FROM agencies")}
    if plan.scope.portals:
        portals &= set(plan.scope.portals)
    return portals <= _described(folder / "portals.json", "key") and agencies <= _described(
        folder / "agencies.json", "id"
    )


def _described(file: Path, name: str) -> set[str]:
    return {each[name] for each in json.loads(file.read_bytes())} if file.exists() else set()


def check(plan: PublishPlan, state: State, previous: Latest | None) -> None:
    """See that the database continues what the folder has published.

    Raises:
        DataError: It does not.
    """
    if previous is None:
        return
    remedy = "if that is meant, publish with --new-epoch: followers then load everything again"
    if (previous.dataset, previous.epoch) != (state.dataset.name, state.dataset.epoch):
        raise DataError(f"{plan.out}: this folder follows another database than {plan.database}; {remedy}")
    row = state.connection.execute(
        "SELECT at FROM source.changes WHERE seq = ?", (previous.head_seq,)
    ).fetchone()
    if previous.head_seq > state.head_seq or (row and row[0] != previous.as_of):
        raise DataError(
            f"{plan.database}: change {previous.head_seq}, which {plan.out / LATEST} has published, is not in the"
            f" database as it was, so it was restored from a backup; {remedy}"
        )
