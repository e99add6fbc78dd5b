"""The base of all portals: reads their lists as far as there is news, fetches what is new or due.

What is known comes from the `Frontier`, what is found goes to the pipelines as changes and article items;
this class holds the crawl between the two. The stop rule stands in `discovery`, reading list pages in the
families, what went wrong in `troubles`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest

from envnews import clock
from envnews.extract import extract
from envnews.extract.sample import with_sample
from envnews.logs import printable
from envnews.model import Column, ListEntry, ListPage, ListRequest, Page, holds_page
from envnews.net.challenge import recognise
from envnews.net.guard import RefusedRequestError
from envnews.net.hostmap import HostMap
from envnews.net.replicas import spare_replicas
from envnews.net.restraint import NotAskedError
from envnews.net.robots import RobotsUnreadableError
from envnews.normalize import host_of
from envnews.pipelines.items import ArticleItem
from envnews.spiders.agenda import Agenda
from envnews.spiders.changes import column_completed, leads_elsewhere, list_checked
from envnews.spiders.declared import DeclaredPortal
from envnews.spiders.discovery import ColumnWalk, Stop
from envnews.spiders.pages import as_it_stands, conditional, page_of, validators_of
from envnews.spiders.period import Period
from envnews.spiders.report import Report
from envnews.spiders.troubles import leads_astray, of_article, of_exception, of_status
from envnews.store.changes import (
    Change,
    FetchFailed,
    NotModified,
    Quarantined,
)
from envnews.store.crawl.frontier import NO_VALIDATORS, Frontier, Validators
from envnews.store.crawl.runs import Outcome

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from envnews.spiders.identity import Document

Output = Iterator[Request | Change | ArticleItem]

_SILENCE = 5
"""Requests in a row without any HTTP answer after which a portal is left alone for this run."""


class PortalSpider(DeclaredPortal, Spider):
    """A portal that crawls itself; see `DeclaredPortal` for what a portal declares.

    Attributes:
        frontier: What earlier runs know; given by the session before the crawl starts.
        portal_run: Number of the portal's row of the run, where a runner has opened it.
        report: Counters, and what went wrong.
    """

    frontier: Frontier
    portal_run: int | None = None

    def __init__(self, name: str | None = None, **kwargs: object) -> None:
        super().__init__(name, **kwargs)
        self.report = Report(self.name, needs_javascript=self.needs_javascript)
        self._agenda = Agenda()
        self._silence = 0

    @property
    def reads_lists(self) -> bool:
        """Whether a column is not yet read as far as it should."""
        return self._agenda.reads_lists

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Take the delays off where replicas stand in for the site."""
        super().update_settings(settings)
        mapped = HostMap.from_settings(settings).addresses
        spare_replicas(settings, [host for host in (*mapped, *cls.hosts) if host in cls.reachable_hosts])

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first page of each column, what earlier runs left undone, and what is due again."""
        self._period = Period.from_settings(self.settings)
        for column in self.column_list():
            yield self._first_list(column)
        # Where a host has been added to the portal, what led to it is read now.
        moved = [page for page, there in self.frontier.led_elsewhere(self.name) if self._reaches(there)]
        due = [] if self.settings.getbool("ENVNEWS_FULL") else self.frontier.due(self.name, clock.now())
        for page in (*self.frontier.unfinished(self.name), *moved, *due):
            # Meanwhile a list may have named it, or it is both undone and due.
            if self._period.holds(page.listed) and self._agenda.request(page.article_id, page.columns):
                yield self._article(self.document(page.url), page.listed, page.validators)

    # Lists

    def _first_list(self, column: Column) -> Request:
        full = self.settings.getbool("ENVNEWS_FULL")
        completed_at = self.frontier.completed_at(self.name, column.name)
        walk = ColumnWalk(column, completed_at, self.settings.getint("ENVNEWS_MAX_PAGES"), full)
        self._agenda.read(walk)
        if completed_at is not None and not full:
            walk.validators = self.frontier.list_validators(self.name, column.url) or NO_VALIDATORS
        return self._list(walk, ListRequest(column.url), conditional(walk.validators))

    def _list(self, walk: ColumnWalk, asked: ListRequest, headers: dict[str, str] | None = None) -> Request:
        walk.asked = asked
        if asked.method == "POST":
            headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        return Request(
            asked.url,
            method=asked.method,
            body=asked.body,
            headers=headers,
            meta=as_it_stands(asked.url),
            callback=self.parse_list,
            errback=self.list_failed,
            cb_kwargs={"walk": walk},
        )

    def parse_list(self, response: Response, walk: ColumnWalk) -> Output:
        """Read one page of a column: its documents, the next page, or the reason to stop."""
        page = self._page(response, walk.column.name)
        if page.status == 304:
            walk.stopped = Stop.KNOWN
            self.report.count("lists")
            self.report.count("lists_unchanged")
            yield list_checked(self.name, page, walk, {})
            yield from self._complete()
        elif page.status == 404 and (instead := walk.instead()):
            yield self._list(walk, instead)
        elif page.status == 404 and walk.asked and walk.asked.guess:
            walk.stopped = Stop.END
            yield from self._complete()
        elif not holds_page(page.status):
            outcome, message = of_status(page.status)
            self.report.trouble(outcome, page.url, message, walk.column.name)
            walk.fail()
        else:
            yield from self._take_list(page, walk)

    def _take_list(self, page: Page, walk: ColumnWalk, listing: ListPage | None = None) -> Output:
        listing = listing or self.read_list(page, walk.column)
        if walk.pages == 0:
            walk.validators = validators_of(page)
        documents: dict[str, tuple[Document, ListEntry]] = {}
        for entry in listing.entries:
            document = self.document(entry.url)
            documents.setdefault(document.id, (document, entry))
        known = self.frontier.known(self.name, documents.keys())
        self.report.count("lists")
        self.report.note_list(listing, page, walk)
        named, past = tuple(documents), self._period.is_past(listing.entries)
        documents = {key: found for key, found in documents.items() if self._period.holds(found[1])}
        self.report.count("skipped", len(named) - len(documents))
        walk.skipped |= len(documents) < len(named)
        yield list_checked(self.name, page, walk, documents, named=len(named), listing=listing)
        following = walk.take(named, known, listing.next, past=past)
        for document, entry in documents.values():
            if self._agenda.list_in(walk, document.id, entry, known.get(document.id)):
                yield self._article(document, entry)
        if following:
            yield self._list(walk, following)
        else:
            self.report.note_stop(listing, page, walk)
            yield from self._complete()

    def list_failed(self, failure: Failure) -> Output:
        """Record that a list page could not be fetched; the other columns go on."""
        request: Request = failure.request  # type: ignore[attr-defined]
        walk: ColumnWalk = request.cb_kwargs["walk"]
        walk.fail()
        if isinstance(failure.value, NotAskedError):  # told once, for the whole portal
            return
        outcome, message = of_exception(failure.value)
        self.report.trouble(outcome, request.url, message, walk.column.name)
        self._hear_silence(failure.value)
        yield from ()

    def _complete(self) -> Iterator[Change]:
        """Mark the columns that are now read and settled; the next run stops at what they named."""
        for walk in self._agenda.completed():
            yield column_completed(self.name, walk)

    # Articles

    def _article(
        self, document: Document, listed: ListEntry | None, validators: Validators | None = None
    ) -> Request:
        return Request(
            document.url,
            headers=conditional(validators),
            meta=as_it_stands(document.url),
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"document": document, "listed": listed},
        )

    def parse_article(self, response: Response, document: Document, listed: ListEntry | None) -> Output:
        """Extract one article page; a redirect does not change which document it is."""
        page = self._page(response, None)
        fetched_at = page.fetched_at or clock.now()
        if page.status == 304:
            self.report.count("not_modified")
            yield NotModified(self.name, document.id, fetched_at)
        elif not holds_page(page.status):
            error = f"HTTP status {page.status}"
            self.report.note_failure(page.url, error, gone=page.status in {404, 410})
            yield FetchFailed(self.name, document.id, document.url, page.status, error, fetched_at)
        else:
            self.report.count("articles")
            yield ArticleItem(
                page=page,
                extraction=with_sample(page, extract(page, self.article_rules)),
                portal=self.info(),
                url=document.canonical_url,
                columns=self._agenda.columns_of(document.id),
                document_id=document.number,
                listed=self._agenda.row_of(document.id, listed),
                validators=validators_of(page),
            )
        yield from self._settle(document)

    def article_failed(self, failure: Failure) -> Output:
        """Record that an article page could not be fetched; it stays pending for the next run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        document: Document = request.cb_kwargs["document"]
        if isinstance(
            failure.value, NotAskedError
        ):  # told once, for the whole portal; the page stays pending
            return
        if elsewhere := self._elsewhere(failure, document):
            yield elsewhere
            yield from self._settle(document)
            return
        outcome, message = of_article(failure.value)
        astray = leads_astray(failure.value)
        if isinstance(failure.value, RobotsUnreadableError) and not astray:
            self.report.trouble(outcome, request.url, message)  # the page was not asked for and stays pending
            yield from self._settle(document)
            return
        self.report.count("failed")
        self.report.trouble(outcome, document.url if astray else request.url, message)
        error = printable(f"{outcome}: {message}")  # an address in it may have a password
        yield FetchFailed(self.name, document.id, document.url, None, error, clock.now())
        yield from self._settle(document)
        self._hear_silence(failure.value)

    def _elsewhere(self, failure: Failure, document: Document) -> Quarantined | None:
        """Return that a document leads to another site, as editors have some do; None where its fetch has failed."""
        there: str = failure.request.url  # type: ignore[attr-defined]
        if not leads_astray(failure.value) or self._reaches(there):
            return None
        self.report.note_elsewhere(document.url, there)
        return leads_elsewhere(self.name, document, there)

    def _reaches(self, url: str) -> bool:
        return host_of(url) in self.reachable_hosts

    def _settle(self, document: Document) -> Iterator[Change]:
        self._agenda.settle(document.id)
        yield from self._complete()

    # Both

    def _page(self, response: Response, column: str | None) -> Page:
        """Return the response as a page; an anti-bot page ends the portal's crawl."""
        self._silence = 0
        page = page_of(response, clock.now())
        challenge = recognise(page)
        if challenge:
            message = (
                f"anti-bot page of {challenge.system} ({challenge.evidence}); no further request in this run"
            )
            self.report.trouble(Outcome.BLOCKED, page.url, message, column)
            raise CloseSpider("blocked")
        return page

    def _hear_silence(self, error: BaseException | None) -> None:
        """End the portal's crawl when the host has stopped answering: the rest stays pending."""
        if isinstance(error, IgnoreRequest | RefusedRequestError):
            return
        self._silence += 1
        if self._silence >= _SILENCE:
            raise CloseSpider("unreachable")
