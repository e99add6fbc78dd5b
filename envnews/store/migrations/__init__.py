"""The schema, as numbered steps that are only ever added to.

A database remembers its step in `user_version`; all missing steps are taken in one transaction, so a file
is of the old version or of the new one. A step that has shipped is never edited. Views carry no data:
they are made anew after every step (`envnews.store.views.joined`), so a changed view needs a step, be it empty; so does a
changed vocabulary.
Meanings of tables and columns stand in `envnews.store.schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.store.file.database import APPLICATION_ID, VERSION, immediate
from envnews.store.migrations.alarms import ALARMS
from envnews.store.migrations.classes import CLASSES, fill_vocabularies
from envnews.store.migrations.dumps import DUMPS
from envnews.store.migrations.first import FIRST_SCHEMA
from envnews.store.migrations.measures import MEASURES
from envnews.store.migrations.search import SEARCH
from envnews.store.migrations.staying import STAYING
from envnews.store.migrations.steps import Steps
from envnews.store.migrations.stories import STORIES
from envnews.store.migrations.withdrawals import WITHDRAWALS
from envnews.store.search.index import rebuild_index
from envnews.store.views.joined import VIEWS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

STEPS = Steps("envnews")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the present version, in one transaction.

    The transaction is immediate, so of two processes that open a new file one waits for the other.
    """
    with immediate(connection):
        STEPS.take(connection)
        for view in VIEWS:
            connection.execute(f"DROP VIEW IF EXISTS {view.name}")
            connection.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        fill_vocabularies(connection)
        connection.execute(f"PRAGMA user_version = {VERSION:d}")


def _run(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    # Not `executescript`, which would commit the transaction around all steps.
    for statement in statements:
        connection.execute(statement)


@STEPS("0001_first_schema")
def first_schema(connection: sqlite3.Connection) -> None:
    """Portals, articles with revisions and aliases, page states, quarantine, runs."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    _run(connection, FIRST_SCHEMA.split(";\n"))


@STEPS("0002_withdrawals")
def withdrawals(connection: sqlite3.Connection) -> None:
    """Articles that left their site, and how long a portal asked to be left alone."""
    _run(connection, WITHDRAWALS.split(";\n"))


@STEPS("0003_dumps")
def dumps(connection: sqlite3.Connection) -> None:
    """Names for followers of dumps, what was imported from where, saved searches for feeds."""
    _run(connection, DUMPS.split(";\n"))


@STEPS("0004_stories")
def stories(connection: sqlite3.Connection) -> None:
    """Stories of reprints. Articles stored before are alone in theirs until they are indexed anew."""
    _run(connection, STORIES.split(";\n"))


@STEPS("0005_search")
def search(connection: sqlite3.Connection) -> None:
    """Full-text search. Articles stored before are queued; the next batch that is written indexes them."""
    _run(connection, SEARCH)


@STEPS("0006_measures")
def measures(connection: sqlite3.Connection) -> None:
    """What runs are measured by: fields and lists, by portal."""
    _run(connection, MEASURES.split(";\n"))


@STEPS("0007_agencies_regions_topics")
def classes(connection: sqlite3.Connection) -> None:
    """Agencies, regions and topics. Articles stored before get theirs by `envnews reindex`."""
    _run(connection, CLASSES.split(";\n"))


@STEPS("0008_views_for_analysts")
def views_for_analysts(_connection: sqlite3.Connection) -> None:
    """Views of topics, first publishers, freshness, filled fields and unknown sources."""


@STEPS("0009_rows_of_search")
def rows_of_search(connection: sqlite3.Connection) -> None:
    """More row numbers a day in the search index, which is made anew. Stories are by `envnews reindex`."""
    rebuild_index(connection)


@STEPS("0010_keys_of_sketches")
def keys_of_sketches(connection: sqlite3.Connection) -> None:
    """The keys of an article beside its sketch. Stories of articles stored before are by `envnews reindex`."""
    connection.execute("ALTER TABLE sketches ADD COLUMN keys BLOB NOT NULL DEFAULT x''")


@STEPS("0011_views_without_count_star")
def views_without_count_star(_connection: sqlite3.Connection) -> None:
    """Views that DuckDB reads through its SQLite extension."""


@STEPS("0012_alarms_and_totals")
def alarms_and_totals(connection: sqlite3.Connection) -> None:
    """What operators were told, why a portal is in trouble, unverified hosts, what lists state they hold."""
    _run(connection, ALARMS.split(";\n"))


@STEPS("0013_what_lists_gave")
def what_lists_gave(connection: sqlite3.Connection) -> None:
    """What each list gave of what it states."""
    connection.execute("ALTER TABLE lists ADD COLUMN named INTEGER")
    connection.execute("ALTER TABLE lists ADD COLUMN listed INTEGER")


@STEPS("0014_what_stays_of_erased_stories")
def what_stays_of_erased_stories(connection: sqlite3.Connection) -> None:
    """Which reprints of an erased article stay. Of what was erased before, nobody knows."""
    _run(connection, STAYING.split(";\n"))


@STEPS("0015_what_leads_elsewhere")
def what_leads_elsewhere(connection: sqlite3.Connection) -> None:
    """Rows of lists that lead to other sites; what is in quarantine is found without its pages being read."""
    connection.execute("ALTER TABLE list_measures ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0")
    connection.execute(
        "CREATE INDEX quarantine_open ON quarantine (portal, reason, first_at) WHERE resolved_at IS NULL"
    )


@STEPS("0016_articles_counted_by_portal")
def articles_counted_by_portal(connection: sqlite3.Connection) -> None:
    """What is told of a portal's articles is read from an index; it took each row, in the order of a hash.

    `status` stands behind the texts, so a row cost all of its pages.
    """
    connection.execute("CREATE INDEX articles_by_portal ON articles (portal, published_on, status, columns)")


@STEPS("0017_when_articles_were_found")
def when_articles_were_found(connection: sqlite3.Connection) -> None:
    """When a portal's last article was found is read from an index; what gave its article is out of quarantine.

    A page that failed in between had stayed in quarantine for good.
    """
    connection.execute("CREATE INDEX articles_by_finding ON articles (portal, status, first_seen_at)")
    connection.execute("""
        UPDATE quarantine SET resolved_at = pages.fetched_at FROM pages
        WHERE pages.article_id = quarantine.article_id AND pages.state = 'stored' AND resolved_at IS NULL
    """)


@STEPS("0018_what_is_merged_into_an_article")
def what_is_merged_into_an_article(connection: sqlite3.Connection) -> None:
    """What is merged into an article is found without all articles being read, as each that is removed asks."""
    connection.execute(
        "CREATE INDEX articles_by_target ON articles (merged_into) WHERE merged_into IS NOT NULL"
    )
