"""The page labels of 国办发〔2017〕47号 and every deviation from them that is known from real sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.page.document import parse
from envnews.extract.witnesses.labels import read_meta_tags
from envnews.model import Extraction, Origin, Page, Precision
from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.extract.witnesses.labels import MetaTags

AS_THE_GUIDE_SAYS = """
<meta name="SiteName" content="临江省生态环境厅"><meta name="SiteDomain" content="sthjt.example.gov.cn">
<meta name="SiteIDCode" content="9900000001"><meta name="ColumnName" content="要闻动态">
<meta name="ColumnDescription" content="要闻"><meta name="ColumnKeywords" content="要闻,动态"><meta name="ColumnType" content="工作动态">
<meta name="ArticleTitle" content="全省入海排污口整治现场会在临江召开"><meta name="PubDate" content="2022-07-22 07:10">
<meta name="ContentSource" content="临江省生态环境厅"><meta name="Keywords" content="入海排污口；现场会">
<meta name="Author" content="周小禾"><meta name="Description" content="会议通报了上半年排查进度">
<meta name="Image" content="./W020220722.jpg"><meta name="Url" content="./t20220722_1001.html">
"""


def tags(html: str) -> MetaTags:
    return read_meta_tags(parse(Page("https://sthjt.example.gov.cn/a.html", html.encode())))


def meta(**contents: str) -> str:
    return "".join(f'<meta name="{name}" content="{content}">' for name, content in contents.items())


def test_labels_as_the_guide_prescribes_them() -> None:
    found = tags(AS_THE_GUIDE_SAYS)
    assert found.label("headline") == ("articletitle", "全省入海排污口整治现场会在临江召开")
    assert found.label("published_at") == ("pubdate", "2022-07-22 07:10")
    assert found.label("source") == ("contentsource", "临江省生态环境厅")
    assert found.label("keywords") == ("keywords", "入海排污口；现场会")
    assert found.label("column") == ("columnname", "要闻动态")
    assert found.label("site") == ("sitename", "临江省生态环境厅")
    assert found.structured("headline") is None


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        # Mixed and lower case: Hanweb, the meteorological administration.
        (meta(contentSource="临江日报", pubdate="2022-07-22"), "source", "临江日报"),
        (meta(contentSource="临江日报", pubdate="2022-07-22"), "published_at", "2022-07-22"),
        ("<META NAME='ARTICLETITLE' CONTENT='标题'>", "headline", "标题"),
        # Printed twice, the first empty; printed twice with different values.
        (meta(PubDate="") + meta(PubDate="2022-07-22 07:10"), "published_at", "2022-07-22 07:10"),
        (meta(ContentSource="甲报") + meta(ContentSource="乙报"), "source", "甲报"),
        # The guide's own name empty, a lower-case cousin filled: the ministry's pages.
        (
            '<meta name="Keywords" content=""><meta name="keywords" content="水；大气">',
            "keywords",
            "水；大气",
        ),
        (meta(ContentSource="", source="生态环境部"), "source", "生态环境部"),
        (meta(PubDate=" ", publishdate="2022-04-17"), "published_at", "2022-04-17"),
        # Placeholders that vendors ship.
        (meta(SiteName="网站名称"), "site", None),
        (meta(ArticleTitle="文章标题", ColumnName="栏目名称"), "headline", None),
        (meta(ArticleTitle="文章标题", ColumnName="栏目名称"), "column", None),
        (meta(PubDate="null"), "published_at", None),
        (meta(ContentSource="undefined"), "source", None),
        (meta(ContentSource="${doc.source}"), "source", None),
        (meta(ArticleTitle="{{ title }}"), "headline", None),
        (meta(ContentSource="--"), "source", None),
        (meta(ContentSource="无"), "source", None),
        # The label inside the value: people.com.cn.
        (meta(source="来源：人民网-生态频道"), "source", "人民网-生态频道"),
        (meta(ContentSource="信息来源: 临江省生态环境厅"), "source", "临江省生态环境厅"),
        (meta(PubDate="发布时间：2022-07-22"), "published_at", "2022-07-22"),
        # White space, entities and line breaks inside the value.
        (meta(ArticleTitle="\n  水环境&nbsp;会议\r\n"), "headline", "水环境 会议"),
        (
            meta(ArticleTitle="关于&quot;十四五&quot;规划的&lt;通知&gt;"),
            "headline",
            '关于"十四五"规划的<通知>',
        ),
        # Other vendors' names for the same.
        (meta(publishtime="2022-07-22 07:10"), "published_at", "2022-07-22 07:10"),
        (meta(firstpublishedtime="2022-07-22"), "published_at", "2022-07-22"),
        (meta(maketime="2022-07-22 07:10:17"), "published_at", "2022-07-22 07:10:17"),
        ("", "published_at", None),
        ("<meta><meta name><meta content='x'><meta name='PubDate'>", "published_at", None),
    ],
)
def test_deviations_from_the_guide(head: str, field: str, value: str | None) -> None:
    label = tags(head).label(field)
    assert (label and label[1]) == value


def test_open_graph_speaks_for_pages_without_labels() -> None:
    found = tags(
        "<meta property='og:title' content='水环境会议'><meta property='article:published_time' content='2022-07-22T07:10:17+08:00'>"
        "<meta itemprop='datePublished' content='2022-07-22'>"
    )
    assert found.structured("headline") == ("og:title", "水环境会议")
    assert found.structured("published_at") == ("article:published_time", "2022-07-22T07:10:17+08:00")
    assert found.label("headline") is None


@pytest.mark.parametrize(
    ("content", "published", "precision"),
    [
        ("2022-07-22 07:10", "2022-07-22T07:10:00+08:00", Precision.MINUTE),
        ("2022-07-22 07:10:17", "2022-07-22T07:10:17+08:00", Precision.SECOND),
        ("2022-07-22", "2022-07-22T00:00:00+08:00", Precision.DAY),
        ("2022/07/22 07:10", "2022-07-22T07:10:00+08:00", Precision.MINUTE),
        ("2022/7/2 7:10", "2022-07-02T07:10:00+08:00", Precision.MINUTE),
        ("2022——07——22 07:10", "2022-07-22T07:10:00+08:00", Precision.MINUTE),
        ("2022–07–22 07:10", "2022-07-22T07:10:00+08:00", Precision.MINUTE),
        ("2022年07月22日 07:10", "2022-07-22T07:10:00+08:00", Precision.MINUTE),
        ("2022-07-22T07:10:17+08:00", "2022-07-22T07:10:17+08:00", Precision.SECOND),
        ("2022-07-21T23:10:17Z", "2022-07-22T07:10:17+08:00", Precision.SECOND),
    ],
)
def test_pub_date_is_read_in_every_form_that_templates_print(
    content: str,
    published: str,
    precision: Precision,
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    found = read(article("来源：临江省生态环境厅", head=meta(PubDate=content)))
    assert found.published is not None
    assert (found.published.isoformat(), found.published.precision) == (published, precision)
    assert found.origin("published_at") is Origin.LABEL


@pytest.mark.parametrize(
    "content", ["2022-13-45", "昨天下午", "2022-02-30 10:00", "发布时间", "1970-01-01 08:00", "2098-01-01"]
)
def test_an_unreadable_pub_date_is_a_problem_with_address_and_field(
    content: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("来源：临江省生态环境厅", head=meta(PubDate=content)))
    assert found.published is None
    problems = [problem for problem in found.problems if problem.field == "published_at"]
    assert {"unreadable_label", "no_date"} == {problem.code for problem in problems}
    assert all(found.url in problem.message for problem in problems)
    assert any(repr(content) in problem.message for problem in problems)


def test_an_unreadable_label_spoils_no_displayed_date(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(head=meta(PubDate="0000-00-00 00:00")))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:00+08:00"
    assert [problem.code for problem in found.problems] == ["unreadable_label"]


def test_seconds_of_the_label_refine_a_line_that_prints_the_day_only(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    """The ministry prints the day; the time of day stands in PubDate alone."""
    found = read(article("2022-07-22 来源：生态环境部", head=meta(PubDate="2022-07-22 14:46:00")))
    assert found.published is not None
    assert (found.published.isoformat(), found.published.precision) == (
        "2022-07-22T14:46:00+08:00",
        Precision.SECOND,
    )
    assert found.origin("published_at") is Origin.LABEL


@pytest.mark.parametrize(
    "label", ["2022-07-22 03:10", "2022-07-22 12:10:00", "2022-07-20 15:10", "2022-07-22"]
)
def test_a_label_never_overrules_a_displayed_time_of_day(
    label: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    """Templates with the pattern `hh` print 15:10 as 03:10; editors backdate what they display."""
    found = read(article("发布时间：2022-07-22 15:10 来源：临江日报", head=meta(PubDate=label)))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T15:10:00+08:00"
    [other] = [w for w in found.witnesses if w.field == "published_at" and w.origin is Origin.LABEL]
    assert other.agrees is (label == "2022-07-22")


def test_a_label_of_another_day_does_not_refine(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("2022-07-22 来源：生态环境部", head=meta(PubDate="2022-07-20 14:46:00")))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T00:00:00+08:00"


def test_the_displayed_source_comes_before_the_label(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    """Many templates fill ContentSource with the site's own name whatever the article's source is."""
    found = read(article("2022-07-22 来源：临江日报", head=meta(ContentSource="临江省生态环境厅")))
    assert found.source == "临江日报"
    assert [w.agrees for w in found.witnesses if w.field == "source" and not w.chosen] == [False]
    assert read(article("2022-07-22", head=meta(ContentSource="临江日报"))).source == "临江日报"


def test_the_label_author_alone_names_neither_author_nor_editor(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    """The guide lets Author be the author or the responsible editor; on people.com.cn it is a number."""
    found = read(article(head=meta(Author="周小禾", author="1000123")))
    assert (found.author, found.editor) == (None, None)


@pytest.mark.parametrize(
    ("content", "keywords"),
    [
        ("入海排污口,现场会", ("入海排污口", "现场会")),
        ("入海排污口，现场会", ("入海排污口", "现场会")),
        ("入海排污口;现场会", ("入海排污口", "现场会")),
        ("入海排污口；现场会", ("入海排污口", "现场会")),
        ("入海排污口、现场会", ("入海排污口", "现场会")),
        ("入海排污口 现场会", ("入海排污口", "现场会")),
        ("入海排污口,,现场会,入海排污口", ("入海排污口", "现场会")),
        # The site's own words are no keywords of the article.
        ("临江省生态环境厅", ()),
        ("政府网站;门户网站;政务公开;便民服务;投诉咨询", ()),
        ("", ()),
    ],
)
def test_keywords_of_the_label_count_where_they_speak_of_the_article(
    content: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(head=meta(SiteName="临江省生态环境厅", Keywords=content))).keywords == keywords


def test_a_description_is_no_lead(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    """Descriptions are the site's name or the beginning of the text; a lead is displayed."""
    assert read(article(head=meta(Description="会议通报了上半年排查进度，交流了做法。"))).lead is None


def test_the_column_is_read_and_the_labels_address_is_not_trusted(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(head=AS_THE_GUIDE_SAYS + meta(Url="http://www.other.example/x.html")))
    assert found.column == "要闻动态"
    assert found.url == "https://sthjt.example.gov.cn/xwzx/202207/t20220722_1001.html"


def test_markup_in_a_label_is_no_part_of_a_headline(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='ArticleTitle' content='为治水&lt;b&gt;凝聚&lt;/b&gt;力量&lt;div&gt;——祝贺河长大会开幕&lt;/div&gt;'>"
    assert read(article(head=head, title="")).headline == "为治水凝聚力量 ——祝贺河长大会开幕"


def test_typographic_quotation_marks_around_a_name_are_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name=”keyword” content=”入海排污口,整治”>"
    assert read(article(head=head)).keywords == ("入海排污口", "整治")


def test_the_tag_of_an_update_tells_the_year_of_the_day_that_is_displayed_without_one(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta itemprop='dateUpdate' content='2018-10-10 09:27:39'>"
    published = read(article("临江号 10-10 09:27", head=head)).published
    assert published is not None
    assert published.isoformat() == "2018-10-10T09:27:39+08:00"


def test_a_list_whose_own_quotation_marks_end_its_value_is_read_whole(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = """<meta name="keywords" id='meta-k' content="["口门","整治","闸门"]"/>"""
    assert read(article(head=head)).keywords == ("口门", "整治", "闸门")


@pytest.mark.parametrize("headline", ["取值a<p 时的研究与 p>0.05 的检验", "a<b 且 c>d 时的水质评价方法"])
def test_signs_of_inequality_in_a_label_are_no_markup(
    headline: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    stated = headline.replace("<", "&lt;").replace(">", "&gt;")
    found = read(article(headline=stated, head=f"<meta name='ArticleTitle' content='{stated}'>"))
    assert (found.headline, found.body.splitlines()) == (headline, list(PARAGRAPHS))


@pytest.mark.parametrize(
    ("name", "title", "heard"),
    [
        ("source", "全省排查排污口│临江新闻网", False),
        ("ContentSource", "全省排查排污口│临江新闻网", True),
        ("mediaid", "全省排查排污口│临江新闻网", True),
        ("source", "临江新闻网评论员：坚持绿色发展", True),
        ("source", "临江新闻网通报排污口整治情况-河口市生态环境局", True),
    ],
)
def test_a_label_of_the_sites_own_making_that_states_the_site_is_no_source(
    name: str, title: str, heard: bool, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='{name}' content='临江新闻网'>"
    assert read(article("2022-07-22", head=head, title=title)).source == ("临江新闻网" if heard else None)
