"""The database in a browser: Datasette on a read-only connection, with what it needs to explain itself.

Nothing is loaded from other hosts, and nothing can be written: Datasette opens the live file with `mode=ro`,
accepts single SELECTs alone, and ends each after three seconds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from envnews.store.schema import TABLES
from envnews.store.views.joined import VIEWS
from envnews.web.canned import QUESTIONS

if TYPE_CHECKING:
    from datasette.app import Datasette

SETTINGS: Final = {
    "sql_time_limit_ms": 3000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "facet_time_limit_ms": 1000,
    "allow_download": False,
    "allow_csv_stream": True,
    "allow_signed_tokens": False,
    "truncate_cells_html": 200,
}
_FACETS: Final = {
    "articles": ["portal", "source", "region", "status"],
    "v_articles": ["portal", "source", "region"],
    "quarantine": ["portal", "reason"],
    "portal_runs": ["portal", "outcome"],
}
_INTERNAL: Final = (
    "_sqlite_migrations",
    *("aliases", "counters", "dataset", "imported", "imports", "lists", "pages", "sketches", "story_keys"),
    *("article_search", "search_queue", "search_rows", "field_measures", "list_measures", "witness_measures"),
)
"""Tables that nobody asks questions of; their addresses work all the same."""

_SORTED: Final = {"articles": "published_at", "v_articles": "published_at", "changes": "seq"}


def metadata(database: str, *, sql: bool) -> dict[str, Any]:
    """Return Datasette's metadata: titles, meanings, facets, ready-made questions.

    Args:
        database: Name of the database in Datasette's addresses, its file's stem.
        sql: Whether visitors may write queries of their own.
    """
    from datasette.utils import tilde_encode

    return {
        "title": "envnews 生态环境新闻",
        "description_html": (
            "Articles of China's environment portals."
            ' <a href="/-/overview">总览</a> · <a href="/-/overview?lang=en">Overview</a> ·'
            ' <a href="/-/feeds">订阅 Feeds</a> ·'
            f' <a href="/{tilde_encode(database)}/search?q=水质&since=&until=&portal=&region=&topic=">全文检索 Search</a>'
        ),
        "allow_sql": sql,
        "extra_css_urls": ["/-/envnews.css"],
        "databases": {
            database: {
                "description": "The questions below are ready-made; every table and column is described.",
                "tables": _tables(),
                "queries": {
                    question.name: {
                        "title": question.title,
                        "description": question.description,
                        "sql": question.sql,
                        "hide_sql": True,
                    }
                    for question in QUESTIONS
                },
            }
        },
    }


def _tables() -> dict[str, dict[str, Any]]:
    """Return what Datasette is told of each table and view."""
    tables: dict[str, dict[str, Any]] = {
        table.name: {
            "description": table.purpose,
            "columns": dict(table.columns),
            "facets": _FACETS.get(table.name, []),
        }
        for table in TABLES
    }
    tables |= {
        view.name: {"description": view.purpose, "facets": _FACETS.get(view.name, [])} for view in VIEWS
    }
    for name in _INTERNAL:
        tables.setdefault(name, {})["hidden"] = True
    for name, column in _SORTED.items():
        tables[name]["sort_desc"] = column
    return tables


def make_site(path: Path, *, immutable: bool = False, sql: bool = True) -> Datasette:
    """Return the site of a database, to be run by an ASGI server.

    Args:
        path: The database.
        immutable: Whether it is a published snapshot that nobody writes: faster, and wrong for a live file.
        sql: Whether visitors may write queries of their own.
    """
    from datasette.app import Datasette

    name = str(path.resolve())
    return Datasette(
        [] if immutable else [name],
        immutables=[name] if immutable else [],
        metadata=metadata(path.stem, sql=sql),
        settings=SETTINGS,
        plugins_dir=str(Path(__file__).parent / "plugins"),
        template_dir=str(Path(__file__).parent / "templates"),
        pdb=False,
    )
