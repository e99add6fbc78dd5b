"""A Datasette plugin: headlines and ids in any table or answer lead to the stored article, with its whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from datasette import hookimpl
from datasette.utils.asgi import Response
from markupsafe import Markup

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

_NAMED_BY: Final = {
    "headline": "id",
    "headline_after": "id",
    "original_headline": "original_id",
    **{column: column for column in ("id", "original_id", "named_id")},
}
"""The column with the id of the article of which another column tells."""

_HEADLINES: Final = frozenset(("headline", "headline_after"))
"""Where none of them stands in a row, its id is that of an agency or of something else."""


async def article(datasette: Datasette, request: Request) -> Response:
    """Answer with the way to the article of an id, whose number in this file nobody need know."""
    database = datasette.get_database()
    found = await database.execute("SELECT number FROM articles WHERE id = ?", [request.url_vars["id"]])
    row = found.first()
    if row is None:
        return Response.text(f"{request.url_vars['id']}: there is no such article", status=404)
    return Response.redirect(datasette.urls.row(database.name, "articles", str(row["number"])))


@hookimpl  # type: ignore[untyped-decorator]  # Datasette publishes no types
def render_cell(row: sqlite3.Row | None, value: object, column: str, datasette: Datasette) -> Markup | None:
    """Return a cell as a link to the article that it tells of, None for any other."""
    named_by = _NAMED_BY.get(column)
    if row is None:
        return None
    columns = frozenset(row.keys())
    if not (value and named_by in columns and _HEADLINES & columns and row[named_by]):
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/-/article/{row[named_by]}"), value)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette publishes no types
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Add the addresses of articles."""
    return [(r"^/-/article/(?P<id>[\w-]+)$", article)]
