"""Meta lines: every label, every hazard; the lines are written in the forms of real templates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.extract.metaline.parsing import MAX_LENGTH, MetaLine, parse_meta_line
from envnews.model import CHINA_TIME, Precision
from envnews.normalize.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

BASE = datetime(2022, 7, 25, 12, tzinfo=CHINA_TIME)


def read(line: str, base: datetime | None = BASE) -> MetaLine:
    return parse_meta_line(line, base)


def at(line: MetaLine) -> str | None:
    return line.published.isoformat()[:19] if line.published else None


@pytest.mark.parametrize(
    "label",
    [
        "发布时间",
        "发布日期",
        "时间",
        "日期",
        "发表时间",
        "發佈時間",
        "時間",
        "信息时间",
        "发稿时间",
        "发 布 时 间",
    ],
)
@pytest.mark.parametrize("colon", [":", "：", " ： "])
def test_time_labels(label: str, colon: str) -> None:
    line = read(f"{label}{colon}2022-07-22 07:10:17 来源：临江日报")
    assert (at(line), line.labelled, line.source) == ("2022-07-22T07:10:17", True, "临江日报")


@pytest.mark.parametrize(
    "label",
    ["来源", "文章来源", "信息来源", "稿件来源", "來源", "来 源", "来　源", "稿源", "出处", "转自", "摘自"],
)
def test_source_labels(label: str) -> None:
    assert read(f"2022-07-22 {label}：临江日报 作者：周小禾").source == "临江日报"


@pytest.mark.parametrize("label", ["编辑", "责任编辑", "責編", "责编", "編輯", "编 辑", "值班编辑", "编审"])
def test_editor_labels(label: str) -> None:
    line = read(f"2022-07-22 来源：临江日报 {label}：周小禾")
    assert (line.source, line.editor) == ("临江日报", "周小禾")


@pytest.mark.parametrize("label", ["作者", "作 者", "撰稿", "文字", "记者", "通讯员"])
def test_author_labels(label: str) -> None:
    assert read(f"2022-07-22 {label}：周小禾 来源：临江日报").author == "周小禾"


@pytest.mark.parametrize(
    "label",
    [
        "浏览次数",
        "浏览",
        "点击",
        "点击量",
        "阅读",
        "阅读量",
        "访问量",
        "浏览量",
        "點擊",
        "閱讀量",
        "浏 览 量",
    ],
)
def test_view_labels(label: str) -> None:
    assert read(f"2022-07-22 来源：临江日报 {label}：15,340次").views == 15340


@pytest.mark.parametrize(
    "word",
    [
        "字号",
        "字體",
        "字体",
        "分享到",
        "打印",
        "关闭",
        "收藏",
        "收藏点赞",
        "参与互动",
        "举报",
        "我来说两句",
        "版权声明",
        "打印本页",
        "关闭窗口",
    ],
)
@pytest.mark.parametrize(
    "form", ["来源：临江日报 {}", "来源：临江日报【{}】", "来源：临江日报 {}：", "来源：临江日报 [{}]"]
)
def test_words_of_the_interface_are_no_part_of_a_source(word: str, form: str) -> None:
    assert read("2022-07-22 " + form.format(word)).source == "临江日报"


@pytest.mark.parametrize("label", sorted(LABELS["column"]))
def test_a_column_is_no_part_of_a_source(label: str) -> None:
    assert read(f"2022-07-22 来源：临江日报 {label}：要闻动态").source == "临江日报"


SEED = "2022-07-22 07:10:17来源:浙江省生态环境厅 关键词:水环境海洋污染阅读量:15248"


@pytest.mark.parametrize(
    "text",
    [
        SEED,
        SEED.replace("源:", "源：").replace("词:", "词：").replace("量:", "量："),
        SEED.replace(" 关", "关"),
    ],
)
def test_fields_without_any_separator(text: str) -> None:
    line = read(text, None)
    assert at(line) == "2022-07-22T07:10:17"
    assert line.published is not None
    assert line.published.precision is Precision.SECOND
    assert (line.source, line.keywords, line.views) == ("浙江省生态环境厅", ("水环境海洋污染",), 15248)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # Seconds glued to a count, to a label.
        ("来源：临江生态环境2022/07/20 14:08:3022", "2022-07-20T14:08:30"),
        ("2022-07-22 11:15来源：临江日报关键词：水", "2022-07-22T11:15:00"),
        # Blanks inside the date.
        ("2014- 07- 25 11: 20 来源：临江日报", "2014-07-25T11:20:00"),
        ("时间：2014 年 7 月 25 日 11 时 20 分", "2014-07-25T11:20:00"),
        # One-digit month and day, slashes, dots.
        ("2022/7/2 来源：临江日报", "2022-07-02T00:00:00"),
        ("2022.7.2 8:05", "2022-07-02T08:05:00"),
        # No blank between date and time.
        ("2017年12月14日14:02", "2017-12-14T14:02:00"),
        ("2017-12-1414:02:11 来源：临江日报", "2017-12-14T14:02:11"),
        # Brackets around fields.
        ("【 发布时间:2022-07-22 】 【 来源:临江日报 】", "2022-07-22T00:00:00"),
        ("[2022-07-22][来源：临江日报]", "2022-07-22T00:00:00"),
        ("（2022-07-22）", "2022-07-22T00:00:00"),
        # Labels without colon, labels spaced out.
        ("发表于 2022-07-22 07:10", "2022-07-22T07:10:00"),
        ("字体 : 大 中 小 发布日期 : 2022-07-22", "2022-07-22T00:00:00"),
        # A URL at the start of the line; the same date repeated for mobile.
        ("http://www.example.gov.cn 2022-07-22 07:10 来源：临江日报", "2022-07-22T07:10:00"),
        ("2022-07-22 来源：临江日报 2022-07-22", "2022-07-22T00:00:00"),
        ("2022-07-22 来源：临江日报 2022-07-22 07:10", "2022-07-22T07:10:00"),
        # Full-width digits and traditional characters.
        ("發佈時間：２０２２－０７－２２　０７：１０", "2022-07-22T07:10:00"),
        # Relative and year-less dates.
        ("3小时前 来源：临江日报", "2022-07-25T09:00:00"),
        ("昨天 15:15 临江日报", "2022-07-24T15:15:00"),
        ("07-22 07:10 来源：临江日报", "2022-07-22T07:10:00"),
        ("12-30 来源：临江日报", "2021-12-30T00:00:00"),
        # What is no time of publication.
        ("时间： 来源：临江日报", None),
        ("发布时间：待定 来源：临江日报", None),
        ("来源：临江日报 电话：0571-28869000", None),
        ("发布时间：2022-02-30", None),
        ("发布时间：2032-07-22", None),
    ],
)
def test_hazards_of_dates(text: str, published: str | None) -> None:
    assert at(read(text)) == published


@pytest.mark.parametrize(
    "text", ["3小时前 来源：临江日报", "昨天 15:15 临江日报", "07-22 07:10 来源：临江日报"]
)
def test_a_date_that_needs_the_time_of_the_fetch_stays_unread_without_it(text: str) -> None:
    assert read(text, None).published is None


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("发布时间：待定 来源：临江日报", "待定"),
        ("发布日期：2022-02-30 来源：临江日报", "2022-02-30"),
        ("发布时间：3小时前 来源：临江日报", "3小时前"),
        ("发布时间： 来源：临江日报", None),
        ("发布时间：2022-07-22", None),
        ("来源：临江日报", None),
    ],
)
def test_a_labelled_time_that_nobody_can_read_is_kept_for_the_problem(text: str, unread: str | None) -> None:
    assert read(text, None).unread == unread


@pytest.mark.parametrize(
    ("text", "published", "updated"),
    [
        (
            "发布时间：2022-07-20 08:00 更新时间：2022-07-22 09:00",
            "2022-07-20T08:00:00",
            "2022-07-22T09:00:00",
        ),
        (
            "更新时间：2022-07-22 09:00 发布时间：2022-07-20 08:00",
            "2022-07-20T08:00:00",
            "2022-07-22T09:00:00",
        ),
        ("更新时间：2022-07-22 09:00 来源：临江日报", "2022-07-22T09:00:00", "2022-07-22T09:00:00"),
        ("2022-07-20 08:00 来源：临江日报 更新于：2022-07-22", "2022-07-20T08:00:00", "2022-07-22T00:00:00"),
        ("今天是2022-07-25 发布日期：2022-07-20", "2022-07-20T00:00:00", None),
    ],
)
def test_two_dates_are_told_apart_by_their_labels(text: str, published: str, updated: str | None) -> None:
    line = read(text)
    assert at(line) == published
    assert (line.updated.isoformat()[:19] if line.updated else None) == updated


@pytest.mark.parametrize(
    ("text", "source", "author"),
    [
        # An empty label followed by another label, by the interface, by nothing.
        ("2022-07-22 作者： 来源：临江日报", "临江日报", None),
        ("2022-07-22 来源： 作者：周小禾", None, "周小禾"),
        ("2022-07-22 来源：临江日报 作者： -标准+", "临江日报", None),
        ("2022-07-22 来源：临江日报 作者：", "临江日报", None),
        ("2022-07-22 来源： 浏览次数：12", None, None),
        ("2022-07-22 来源：【打印】【关闭】", None, None),
        ("2022-07-22 来源：无 作者：暂无", None, None),
        # Punctuation within a source.
        ("2022-07-22 来源：《临江生态文明》杂志 作者：周小禾", "《临江生态文明》杂志", "周小禾"),
        ("2022-07-22 来源：人民网-文化频道", "人民网-文化频道", None),
        ("2022-07-22 来源：澎湃新闻·澎湃号·政务 字号", "澎湃新闻·澎湃号·政务", None),
        ("2022-07-22 来源：临江日报（海外版）", "临江日报（海外版）", None),
        ("2022-07-22 来源：www.example.com 浏览：3", "www.example.com", None),
        ("2022-07-22 来源:共享单车网 打印", "共享单车网", None),
        ("2022-07-22 [来源：临江日报]", "临江日报", None),
        # No colon.
        ("2022-07-22 来源 临江日报", "临江日报", None),
        ("2022-07-22 本文来源于 临江日报", "临江日报", None),
        ("2022-07-22 来源：临江日报 记者 周小禾", "临江日报", "周小禾"),
        ("2022-07-22 来源：临江日报 作者：记者 周小禾 通讯员 王大田", "临江日报", "周小禾、王大田"),
        ("2022-07-22 来源：临江日报|作者：周小禾|责编：王大田", "临江日报", "周小禾"),
        # The issue of a paper: its day before the name, behind a colon, glued to it.
        ("来源： 2019年1月19日 临江日报 第1版 发稿时间：2019-01-20 09:57", "临江日报", None),
        ("来源： 临江新闻网：2021年11月24日 发稿时间：2021-11-25 09:57", "临江新闻网", None),
        ("来源： 临江晚报20210214 19版 发稿时间：2021-02-15 09:57", "临江晚报", None),
        ("来源： 2019年1月19日 临江每日电讯 第1版 发稿时间：2019-01-20 09:57", "临江每日电讯", None),
        ("来源：临江日报第3版 2022-07-22", "临江日报", None),
        ("来源：临江日报2021年11月26日02版 发稿时间：2022-01-05 09:57", "临江日报", None),
        ("来源：临江日报1月20日1版转2版 发稿时间：2022-01-25 09:57", "临江日报", None),
        ("来源：临江日报海外版 2022-07-22", "临江日报海外版", None),
        ("来源： 2022-07-22 字号：大 中 小", None, None),
        ("来源： 2022-07-22 会议召开", None, None),
        ("2022-07-22\n序号", None, None),
        # Unlabelled names beside the date: publishers count, others do not.
        ("2018年12月28日 19:55 新京报", "新京报", None),
        ("2022-07-22 临江省生态环境厅", "临江省生态环境厅", None),
        ("临江日报 2022-07-22 07:10", "临江日报", None),
        ("2022-07-22 周小禾", None, None),
        ("編譯中心 2022-07-22", None, None),
        ("新闻中心 2022-07-22", "新闻中心", None),
        ("2022-07-22 周小禾 来自临江", "周小禾", None),
        ("2022-07-22 绿水青山观察", "绿水青山观察", None),
        ("2022-07-22 星期五 晴", None, None),
        ("2022-07-22 首页 要闻", None, None),
        ("2022-07-22 07:10 临江网 作者 河边小叔叔聊水", "临江网", "河边小叔叔聊水"),
        ("2022-07-22 来源：临江网 作者：临江日报 周小禾", "临江网", "周小禾"),
        # What looks like a label inside a name.
        ("2022-07-22 来源：中国环境报", "中国环境报", None),
        ("2022-07-22 来源：临江市编辑出版中心", "临江市编辑出版中心", None),
    ],
)
def test_hazards_of_names(text: str, source: str | None, author: str | None) -> None:
    line = read(text)
    assert (line.source, line.author) == (source, author)


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("2022-07-22 点击: 来源：临江日报", None),
        ("2022-07-22 点击：次", None),
        ("2022-07-22 浏览(33)次", 33),
        ("2022-07-22 浏览（）次", None),
        ("2022-07-22 128次阅读", 128),
        ("2022-07-22 1.2万阅读", 12000),
        ("2022-07-22 阅读 4,321", None),
        ("2022-07-22 35人参与", None),
        ("2022-07-22 12评论", None),
        ("2022-07-22 评论数：12 阅读量：30", 30),
        ("2022-07-22 网友评论5", None),
        ("2022-07-22 评论 3 阅读 12", None),
        ("2022-07-22 07:10 阅读", None),
        ("2022-07-22 浏览量：0", 0),
        ("2022-07-22 浏览次数：加载中", None),
    ],
)
def test_hazards_of_counts(text: str, views: int | None) -> None:
    assert read(text).views == views


def test_every_field_of_a_full_line() -> None:
    line = read(
        "发布时间：2022-07-22 07:10 来源：临江日报 作者：周小禾 王大田 责任编辑：李一木 关键词：水环境 海洋污染 浏览次数：15,340次 【打印】【关闭】"
    )
    assert at(line) == "2022-07-22T07:10:00"
    assert (line.source, line.author, line.editor, line.views) == (
        "临江日报",
        "周小禾、王大田",
        "李一木",
        15340,
    )
    assert line.keywords == ("水环境", "海洋污染")
    assert set(line.raw) == {"published_at", "source", "author", "editor", "keywords", "views"}


def test_a_line_that_states_nothing_is_empty() -> None:
    for text in ("", "首页 > 新闻", "字号 大 中 小", "时间： 来源： 作者："):
        assert read(text).empty
        assert read(text).published is None


def test_a_line_of_great_length_is_read_in_part() -> None:
    assert read("x" * MAX_LENGTH + "来源：临江日报").empty


WORDS = st.lists(
    st.sampled_from(
        ["来源：", "作者:", "责任编辑：", "阅读量:", "发布时间：", "2022-07-22", "07:10:17", "3小时前", "临江日报", "周小禾", " ", "|", "【", "】",
         "打印", "15340", "次", "关键词：", "水环境", "\n", "：", "更新时间：", "来源 ", "记者 ", "http://", "《", "万"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(WORDS | st.text(max_size=80), st.sampled_from([None, BASE]))
def test_nothing_is_invented_and_nothing_raises(text: str, base: datetime | None) -> None:
    line = read(text, base)
    assert line == read(text, base)
    letters = "".join(text.split())
    for name in (
        line.source,
        *(line.author or "").split("、"),
        *(line.editor or "").split("、"),
        *line.keywords,
    ):
        assert "".join((name or "").split()) in letters
    assert line.views is None or line.views >= 0
    assert line.empty or set(line.raw)


def test_the_date_of_a_document_gives_way_to_that_of_its_publication() -> None:
    line = read("发文日期：2022-07-18 16:40 发布日期：2022-07-20 16:34")
    assert at(line) == "2022-07-20T16:34:00"
    assert at(read("发文日期：2022-07-18 16:40")) == "2022-07-18T16:40:00"


def test_a_label_is_no_value_of_the_label_before_it() -> None:
    assert read("来源: 发文机构: 省生态环境厅 2022-07-20").source != "发文机构"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者：省环境科学研究院副院长 江帆 2022-07-20", "江帆"),
        ("作者：江帆 朱智翔 2022-07-20", "江帆、朱智翔"),
    ],
)
def test_an_author_is_named_without_office_and_post(line: str, author: str) -> None:
    assert read(line).author == author


@pytest.mark.parametrize("name", ["土壤科", "执法大队", "水利站"])
def test_a_section_of_an_authority_beside_the_date_is_the_source(name: str) -> None:
    assert read(f"{name} 2022-07-20").source == name


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("2023-08-18 10:34 来源：临江青年报 作者：江帆 临江青年网", "author", "江帆"),
        ("编辑：江帆 策划：何燕", "editor", "江帆"),
        ("作者：江帆 jiangfan@example.com", "author", "江帆"),
        ("2021-10-22 13:17 社科领域创作者", "source", None),
        ("2023-12-28 100k", "source", None),
        ("2019-03-15 13:18\n热点新闻", "source", None),
        ("2019-03-15 13:18\n图说新闻", "source", None),
        ("2009-03-02 12:24 来源：\n获取Flash播放器", "source", None),
        ("何燕与记者交谈", "author", None),
    ],
)
def test_what_is_printed_beside_a_name_is_none(text: str, field: str, value: str | None) -> None:
    assert getattr(parse_meta_line(text, None), field) == value


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2016年1月12日14:21 河口水务通 评论", "河口水务通"),
        ("2010年10月14日 09:36 河口网健康论坛 【 大 中 小 】 【 打印 】 共有评论 0 条", "河口网健康论坛"),
        ("2016年1月12日14:21 何晓婷 评论", None),
        ("2016年1月12日14:21 环保要闻 【打印】", None),
    ],
)
def test_a_name_between_a_date_and_buttons_is_that_of_an_account(line: str, source: str | None) -> None:
    assert read(line).source == source


def test_bars_part_the_fields_whose_labels_need_no_colon(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = (
        "发表于<b>2022-07-22 16:07</b>| <b>次阅读</b>| 来源<b>临江网</b>| <b>0 条评论</b>| 作者<b>夏梦竹</b>"
    )
    found = read(article(line))
    assert (found.source, found.author) == ("临江网", "夏梦竹")


def test_an_outlet_stands_before_the_link_to_its_account_and_the_date(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = "<span>宏观经济</span><span>临江财经</span><span>[<a href='/t'>微博</a>] </span><span>2022-07-22 09:54</span>"
    assert read(article(line)).source == "临江财经"


def test_a_caption_below_the_label_of_the_author_names_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = (
        "<p>2022-07-22 09:54 作者： 何燕</p><p><span>何燕</span><span>｜作者</span></p>"
        "<p>据水务局数据显示，尽管排污口总数有所下降，但入海口的水质造成更多人关注。（临江社）</p>"
    )
    assert read(article(line)).author == "何燕"


def test_an_empty_label_of_the_author_before_the_paper_names_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("<span>作者：</span> <b>《临江日报》（ 2022年07月22日 01版）</b>"))
    assert (found.author, found.source) == (None, "临江日报")


def test_of_two_bylines_in_a_line_the_second_ones_paper_is_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "<p>会议通报了排查进度，交流了溯源的做法。</p><p>临江时报驻省城特约记者 江帆 何燕 临江时报特约记者 周宁</p>"
    assert read(article(text=text)).author == "江帆、何燕、周宁"


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("04-29 02:45 开赛 2014-04-27 20:21:49 来源：临江体育", "2014-04-27T20:21:49"),
        ("2014-04-27 20:21:49 来源：临江体育 04-29 02:45 开赛", "2014-04-27T20:21:49"),
        ("07-22 07:10 来源：临江日报", "2022-07-22T07:10:00"),
        # The same day once more, one from which something is in force, one on which somebody joined.
        ("07-22 07:10 来源：临江日报 2022-07-22", "2022-07-22T07:10:00"),
        ("07-22 07:10 来源：临江日报 2021-03-01起施行", "2022-07-22T07:10:00"),
        ("江帆 07-22 07:10 加入时间 2015-03-01 来源：临江论坛", "2022-07-22T07:10:00"),
        # Days of an issue or picture are the article's where it has no other.
        ("发行日期：2022-07-22 来源：临江日报", "2022-07-22T00:00:00"),
        ("发行时间：1980.04.01 停用时间：1995.01.01 2022-07-22 07:10 来源：临江日报", "2022-07-22T07:10:00"),
        ("拍摄时间：2021-05-01 发布时间：2022-07-22 来源：临江日报", "2022-07-22T00:00:00"),
    ],
)
def test_of_several_days_the_articles_own_is_told(line: str, time: str) -> None:
    assert at(read(line)) == time


def test_an_empty_count_of_readers_ends_the_name_before_it() -> None:
    line = read("2014-04-27 20:21:49 来源: 临江体育 作者：江帆 有 人参与 手机看赛事")
    assert (line.source, line.author) == ("临江体育", "江帆")


def test_an_outlet_stands_behind_the_site_in_brackets_and_before_who_typed_it_in() -> None:
    line = read("【临江网 河长频道】河口晚报 文章录入：江帆 责任编辑：何燕 2012-9-24 16:00:04 点击数：")
    assert (line.source, line.editor, line.author) == ("河口晚报", "何燕", None)


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("2022-07-22 来源：临江日报 选稿：临江网教育频道 江帆 何燕", "江帆、何燕"),
        ("2022-07-22 来源：临江日报 编辑：新媒体团队 江帆", "江帆"),
        ("2022-07-22 来源：临江日报 编辑：水务集团办公室", "水务集团办公室"),
        ("2022-07-22 来源：临江日报 编辑：江帆 何燕", "江帆、何燕"),
        ("2022-07-22 来源：临江日报 编辑：张雨庭 王宁", "张雨庭、王宁"),
        ("2022-07-22 来源：临江日报 编辑：李登科 何燕", "李登科、何燕"),
    ],
)
def test_an_editor_is_named_without_the_desk(line: str, editor: str) -> None:
    assert read(line).editor == editor


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("饮食服务中心核算部经理 周宁", "周宁"),
        ("江帆 何燕 指导老师 周宁", "江帆、何燕"),
        ("加载中...", None),
        ("江帆（原刊于《临江文艺》）", "江帆"),
    ],
)
def test_an_author_is_named_without_post_teacher_and_what_a_script_has_not_filled_in(
    author: str, names: str | None
) -> None:
    assert read(f"2022-07-22 来源：临江日报 作者：{author}").author == names
