"""Names of portals, regions and topics that people type: a filter by one that nobody knows would find nothing, silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.errors import UsageError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_PORTALS = "SELECT key FROM portals"
_TOPICS = "SELECT code FROM topics UNION SELECT name FROM topics"
_TOPIC = "SELECT code FROM topics WHERE ? IN (code, name)"
_REGIONS = """
SELECT code FROM regions UNION SELECT iso FROM regions UNION SELECT substr(iso, 4) FROM regions
UNION SELECT name FROM regions UNION SELECT short FROM regions
"""
_PROVINCE = "SELECT iso FROM regions WHERE iso IS NOT NULL AND ? IN (code, iso, substr(iso, 4), name, short)"


def check_names(
    connection: sqlite3.Connection,
    *,
    portals: Sequence[str] = (),
    regions: Sequence[str] = (),
    topics: Sequence[str] = (),
) -> None:
    """Refuse names that the database does not know.

    Raises:
        UsageError: There is one; the message says where those that there are stand.
    """
    for wanted, known, what, where in (
        (portals, _PORTALS, "portal", "`envnews status` lists those it does"),
        (regions, _REGIONS, "region", "write CN-ZJ, ZJ, 330000, 浙江 or 杭州"),
        (topics, _TOPICS, "topic", "the table topics lists those it does, such as water"),
    ):
        if wanted:
            names = {name for (name,) in connection.execute(known)}
            if unknown := [name for name in wanted if name not in names]:
                raise UsageError(f"the database knows no {what} {', '.join(unknown)}; {where}")


def province_code(connection: sqlite3.Connection, name: str) -> str:
    """Return the ISO 3166-2:CN code of a province that is called by a code or name.

    Raises:
        UsageError: It is none.
    """
    return _code(connection, _PROVINCE, name, "province; write CN-ZJ, ZJ, 330000 or 浙江")


def topic_code(connection: sqlite3.Connection, name: str) -> str:
    """Return the code of a topic that is called by its code or name.

    Raises:
        UsageError: It is none.
    """
    return _code(connection, _TOPIC, name, "topic; the table topics lists them, such as water")


def _code(connection: sqlite3.Connection, sql: str, name: str, what: str) -> str:
    found = connection.execute(sql, (name,)).fetchone()
    if found is None:
        raise UsageError(f"{name} is no {what}")
    return str(found[0])
