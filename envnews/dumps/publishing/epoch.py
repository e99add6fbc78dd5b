"""A history that begins anew in a folder, for a database that no longer tells the one published there.

The database is changed only when nothing speaks against publishing: its new epoch makes every folder load anew. What
was published there as taken back by a person, and is not in the database, is noted in it first, or the next crawl would
bring it back. Mergers are made again: the text of one that was merged into what was taken back must not return either.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from envnews.dumps.publishing import doubts, history, takedowns
from envnews.dumps.publishing.holding import held_portals
from envnews.dumps.publishing.takedowns import Merger, Takedown
from envnews.dumps.records.state import open_state
from envnews.errors import DataError, LockedError
from envnews.run.lock import database_lock
from envnews.store.file.dataset import Dataset, new_name
from envnews.store.imports.incoming import put_portals
from envnews.store.imports.stubs import leads_to, put_merger, put_takedown
from envnews.store.writing.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.dumps.publishing.publish import PublishPlan
    from envnews.dumps.publishing.takedowns import Takedowns
    from envnews.store.writing.batch import Batch


def begin(plan: PublishPlan) -> None:
    """Begin the history anew.

    Raises:
        DataError: Something speaks against publishing, or the folder cannot say what was taken back.
        LockedError: Another process writes the database.
        UsageError: The folder holds a dump of another scope.
    """
    former = history.read_folder(plan)
    scope = replace(plan.scope, held=tuple(held_portals(plan, None).items()))
    taken_back = takedowns.taken_back(plan.out, former) if former else {}
    try:
        with database_lock(plan.database, plan.waiting):
            # Of what the crawl has left that this may have waited for.
            with open_state(plan.database, scope, unnamed=True) as state:
                doubts.objections(plan, state, None)
            with Writer(plan.database) as writer:
                dataset = history.dataset_of(plan.database)
                published = former.dataset if former else new_name()
                if former and taken_back:
                    portals = (plan.out / former.full.path).parent / "portals.json"
                    writer.transact(lambda batch: _remember(batch, taken_back, portals))
                writer.change_dataset(Dataset(dataset.name if dataset else published, new_name()))
    except LockedError as error:
        raise LockedError(f"not published: a new epoch writes to the database, and {error}") from error


def _remember(batch: Batch, taken_back: Takedowns, portals: Path) -> None:
    """Note the takedowns of articles that the database does not have, and all mergers."""
    described = {key for (key,) in batch.connection.execute("SELECT key FROM portals")}
    strange = {takedown.portal for takedown in taken_back.values()} - described
    if strange:
        try:
            listed = [each for each in json.loads(portals.read_bytes()) if each["key"] in strange]
            put_portals(batch, listed, frozenset(described))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"{portals}: it is damaged ({error}), so nobody can say whose the articles are that were taken back;"
                " publish into a new folder"
            ) from error
        described |= {each["key"] for each in listed}
    said = {article: each for article, each in sorted(taken_back.items()) if each.portal in described}
    for article, takedown in said.items():
        if isinstance(takedown, Takedown):
            put_takedown(batch, article, takedown.portal, takedown.reason)
    _merge_again(batch, {article: merger for article, merger in said.items() if isinstance(merger, Merger)})


def _merge_again(batch: Batch, mergers: dict[str, Merger]) -> None:
    """Merge articles into those that are stored, or are after another merger; what is merged into others is itself published.

    What others are merged into by now, the other way round, stays: it has the only text of them.
    """
    while ready := [article for article, merger in mergers.items() if _is_stored(batch, merger.into)]:
        for article in ready:
            merger = mergers.pop(article)
            if not leads_to(batch, merger.into, article):
                put_merger(batch, article, merger.portal, merger.into)


def _is_stored(batch: Batch, article: str) -> bool:
    return bool(batch.connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone())
