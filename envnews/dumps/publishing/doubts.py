"""Doubts about what is to be published: they stop it, or are recorded where an operator publishes all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.dumps.privacy.numbers import mask
from envnews.dumps.publishing import guard, history, takedowns
from envnews.errors import DataError

if TYPE_CHECKING:
    from envnews.dumps.publishing.publish import PublishPlan
    from envnews.dumps.records.layout import Latest
    from envnews.dumps.records.state import State


def objections(plan: PublishPlan, state: State, previous: Latest | None) -> tuple[str, ...]:
    """Return what speaks against publishing, where it is published all the same.

    Raises:
        DataError: Something does, and the plan does not say to publish all the same.
    """
    doubtful = tuple(map(mask, guard.objections(state, previous.head_seq if previous else 0)))
    undone: tuple[str, ...] = ()
    if plan.new_epoch and (former := history.read_latest(plan.out)):
        undone = tuple(takedowns.forgotten(state, takedowns.taken_back(plan.out, former)))
    reasons = doubtful + undone
    if reasons and not plan.force:
        # A portal that is left out comes back with the next dump, and what was taken back with it.
        waits = ", leave a portal as it was published last with --except PORTAL" if doubtful else ""
        raise DataError(
            f"{plan.database}: not published: {'; '.join(reasons)}. Mend it{waits}, or publish all with --force"
        )
    return reasons
