"""From a fetched page to what the store is to keep: an article, or the page with the reason against it."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.extract import extract
from envnews.model import (
    CHINA_TIME,
    Attachment,
    Extraction,
    Image,
    ListEntry,
    Origin,
    Page,
    PageKind,
    Precision,
    Problem,
    Timestamp,
)
from envnews.pipelines import ArticleItem
from envnews.pipelines.normalise import NormalisePipeline
from envnews.pipelines.validate import ValidatePipeline
from envnews.store import ArticleFetched, ColumnCompleted, Quarantined, Validators
from tests.store.conftest import PORTAL

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "http://sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html"
NOON = datetime(2022, 7, 22, 4, 0, tzinfo=UTC)
EXTRACTION = Extraction(
    url=URL,
    charset="utf-8",
    kind=PageKind.ARTICLE,
    headline="水环境工作会议召开",
    published=Timestamp(datetime(2022, 7, 22, 7, 10, tzinfo=CHINA_TIME), Precision.MINUTE),
    source="浙江省生态环境厅",
    body="会议部署了下半年的工作。",
)
PAGE = Page(URL, "<html>页面</html>".encode(), {"content-type": "text/html"}, NOON)


def passed(item: ArticleItem) -> object:
    return ValidatePipeline().process_item(NormalisePipeline().process_item(item))


def item(page: Page = PAGE, **fields: object) -> ArticleItem:
    return ArticleItem(
        page,
        replace(EXTRACTION, **fields),
        PORTAL,
        URL,
        columns=("环保要闻",),
        document_id="1",
        validators=Validators('"a"', None),
    )


def test_a_valid_page_becomes_an_article_with_its_answer() -> None:
    change = passed(item())
    assert isinstance(change, ArticleFetched)
    assert (change.article.headline, change.article.columns) == ("水环境工作会议召开", ("环保要闻",))
    assert (change.article.region, change.article.rights) == ("CN-ZJ", "official_document")
    assert (change.status, change.etag, change.last_modified) == (200, '"a"', None)
    assert change.body_sha256 == hashlib.sha256(PAGE.body).hexdigest()


def test_the_identity_is_that_of_the_listed_address_and_the_url_the_one_fetched() -> None:
    twin = replace(PAGE, url="http://m.sthjt.zj.gov.cn/art/2022/7/22/art_1_1.html?from=list")
    listed, redirected = passed(item()), passed(item(twin))
    assert isinstance(listed, ArticleFetched)
    assert isinstance(redirected, ArticleFetched)
    assert redirected.article.id == listed.article.id
    assert redirected.article.canonical_url == URL
    assert redirected.article.url == twin.url


def test_the_date_of_the_list_serves_a_page_without_one() -> None:
    listed = Timestamp(datetime(2022, 7, 21, tzinfo=CHINA_TIME), Precision.DAY)
    change = passed(replace(item(published=None), listed=ListEntry(URL, "标题", listed)))
    assert isinstance(change, ArticleFetched)
    assert (change.article.published, change.article.published_origin) == (listed, Origin.LIST)


@pytest.mark.parametrize(
    "pipeline",
    [NormalisePipeline().process_item, ValidatePipeline().process_item],
    ids=["normalise", "validate"],
)
def test_other_items_pass_untouched(pipeline: Callable[[object], object]) -> None:
    for other in (ColumnCompleted("zj-sthjt", "环保要闻", NOON), {"a": "user's own item"}):
        assert pipeline(other) is other


UNREADABLE = Problem("published_at", "unreadable_published_at", "'13月45日' is no date")
FUTURE = Timestamp(datetime(2023, 1, 1, tzinfo=CHINA_TIME), Precision.DAY)


@pytest.mark.proves(
    "F30", "empty headline, the site's name as headline, empty or damaged body: quarantined with the reason"
)
@pytest.mark.parametrize(
    ("fields", "field", "reason", "advice"),
    [
        ({"headline": None}, "headline", "no_headline", "mend the portal's rule"),
        ({"headline": " \u3000"}, "headline", "no_headline", "mend the portal's rule"),
        ({"headline": "浙江省 生态环境厅"}, "headline", "site_name", "mend the portal's rule"),
        ({"body": ""}, "body", "no_body", "mend the portal's rule"),
        ({"body": "锟斤拷\ufffd\ufffd\ufffd" * 9}, "body", "damaged_text", "charset was mistaken"),
        (
            {"published": None, "problems": (UNREADABLE,)},
            "published_at",
            "unreadable_published_at",
            "'13月45日'",
        ),
        ({"published": FUTURE}, "published_at", "future_date", "2023-01-01T00:00:00+08:00"),
        ({"kind": PageKind.ERROR}, "page", "error_page", "status 200"),
        ({"kind": PageKind.CHALLENGE}, "page", "challenge_page", "anti-bot"),
        ({"kind": PageKind.LIST}, "page", "list_page", "article_url"),
        ({"kind": PageKind.LOGIN}, "page", "login_page", "public"),
        ({"kind": PageKind.GALLERY}, "page", "gallery_page", "slide show"),
        ({"kind": PageKind.VIDEO}, "page", "video_page", "article_url"),
        ({"kind": PageKind.DOWNLOAD}, "page", "download_page", "article_url"),
        ({"kind": PageKind.EMPTY, "headline": None, "body": ""}, "page", "empty_page", "script"),
    ],
)
def test_a_page_that_gives_no_valid_article_is_quarantined_with_the_reason(
    caplog: pytest.LogCaptureFixture, fields: dict[str, object], field: str, reason: str, advice: str
) -> None:
    with caplog.at_level(logging.WARNING):
        change = passed(item(**fields))
    assert isinstance(change, Quarantined)
    assert (change.field, change.reason) == (field, reason)
    assert change.message.startswith(f"zj-sthjt: {URL}: {field}: ")
    assert advice in change.message
    assert change.message in caplog.text
    assert (change.body, change.headers) == (PAGE.body, (("content-type", "text/html"),))
    assert change.fetched_at == NOON
    article = passed(item())
    assert isinstance(article, ArticleFetched)
    assert change.article_id == article.article.id


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "", "attachments": (Attachment("http://sthjt.zj.gov.cn/a.pdf", "附件", "pdf"),)},
        {"body": "", "images": (Image("http://sthjt.zj.gov.cn/a.jpg"),)},
        {"body": "", "tables": ((("断面",),),)},
        {"body": "游轮母港码头工程已进入最后的施工及验收准备阶段。\n" * 12 + "\ufffd" * 6},
        {"published": None},
        {"published": Timestamp((NOON + timedelta(days=1)).astimezone(CHINA_TIME), Precision.DAY)},
        {"problems": (Problem("issued_on", "unreadable_date", "…"),)},
    ],
    ids=["attachment", "picture", "table", "lost emoji", "undated", "tomorrow", "other problem"],
)
def test_a_page_with_little_is_still_an_article(fields: dict[str, object]) -> None:
    assert isinstance(passed(item(**fields)), ArticleFetched)


@pytest.mark.proves("F30", "a headline of 50,000 characters is cut at 500, with a problem that says so")
def test_a_headline_of_great_length_is_cut_and_says_so() -> None:
    change = passed(item(headline="标" * 50_000))
    assert isinstance(change, ArticleFetched)
    assert change.article.headline == "标" * 500
    [problem] = change.article.problems
    assert (problem.field, problem.code) == ("headline", "headline_cut")
    assert "50000 characters" in problem.message


def test_a_date_to_come_is_told_once_as_one_that_the_clock_may_be_to_blame_for() -> None:
    html = (
        "<html><title>生态环境工作会议召开</title><body><h1>生态环境工作会议召开</h1>"
        "<div>发布时间：2032-07-22 07:10:17 来源：省生态环境厅</div>"
        f"<div class='TRS_Editor'><p>{'会议部署了下半年的工作，要求各地压实责任。' * 8}</p></div></body></html>"
    )
    page = replace(PAGE, body=html.encode())
    change = passed(replace(item(page), extraction=extract(page)))
    assert isinstance(change, Quarantined)
    assert change.message.count(URL) == 1
    assert "'2032-07-22 07:10:17', which is no date, one ahead of the fetch, or" in change.message
    assert change.message.endswith("or check this machine's clock")


@pytest.mark.proves("F35", "a 404 page with status 200 is quarantined")
def test_an_error_page_served_with_status_200_is_recognised_in_its_bytes() -> None:
    html = "<html><title>404 Not Found</title><body><h1>您访问的页面不存在</h1><p>返回首页</p></body></html>"
    page = replace(PAGE, body=html.encode())
    change = passed(replace(item(page), extraction=extract(page)))
    assert isinstance(change, Quarantined)
    assert change.field == "page"


MAINTENANCE = {
    "headline": "系统维护中",
    "body": "尊敬的用户，网站正在进行系统升级维护，请稍后访问。给您带来不便，敬请谅解。",
    "published": None,
}
LISTED = ListEntry(
    URL, "全省水环境工作会议在杭州召开", Timestamp(datetime(2022, 7, 21, tzinfo=CHINA_TIME), Precision.DAY)
)


@pytest.mark.proves("F35", "a notice in the place of an article, whatever it says, is quarantined")
@pytest.mark.parametrize("published", [None, EXTRACTION.published], ids=["undated", "of another day"])
def test_a_notice_in_the_place_of_an_article_is_quarantined(published: Timestamp | None) -> None:
    change = passed(replace(item(**MAINTENANCE | {"published": published}), listed=LISTED))
    assert isinstance(change, Quarantined)
    assert (change.field, change.reason) == ("page", "not_as_listed")
    assert "全省水环境工作会议在杭州召开" in change.message


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        (MAINTENANCE | {"published": LISTED.published}, LISTED.title),
        (MAINTENANCE | {"body": "网站正在进行系统升级维护，请稍后访问。" * 40}, LISTED.title),
        (MAINTENANCE | {"body": "7月21日，全省水环境工作会议召开。"}, LISTED.title),
        (
            MAINTENANCE | {"attachments": (Attachment("http://sthjt.zj.gov.cn/a.pdf", "附件", "pdf"),)},
            LISTED.title,
        ),
        (MAINTENANCE | {"body": "", "images": (Image("http://sthjt.zj.gov.cn/a.jpg"),)}, LISTED.title),
        (MAINTENANCE | {"tables": ((("断面",),),)}, LISTED.title),
        (MAINTENANCE, "点击查看"),
        (MAINTENANCE, "关于系统升级维护的公告"),
    ],
    ids=["of the day", "long", "same matter", "attachment", "picture", "table", "untold title", "as listed"],
)
def test_an_article_under_another_headline_than_in_the_list_is_still_one(
    fields: dict[str, object], title: str
) -> None:
    change = passed(replace(item(**fields), listed=replace(LISTED, title=title)))
    assert isinstance(change, ArticleFetched)


def test_a_crawled_page_must_say_when_it_was_fetched() -> None:
    with pytest.raises(ValueError, match=r"zj-sthjt: http.*when it was fetched"):
        passed(item(replace(PAGE, fetched_at=None)))
