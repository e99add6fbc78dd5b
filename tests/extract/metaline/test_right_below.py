"""The meta line that stands right below a text instead of above it is heard, where nothing else tells the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


def test_day_and_time_right_below_the_text_come_before_the_day_of_the_pages_head(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        meta="", above="<div>2022年07月25日 星期一</div>", below="<div>2022-07-22 07:10 临江晚报</div>"
    )
    found = read(page)
    assert found.published is not None
    assert (found.published.isoformat(), found.source) == ("2022-07-22T07:10:00+08:00", "临江晚报")


def test_a_labelled_source_below_comes_before_the_name_beside_the_date(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        meta="", below="<div>2022-07-22 07:10 临江在线新闻网站</div><div>来源：河口日报 作者：江帆</div>"
    )
    found = read(page)
    assert (found.source, found.author) == ("河口日报", "江帆")


def test_a_time_right_below_the_text_says_nothing_against_a_label(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    label = "<meta name='PubDate' content='2022-07-22 07:10'>"
    found = read(article(meta="", head=label, below="<div>2022-07-23 10:01 临江网友</div>"))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:00+08:00"


def test_a_meta_line_at_the_end_of_the_texts_element_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    found = read(article(meta="", text=f"{text}<div>2022-07-22 09:32 来源: 临江晚报 记者 江帆</div>"))
    assert found.body.splitlines() == list(paragraphs)
    assert found.published is not None
    assert (found.published.isoformat(), found.source) == ("2022-07-22T09:32:00+08:00", "临江晚报")


def test_day_and_time_alone_in_the_last_line_are_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    found = read(article(meta="", text=f"{text}<p>2022-07-22 07:56</p>"))
    assert found.body.splitlines() == list(paragraphs)
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:56:00+08:00"
    signed = read(article(meta="", text=f"{text}<p>2022年7月22日</p>"))
    assert signed.body.splitlines() == [*paragraphs, "2022年7月22日"]


def test_day_and_weekday_in_the_pages_head_say_nothing_against_a_label(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    label = "<meta name='PubDate' content='2022-07-22'>"
    found = read(article(meta="2022年07月25日 星期一", head=label))
    assert found.published is not None
    assert found.published.isoformat().startswith("2022-07-22")
