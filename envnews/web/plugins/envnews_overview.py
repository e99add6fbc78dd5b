"""A Datasette plugin: the report of `envnews report`, made anew for each visit, at /-/overview."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils.asgi import Response

from envnews.model import CHINA_TIME
from envnews.web.figures import read_figures
from envnews.web.report import report_html
from envnews.web.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request


async def overview(datasette: Datasette, request: Request) -> Response:
    """Answer with the report of the first database, in Chinese, or in English with `?lang=en`."""
    language = request.args.get("lang") or "zh"
    figures = await datasette.get_database().execute_fn(read_figures)
    page = report_html(figures, datetime.now(CHINA_TIME), language if language in WORDS else "zh")
    return Response.html(page)


@hookimpl  # type: ignore[untyped-decorator]  # Datasette publishes no types
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Add the page."""
    return [(r"^/-/overview$", overview)]
