"""Pages for the tests of extraction: plain builders, so that a test shows only what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from envnews.extract import Page, Rules, extract
from envnews.model import CHINA_TIME, Extraction

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://sthjt.example.gov.cn/xwzx/202207/t20220722_1001.html"
FETCHED_AT = datetime(2022, 7, 25, 12, tzinfo=CHINA_TIME)

HEADLINE = "全省入海排污口整治现场会在临江召开"
PARAGRAPHS = (
    "7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。",
    "会议指出，入海排污口是陆源污染进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准、治得好。",
    "会议要求，沿海各市要在十月底前完成重点口门整治，建立长效管护机制，并向社会公开整治清单和责任人。",
)


def body(*extra: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in (*PARAGRAPHS, *extra))


@pytest.fixture(scope="session")
def article() -> Callable[..., str]:
    """Build an article page of no particular vendor."""

    def build(
        meta: str = "发布时间：2022-07-22 07:10 来源：临江省生态环境厅",
        *,
        headline: str = HEADLINE,
        text: str = body(),
        head: str = "",
        title: str | None = None,
        below: str = "",
        above: str = "",
    ) -> str:
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{headline if title is None else title}</title>{head}</head><body>"
            "<div class='nav'><a href='/'>首页</a> &gt; <a href='/xwzx/'>新闻中心</a></div>"
            f"<div class='main'>{above}<h1>{headline}</h1><div class='info'>{meta}</div><div class='content'>{text}</div>{below}</div>"
            "<div class='foot'>主办：临江省生态环境厅</div></body></html>"
        )

    return build


@pytest.fixture(scope="session")
def read() -> Callable[..., Extraction]:
    """Extract a page given as text or bytes; the time of the fetch is that of `fetched_at`."""

    def run(
        html: str | bytes,
        rules: Rules | None = None,
        *,
        url: str = URL,
        base: datetime | None = FETCHED_AT,
        headers: dict[str, str] | None = None,
        status: int = 200,
    ) -> Extraction:
        data = html.encode() if isinstance(html, str) else html
        return extract(Page(url, data, headers or {}, base, status), rules)

    return run


@pytest.fixture(scope="session")
def fetched_at() -> datetime:
    return FETCHED_AT


@pytest.fixture(scope="session")
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS
