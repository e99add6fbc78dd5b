from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from envnews.model import (
    CHINA_TIME,
    Article,
    Attachment,
    Extraction,
    ListEntry,
    Origin,
    PageKind,
    Precision,
    Timestamp,
    Witness,
)
from envnews.normalize import article_id, build_article, content_hash
from tests.store.conftest import HBZHAN

SEEN = Timestamp(datetime(2022, 7, 22, 7, 10, 17, tzinfo=CHINA_TIME), Precision.SECOND)
LISTED = Timestamp(datetime(2022, 7, 22, tzinfo=CHINA_TIME), Precision.DAY)
MOBILE = "http://m.hbzhan.com/news/detail/151511.html?from=singlemessage"
WITNESS = Witness("published_at", Origin.META_LINE, SEEN.isoformat(), "2022/7/22 7:10:17", chosen=True)
EXTRACTION = Extraction(
    url=MOBILE,
    charset="utf-8",
    kind=PageKind.ARTICLE,
    headline="\u200b整改推进会　召开",
    published=SEEN,
    source="浙江省生态环境厅",
    keywords=("水环境", "海洋污染"),
    body="　　第一段。\n\n　　第二段。",
    views=15340,
    witnesses=(WITNESS,),
)


def build(extraction: Extraction = EXTRACTION, **changes: object) -> Article:
    arguments: dict[str, object] = {
        "url": MOBILE,
        "columns": ["资讯中心"],
        "document_id": "151511",
        "fetched_at": datetime(2022, 7, 25, 4, tzinfo=UTC),
    }
    return build_article(extraction, HBZHAN, **(arguments | changes))


def test_the_record_has_the_portals_identity_and_clean_texts() -> None:
    article = build(columns=["资讯中心", "要闻", "资讯中心"])
    assert article.id == article_id("hbzhan", "151511")
    assert article.canonical_url == "https://www.hbzhan.com/news/detail/151511.html"
    assert article.url == MOBILE
    assert article.columns == ("资讯中心", "要闻")
    assert (article.headline, article.body) == ("整改推进会 召开", "第一段。\n第二段。")
    assert (article.published, article.published_origin, article.published_on) == (
        SEEN,
        Origin.META_LINE,
        "2022-07-22",
    )
    assert (article.views, article.keywords, article.rights) == (15340, ("水环境", "海洋污染"), "media")


def test_twin_pages_are_one_document_with_and_without_a_document_id() -> None:
    desktop = "https://www.hbzhan.com/news/detail/151511.html"
    assert build(url=desktop).id == build().id
    assert build(url=desktop, document_id=None).id == build(document_id=None).id
    assert build().content_hash == build(url=desktop).content_hash


def test_a_missing_headline_is_empty_and_left_to_validation() -> None:
    assert build(replace(EXTRACTION, headline=None)).headline == ""


def test_the_date_of_the_list_page_stands_in_where_the_page_gives_none() -> None:
    silent = replace(EXTRACTION, published=None, witnesses=())
    article = build(silent, listed=ListEntry(MOBILE, "整改推进会召开", LISTED))
    assert (article.published, article.published_origin) == (LISTED, Origin.LIST)
    assert [(witness.field, witness.origin, witness.chosen) for witness in article.witnesses] == [
        ("published_at", Origin.LIST, True)
    ]


@pytest.mark.parametrize(("day", "agrees"), [(22, True), (23, False)])
def test_the_date_of_the_list_page_is_a_witness_beside_the_pages_own(day: int, agrees: bool) -> None:
    listed = replace(LISTED, at=LISTED.at.replace(day=day))
    article = build(listed=ListEntry(MOBILE, "整改推进会召开", listed))
    assert (article.published, article.published_origin) == (SEEN, Origin.META_LINE)
    assert [(witness.chosen, witness.agrees) for witness in article.witnesses] == [
        (True, True),
        (False, agrees),
    ]


def test_a_list_entry_without_date_adds_no_witness() -> None:
    assert build(listed=ListEntry(MOBILE, "整改推进会召开")).witnesses == (WITNESS,)


def hashed(**changes: object) -> str:
    content: dict[str, object] = {
        "headline": "水质月报（7月）",
        "published": SEEN,
        "source": "新华社",
        "body": "一、总体。\n二、详情。",
    }
    return content_hash(**({"attachments": ()} | content | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "水质月报(7月) "},
        {"body": "一、 总体。二、详情。"},
        {"source": "新 华 社"},
        {"published": replace(SEEN, at=SEEN.at.replace(second=0), precision=Precision.MINUTE)},
    ],
)
def test_spacing_width_and_seconds_are_no_revision(changes: dict[str, object]) -> None:
    assert hashed(**changes) == hashed()


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "水质月报（8月）"},
        {"body": "一、总体。"},
        {"source": None},
        {"published": None},
        {"published": replace(SEEN, at=SEEN.at.replace(minute=11))},
        {"attachments": (Attachment("http://x.cn/a.doc", "附件1", "doc"),)},
        {"headline": "水质月报（7月）一", "body": "、总体。\n二、详情。"},
    ],
)
def test_every_edit_of_the_content_is_a_revision(changes: dict[str, object]) -> None:
    assert hashed(**changes) != hashed()


def test_a_relative_time_read_again_the_next_day_is_no_revision() -> None:
    hours_ago = Timestamp(SEEN.at.replace(minute=0, second=0), Precision.HOUR)
    assert hashed(published=hours_ago) == hashed(published=LISTED)


def test_attachments_count_by_name_in_any_order() -> None:
    one, two = (
        Attachment("http://x.cn/1.doc", "附件1", "doc"),
        Attachment("http://x.cn/2.doc", "附件2", "doc"),
    )
    moved = replace(one, url="http://y.cn/9.doc")
    assert hashed(attachments=(one, two)) == hashed(attachments=(two, moved))
