"""Portals that a dump leaves as they were published last: one portal in doubt need not hold up all the others.

Followers ask for change numbers greater than the last one they have seen, so what was held back cannot be published
later under its old number: it gets new ones, and is from then on a change like any other.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from envnews.dumps.publishing import history
from envnews.dumps.records.state import open_state
from envnews.errors import LockedError
from envnews.run.lock import database_lock
from envnews.store.articles.renumbering import changed_between, renumber
from envnews.store.file.database import connect
from envnews.store.writing.writer import Writer

if TYPE_CHECKING:
    from envnews.dumps.publishing.publish import PublishPlan
    from envnews.dumps.records.layout import Latest


def held_portals(plan: PublishPlan, previous: Latest | None) -> dict[str, int]:
    """Return the portals to hold back, each with the change number up to which it is published."""
    if previous is None:
        return dict.fromkeys(sorted(plan.held), 0)
    return {portal: previous.held.get(portal, previous.head_seq) for portal in sorted(plan.held)}


def give_out(plan: PublishPlan, previous: Latest | None) -> None:
    """Give new change numbers to what earlier dumps held back and this one does not.

    Where it comes to nothing afterwards, what has a new number is published by the next dump all the same.

    Raises:
        DataError: The database does not continue what was published.
        LockedError: Another process writes it.
    """
    freed = (
        {portal: seq for portal, seq in previous.held.items() if portal not in plan.held} if previous else {}
    )
    if previous is None or not freed:
        return
    head = previous.head_seq
    with open_state(plan.database, plan.scope) as state:
        history.check(plan, state, previous)
    with closing(connect(plan.database, readonly=True)) as connection:
        if not changed_between(connection, freed, head):
            return
    try:
        with database_lock(plan.database, plan.waiting), Writer(plan.database) as writer:
            writer.transact(lambda batch: renumber(batch, freed, head))
    except LockedError as error:
        what = f"what was held back of {', '.join(sorted(freed))} gets new change numbers"
        raise LockedError(f"not published: {what}, and {error}") from error
