"""A Datasette plugin: fonts for Chinese; rows by themselves; meanings and facets that do not push rows off the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from datasette import hookimpl
from datasette.utils.asgi import Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from datasette.utils.asgi import Request

_STYLE: Final = """
body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; }
dl.column-descriptions { max-height: 9.5rem; overflow-y: auto; border: 1px solid #ccd; border-radius: 6px; padding: .4rem .8rem; }
table.rows-and-columns td { min-width: 5em; }
@media (max-width: 576px) { table.rows-and-columns td { overflow-wrap: anywhere; } }
@media (min-width: 577px) {
  table.rows-and-columns td[class*="headline"], table.rows-and-columns td.col-snippet { min-width: 14em; }
  table.rows-and-columns td[class*="_at "], table.rows-and-columns td[class*="_on "] { white-space: nowrap; }
}
table.fields { border-collapse: collapse; }
table.fields th, table.fields td { border-bottom: 1px solid #dde; padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; }
table.fields td { max-width: 60em; border-width: 0 0 1px; white-space: pre-wrap; overflow-wrap: anywhere; }
table.fields th { white-space: nowrap; font-weight: normal; color: #556; }
.facet-info ul { max-height: 12rem; overflow-y: auto; }
"""


async def style(request: Request) -> Response:
    """Answer with the style sheet."""
    return Response(_STYLE, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=3600"})


@hookimpl  # type: ignore[untyped-decorator]  # Datasette publishes no types
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Add the style sheet."""
    return [(r"^/-/envnews\.css$", style)]
