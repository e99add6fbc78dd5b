"""Makers of changes, and a database in a temporary directory."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from envnews.model import (
    CHINA_TIME,
    Article,
    Attachment,
    Column,
    Image,
    Link,
    Origin,
    PortalInfo,
    Precision,
    Timestamp,
    Witness,
)
from envnews.normalize import content_hash
from envnews.store import ArticleFetched, DiscoveredEntry, ListChecked, Writer, open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

MORNING = datetime(2022, 7, 22, 1, 0, tzinfo=UTC)
PORTAL = PortalInfo(
    key="zj-sthjt",
    title="浙江省生态环境厅",
    kind="department",
    region="CN-ZJ",
    region_code="330000",
    home="http://sthjt.zj.gov.cn/",
    hosts=("sthjt.zj.gov.cn", "m.sthjt.zj.gov.cn"),
    rights="official_document",
    family="hanweb",
)


HBZHAN = PortalInfo(
    key="hbzhan",
    title="环保在线",
    kind="media",
    region=None,
    region_code=None,
    home="https://www.hbzhan.com/",
    hosts=("www.hbzhan.com", "m.hbzhan.com"),
    rights="media",
    family="plain",
)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    time: datetime = field(default=MORNING)

    def __call__(self) -> datetime:
        return self.time

    def move(self, **span: float) -> datetime:
        self.time += timedelta(**span)
        return self.time


def article(number: int = 1, **fields: object) -> Article:
    """Return an article that differs from the others in its number, with `fields` changed."""
    body = fields.pop(
        "body", f"{number}月，全省水环境质量总体稳定，{number}个国控断面达到或优于Ⅲ类标准。\n" * 4
    )
    made = Article(
        id=f"id-{number}",
        portal=PORTAL.key,
        columns=("环保要闻",),
        url=f"http://sthjt.zj.gov.cn/art/2022/7/22/art_1_{number}.html",
        canonical_url=f"http://sthjt.zj.gov.cn/art/2022/7/22/art_1_{number}.html",
        document_id=str(number),
        headline=f"第{number}次水环境工作会议召开",
        subtitle=None,
        original_title="全省水环境工作会议召开",
        published=Timestamp(datetime(2022, 7, 22, 7, 10, 17, tzinfo=CHINA_TIME), Precision.SECOND),
        published_origin=Origin.LABEL,
        source="浙江省生态环境厅",
        author="江帆",
        editor=None,
        keywords=("水环境", "海洋污染"),
        lead=None,
        body=body,
        body_html=f"<p>{body}</p>",
        views=10,
        index_number=None,
        document_number="浙环发〔2022〕1号",
        issuing_agency=None,
        issued_on="2022-07-20",
        valid=None,
        images=(Image("http://sthjt.zj.gov.cn/a.jpg", "会场"),),
        attachments=(Attachment("http://sthjt.zj.gov.cn/a.pdf", "附件1", "pdf"),),
        tables=((("断面", "水质"), ("富春江", "Ⅱ类")),),
        previous=Link("http://sthjt.zj.gov.cn/0.html", "上一篇"),
        next=None,
        related=(Link("http://sthjt.zj.gov.cn/9.html", "相关"),),
        region="CN-ZJ",
        rights=PORTAL.rights,
        content_hash="",
        fetched_at=MORNING,
        witnesses=(
            Witness("headline", Origin.LABEL, "会议召开", "会议召开", "ArticleTitle", chosen=True),
            Witness("views", Origin.META_LINE, "10", "阅读量:10", chosen=True),
        ),
        problems=(),
    )
    made = replace(made, **fields)
    if "content_hash" in fields:
        return made
    content = content_hash(made.headline, made.published, made.source, made.body, made.attachments)
    return replace(made, content_hash=content)


def fetched(number: int = 1, **fields: object) -> ArticleFetched:
    """Return the change that stores `article(number, **fields)`."""
    return ArticleFetched(article(number, **fields), 200, f'"{number}"', None, f"{number:064d}")


def listing(*numbers: int, column: str = "环保要闻", at: datetime = MORNING, **fields: object) -> ListChecked:
    """Return the change for a list page that names the articles with these numbers."""
    values: dict[str, object] = {
        "portal": PORTAL.key,
        "column": column,
        "url": f"http://sthjt.zj.gov.cn/{column}/index.html",
        "status": 200,
        "etag": None,
        "last_modified": None,
        "entries": tuple(
            DiscoveredEntry(made.id, made.url, made.headline, made.published)
            for made in map(article, numbers)
        ),
        "fetched_at": at,
        "first": True,
    }
    return ListChecked(**(values | fields))


def kinds(db: Database) -> list[str]:
    """Return the kinds of all changes, in their order."""
    return [row["kind"] for row in db.query("SELECT kind FROM changes ORDER BY seq")]


@dataclass
class Makers:
    """What tests need to speak to the store."""

    article: Callable[..., Article] = article
    fetched: Callable[..., ArticleFetched] = fetched
    listing: Callable[..., ListChecked] = listing
    portal: PortalInfo = PORTAL
    morning: datetime = MORNING


@pytest.fixture(scope="session")
def make() -> Makers:
    return Makers()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "envnews.db"


@pytest.fixture
def writer(path: Path, clock: Clock) -> Iterator[Writer]:
    """A writer with an open run of the one portal."""
    with Writer(path, clock=clock) as writer:
        writer.open_portal_run(
            writer.open_run("test"), PORTAL, [Column("环保要闻", "http://sthjt.zj.gov.cn/col/")]
        )
        yield writer


@pytest.fixture
def db(writer: Writer, path: Path) -> Iterator[Database]:
    """The writer's database, read-only."""
    with closing(open_database(path, readonly=True)) as db:
        yield db
