"""The replica portals' articles, read without any rules, give what their portals' rules give."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from envnews.demo.expected import Expected, expected_articles
from envnews.demo.server import ReplicaServer
from envnews.extract import Page, extract
from envnews.normalize import squash

FETCHED_AT = datetime(2022, 8, 1, tzinfo=UTC)
SERVER = ReplicaServer()
PAGES = [(url, article) for article in expected_articles() for url in article.urls]


@pytest.mark.parametrize(("url", "article"), PAGES, ids=[url for url, _ in PAGES])
def test_a_page_without_rules_gives_headline_source_people_and_the_whole_text(
    url: str, article: Expected
) -> None:
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    found = extract(Page(url, SERVER.answer(parts.netloc, target).body, {}, FETCHED_AT))
    assert found.headline == article.headline
    assert (found.source, found.author, found.editor) == (article.source, article.author, article.editor)
    assert _text(found.body.splitlines(), article) == _text(article.body, article)


def _text(lines: list[str] | tuple[str, ...], article: Expected) -> str:
    optional = set(map(squash, article.optional))
    return "".join(form for line in lines if (form := squash(line)) not in optional)
