"""Which part of a database a dump holds: portals, period, and how much of the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from envnews.errors import UsageError
from envnews.store.articles.takedown import taken_down_sql

if TYPE_CHECKING:
    from datetime import date

EXCERPT: Final = 200
"""Characters of a body that an excerpt holds, the ellipsis included."""

_CUT_OFF: Final = "0123456789０１２３４５６７８９Xx -.－\u00a0\u3000\u200b\u2010\u2011\u2012\u2013\u2014"
"""What no excerpt ends with: half a number of a person would not be found and masked."""

FREE: Final = "official_document"
"""The right under which whole texts are published without a licence; see RIGHTS.md."""


class Text(StrEnum):
    """How much of the texts is published."""

    BY_RIGHTS = "by_rights"
    """The whole text of official documents, an excerpt of everything else."""
    FULL = "full"
    NONE = "none"
    """Headline, date, source and the like; no text."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is published.

    Attributes:
        text: How much of the texts.
        portals: Keys of the portals; empty for all.
        since: Local date of publication from which on; undated articles count by the day of their first
            fetch. None for all.
        held: Portals of which nothing is published that changed after a change number, but for what a person has
            taken back. It is no part of the name: what is held back is published later.
    """

    text: Text = Text.BY_RIGHTS
    portals: tuple[str, ...] = ()
    since: date | None = None
    held: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        for portal in (*self.portals, *dict(self.held)):
            if not re.fullmatch(r"[A-Za-z0-9_-]+", portal):
                raise UsageError(f"{portal!r} is no key of a portal; `envnews portals` lists them")

    @property
    def name(self) -> str:
        """The scope in one line, by which followers tell dumps of one dataset apart.

        >>> from datetime import date
        >>> Scope(portals=("mee", "bj-sthjj"), since=date(2022, 1, 1)).name
        'text=by_rights portals=bj-sthjj,mee since=2022-01-01'
        """
        parts = [f"text={self.text}"]
        if self.portals:
            parts.append("portals=" + ",".join(sorted(set(self.portals))))
        if self.since:
            parts.append(f"since={self.since.isoformat()}")
        return " ".join(parts)

    def condition(self, table: str) -> str:
        """Return the SQL condition for those rows of `table`, articles, that are in scope."""
        parts = [self.not_held(table)]
        if self.portals:
            keys = ", ".join(f"'{portal}'" for portal in self.portals)
            parts.append(f"{table}.portal IN ({keys})")
        if self.since:
            day = f"coalesce({table}.published_on, substr({table}.first_seen_at, 1, 10))"
            parts.append(f"{day} >= '{self.since.isoformat()}'")
        return " AND ".join(parts)

    def not_held(self, table: str) -> str:
        """Return the SQL condition for those rows of `table`, articles, that are not held back."""
        if not self.held:
            return "TRUE"
        held = " OR ".join(
            f"{table}.portal = '{portal}' AND {table}.seq > {seq:d}" for portal, seq in self.held
        )
        return f"({taken_down_sql(table)} OR NOT ({held}))"

    def expressions(self, table: str) -> dict[str, str]:
        """Return by field the SQL expression that cuts the texts of `table`, articles; the rest stays as it is.

        What a database has itself from a dump is never published as more than it is.
        """
        if self.text is Text.FULL:
            return {}
        body, scope = f"{table}.body", f"{table}.body_scope"
        if self.text is Text.NONE:
            witnesses = (
                f"(SELECT json_group_array(json(value)) FROM json_each({table}.witnesses)"  # noqa: S608 - a word of ours
                " WHERE value ->> 'field' NOT IN ('body', 'body_html', 'lead'))"
            )
            return {
                "body": "''",
                "body_html": "''",
                "body_scope": "'none'",
                "lead": "NULL",
                "tables": "'[]'",
            } | {"witnesses": witnesses}
        cut = f"{table}.rights <> '{FREE}' OR {scope} <> 'full'"
        begun = f"rtrim(substr({body}, 1, {EXCERPT - 1:d}), '{_CUT_OFF}')"
        excerpt = f"CASE WHEN length({body}) > {EXCERPT:d} THEN {begun} || '…' ELSE {body} END"
        return {
            "body": f"CASE WHEN {cut} THEN {excerpt} ELSE {body} END",
            "body_html": f"CASE WHEN {cut} THEN '' ELSE {table}.body_html END",
            "body_scope": f"CASE WHEN {scope} <> 'full' THEN {scope} WHEN {cut} THEN 'excerpt' ELSE 'full' END",
            "tables": f"CASE WHEN {cut} THEN '[]' ELSE {table}.tables END",
        }


EVERYTHING: Final = Scope()
"""All portals and all times, texts by rights."""
