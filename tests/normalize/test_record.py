from __future__ import annotations

import json
from datetime import UTC, datetime

from envnews.model import (
    CHINA_TIME,
    Attachment,
    Extraction,
    Image,
    Link,
    Origin,
    PageKind,
    PortalInfo,
    Precision,
    Problem,
    Timestamp,
    Witness,
)
from envnews.normalize import build_article, extraction_record, to_record

URL = "http://sthjt.shandong.gov.cn/a/t20220722_1.html"
EXTRACTION = Extraction(
    url=URL,
    charset="gb18030",
    kind=PageKind.ARTICLE,
    headline="水质月报",
    published=Timestamp(datetime(2022, 7, 22, tzinfo=CHINA_TIME), Precision.DAY),
    source="省生态环境厅",
    keywords=("水环境",),
    body="正文。",
    images=(Image("http://x.cn/1.jpg", "图1"),),
    attachments=(Attachment("http://x.cn/1.doc", "附件1", "doc"),),
    tables=((("断面", "水质"), ("嘉兴", "Ⅲ")),),
    previous=Link("http://x.cn/0.html", "上一篇"),
    witnesses=(
        Witness(
            "published_at", Origin.LABEL, "2022-07-22T00:00:00+08:00", "2022-07-22", "PubDate", chosen=True
        ),
    ),
    problems=(Problem("views", "unreadable_count", "点击：?"),),
)
PORTAL = PortalInfo(
    key="sd-sthjt",
    title="山东省生态环境厅",
    kind="department",
    region="CN-SD",
    region_code="370000",
    home="http://sthjt.shandong.gov.cn/",
    hosts=("sthjt.shandong.gov.cn",),
    rights="official_document",
    family="trs",
)
ARTICLE = build_article(
    EXTRACTION,
    PORTAL,
    url=URL,
    columns=["月报"],
    document_id="1",
    fetched_at=datetime(2022, 7, 25, tzinfo=UTC),
)


def test_a_record_is_plain_json_and_comes_back_the_same() -> None:
    for record in (to_record(ARTICLE), extraction_record(EXTRACTION)):
        assert json.loads(json.dumps(record, ensure_ascii=False)) == record


def test_a_record_speaks_of_times_in_china_and_of_their_witness() -> None:
    record = to_record(ARTICLE)
    assert record["published_at"] == "2022-07-22T00:00:00+08:00"
    assert (record["published_precision"], record["published_origin"], record["published_on"]) == (
        "day",
        "label",
        "2022-07-22",
    )


def test_lists_links_and_witnesses_are_spelled_out() -> None:
    record = to_record(ARTICLE)
    assert record["links"] == {
        "previous": {"url": "http://x.cn/0.html", "title": "上一篇"},
        "next": None,
        "related": [],
    }
    assert record["attachments"] == [
        {"url": "http://x.cn/1.doc", "name": "附件1", "type": "doc", "sha256": None, "size": None}
    ]
    assert record["tables"] == [[["断面", "水质"], ["嘉兴", "Ⅲ"]]]
    assert record["problems"] == [{"field": "views", "code": "unreadable_count", "message": "点击：?"}]


def test_what_a_page_does_not_state_is_null() -> None:
    record = extraction_record(Extraction(url="http://x.cn/", charset="utf-8", kind=PageKind.EMPTY))
    stated = {
        name
        for name, value in record.items()
        if value not in (None, [], "", {"previous": None, "next": None, "related": []})
    }
    assert stated == {"url", "charset", "kind"}


def test_page_and_article_share_the_names_of_fields_in_the_same_order() -> None:
    article, page = to_record(ARTICLE), extraction_record(EXTRACTION)
    shared = [name for name in article if name in page]
    assert shared == [name for name in page if name in article]


def test_the_fields_of_a_record_stand_in_the_order_of_the_data_dictionary() -> None:
    assert list(to_record(ARTICLE)) == [
        "id", "portal", "columns", "url", "canonical_url", "document_id", "headline", "subtitle", "original_title", "published_at", "published_precision",
        "published_origin", "published_on", "source", "author", "editor", "keywords", "lead", "body", "body_html", "views", "index_number",
        "document_number", "issuing_agency", "issued_on", "valid", "images", "attachments", "tables", "links", "region", "rights", "content_hash",
        "witnesses", "problems", "source_agency", "regions", "topics",
    ]  # fmt: skip
