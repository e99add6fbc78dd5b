"""What goes over the wire arrives as it was sent."""

from __future__ import annotations

import socket
from datetime import UTC, datetime

import pytest

from envnews.errors import StorageError
from envnews.extract import extract
from envnews.model import Page, Problem
from envnews.normalize import build_article
from envnews.run.portals import load_portals
from envnews.run.wire import Batch, Ended, Message, Written, receive, send
from envnews.store.changes import (
    ArticleFetched,
    Change,
    ColumnCompleted,
    DiscoveredEntry,
    FetchFailed,
    ListChecked,
    NotModified,
    Quarantined,
    Stored,
)
from envnews.store.crawl.runs import Outcome, Verdict

AT = datetime(2026, 7, 22, 7, 10, tzinfo=UTC)
URL = "https://www.mee.gov.cn/ywdt/202607/t20260722_1.shtml"
HTML = """
<title>水质月报</title><h1>水质月报</h1><p>2026-07-22 15:10 来源：生态环境部</p>
<div class="TRS_Editor"><p>7月，全省地表水优良断面占91.7%，同比上升三个百分点。<img src="a.png"></p>
<p><a href="b.pdf">附件</a></p></div>
"""


def fetched() -> ArticleFetched:
    portal = load_portals().classes["mee"]
    extraction = extract(Page(URL, HTML.encode(), fetched_at=AT), portal.article_rules)
    article = build_article(
        extraction, portal.info(), url=URL, columns=("要闻",), document_id="1", fetched_at=AT
    )
    assert article.published
    assert article.witnesses
    return ArticleFetched(article, 200, '"1"', None, "0" * 64)


CHANGES: dict[str, Change] = {
    "article": fetched(),
    "list": ListChecked(
        *("mee", "要闻", URL, 200, None, None),
        entries=(DiscoveredEntry("mee:1", URL, "水质月报", fetched().article.published),),
        fetched_at=AT,
        first=True,
        named=1,
        total=None,
    ),
    "column": ColumnCompleted("mee", "要闻", AT, None, "Wed, 22 Jul 2026 07:10:17 GMT"),
    "not modified": NotModified("mee", "mee:1", AT),
    "failed": FetchFailed("mee", "mee:1", URL, 500, "HTTP status 500", AT),
    "quarantined": Quarantined(
        *("mee", "mee:1", URL, "body", "no_body", "neither text nor table"),
        headers=(("etag", '"1"'),),
        body=HTML.encode("gb18030"),
        fetched_at=AT,
        problems=(Problem("body", "no_body", "none"),),
    ),
}


def sent(message: Message) -> Message:
    one, other = socket.socketpair()
    with one, other:
        send(one, message)
        return receive(other)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_arrives_as_it_was_sent(kind: str) -> None:
    batch = Batch(7, [CHANGES[kind]])
    arrived = sent(batch)
    assert arrived == batch
    assert isinstance(arrived, Batch)
    assert type(arrived.changes[0]) is type(CHANGES[kind])


def test_what_became_of_a_batch_arrives_with_its_error() -> None:
    assert sent(Written(7, (Stored.NEW, None))) == Written(7, (Stored.NEW, None))
    arrived = sent(Written(8, error=StorageError("the disk is full")))
    assert isinstance(arrived, Written)
    assert isinstance(arrived.error, StorageError)
    assert str(arrived.error) == "the disk is full"


def test_the_end_of_a_portal_arrives_with_its_time() -> None:
    ended = Ended(3, Verdict(Outcome.DEGRADED, "1 page failed", AT, ("failed",)), {"articles": 1})
    assert sent(ended) == ended


def test_times_keep_their_zone() -> None:
    article = fetched().article
    arrived = sent(Batch(1, [CHANGES["article"]]))
    assert isinstance(arrived, Batch)
    assert repr(arrived.changes[0]) == repr(CHANGES["article"])
    assert "tzinfo" in repr(article.published)
