"""Meta lines below a text: told from those of other articles by their labels, or by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

OTHERS = (
    "<h3>相关资讯</h3><div><a href='/1.html'>临江市开展秋季巡河</a><span>日期：2022-07-24</span></div>"
    "<div><a href='/2.html'>河口区通报水质月报</a><span>日期：2022-07-23</span></div>"
)


@pytest.mark.parametrize(
    ("line", "time", "source"),
    [
        (
            "<div>2022年07月20日 20:00:12 临江在线新闻网站</div>",
            "2022-07-20T20:00:12+08:00",
            "临江在线新闻网站",
        ),
        ("<div>2022-07-20 20:00 来源： 临江日报</div>", "2022-07-20T20:00:00+08:00", "临江日报"),
        ("<div>WATER.EXAMPLE.CN 2022年07月20日20:00 临江网</div>", "2022-07-20T20:00:00+08:00", "临江网"),
    ],
)
def test_a_line_right_below_the_text_is_its_meta_line_and_not_that_of_the_articles_behind_it(
    line: str, time: str, source: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("", below=line + OTHERS))
    assert found.published is not None
    assert (found.published.isoformat(), found.source) == (time, source)


def test_a_line_behind_the_heading_of_other_articles_is_not_that_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    others = (
        "<h3>相关资讯</h3><div>临江市开展秋季巡河</div><div>2022-07-24 08:30 临江日报</div>"
        "<div>河口区通报水质月报</div><div>2022-07-23 09:10 河口晚报</div>"
    )
    assert read(article("", below=others)).source is None


@pytest.mark.parametrize(
    ("script", "source"),
    [
        ("document.write('临江省生态环境厅');", "临江省生态环境厅"),
        ("var ly=''; if(ly==''){document.write(\"临江省生态环境厅\");}else{document.write(ly);}", "临江省生态环境厅"),
        ("if(a){document.write('临江日报');}else{document.write('河口晚报');}", None),
        ("document.write('<iframe src=\"/clock.html\"></iframe>');", None),
    ],
)  # fmt: skip
def test_a_source_that_a_script_writes_behind_its_label_is_the_only_name_it_holds(
    script: str, source: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = f"2022-07-22 07:10 来源：<script>{script}</script> 【字体：大 中 小】"
    assert read(article(line)).source == source


def test_the_label_before_a_script_may_have_an_element_of_its_own(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = (
        "<span class='t'>日期：</span><span>2022-07-22</span><span class='t'>来源：</span>"
        '<span><script>var s="临江日报";if(s!=""){document.write(s)}</script></span>'
    )
    assert read(article(line)).source == "临江日报"


def test_a_source_is_written_behind_its_own_label_only(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = "2022-07-22 07:10 浏览：<script>document.write('临江省统计中心');</script>"
    assert read(article(line)).source is None


@pytest.mark.parametrize(
    "day", ["2022年7月22日", "二〇二二年七月二十二日", "临江市生态环境局 2022年7月22日", "（2022年7月22日）"]
)
def test_a_document_that_states_no_other_time_is_of_the_day_with_which_it_is_signed(
    day: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*paragraphs, "临江市生态环境局", day))
    found = read(article("", text=text))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T00:00:00+08:00"
    assert found.body.endswith(day)
    stated = read(article("发布时间：2022-07-25", text=text))
    assert stated.published is not None
    assert stated.published.at.day == 25


def test_a_letter_is_published_with_its_answer(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = "<span>来信时间：2022-07-20 21:14</span><span>回复时间：2022-07-22 16:20</span>"
    found = read(article(line))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T16:20:00+08:00"


def test_day_and_month_may_stand_in_one_line_below_the_clock_of_the_page(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    clock = "<div>今天是：2026年11月29日 星期日</div>"
    page = article("来源：市监控中心", above=f"{clock}<div class='calendar'><b>08</b><i>2022-05</i></div>")
    found = read(page)
    assert found.published is not None
    assert found.published.isoformat() == "2022-05-08T00:00:00+08:00"


def test_a_bulletin_that_states_no_time_is_of_the_day_in_its_headline(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("", headline="临江市空气质量日报（2022年7月22日）"))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T00:00:00+08:00"


@pytest.mark.parametrize(
    "line",
    [
        "成文日期：2022-07-20 发布日期：2022-07-22",
        "发布日期:20220722",
        "印发日期：2022-07-20　公开日期：2022-07-22",
    ],
)
def test_the_day_of_publication_is_told_from_that_of_the_document(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(line))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T00:00:00+08:00"


@pytest.mark.parametrize(
    ("below", "time"),
    [
        ("<div>发布于：2022-07-20 11:34</div>", "2022-07-20T11:34:00+08:00"),
        ("<div>更新时间：2022-07-20 11:34</div>", "2022-07-20T00:00:00+08:00"),
        (
            "<div>标签：<a href='/t/1'>入海排污口</a> <a href='/t/2'>整治</a> <b>发布于：2022-07-20 11:34</b></div>",
            "2022-07-20T11:34:00+08:00",
        ),
        ("<div>最后回复时间：2022-07-20 11:34</div>", "2022-07-20T00:00:00+08:00"),
        ("<div>页面生成时间：2022-07-20 11:34</div>", "2022-07-20T00:00:00+08:00"),
        (
            "<div><a href='/2'>临江市开展秋季巡河行动</a> 发布时间：2022-07-20 11:34</div>",
            "2022-07-20T00:00:00+08:00",
        ),
        ("<div>发布于：2022-07-21 11:34</div>", "2022-07-20T00:00:00+08:00"),
        (f"{OTHERS}<div>发布于：2022-07-20 11:34</div>", "2022-07-20T00:00:00+08:00"),
    ],
)
def test_a_labelled_line_below_the_text_tells_the_time_of_the_day_above_it(
    below: str, time: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    published = read(article("2022-07-20 临江日报", below=below)).published
    assert published is not None
    assert published.isoformat() == time


def test_the_name_of_a_portal_beside_the_day_gives_way_to_the_source_below_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("临江市政府门户网站 2022-02-11 09:52", below="<div>来源：河口日报 编辑：苏亮</div>"))
    assert (found.source, found.editor) == ("河口日报", "苏亮")


def test_a_label_far_below_the_text_may_state_a_day_of_the_republic(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    news = "".join(f"<li><a href='/{n}'>河口縣推動水質改善計畫</a> 111-06-{n}</li>" for n in (21, 26, 30))
    found = read(article("", below=f"<h3>相關新聞</h3><ul>{news}</ul><div>上版日期：111-07-21</div>"))
    assert found.published is not None
    assert found.published.isoformat()[:10] == "2022-07-21"
