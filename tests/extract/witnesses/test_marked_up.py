"""Time and author that microdata or the classes of a content system mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

DAY = "2018-09-28"
ENTRY = (
    "<span class='posted-on'><a href='/1'><time class='entry-date published' datetime='2018-09-28T15:51:00+08:00'>2018年9月28日</time>"
    "<time class='updated' datetime='2022-06-12T11:24:17+08:00'>2022年6月12日</time></a></span> <a href='/1#c'>Comments <span>0</span> Feedbacks on 全省入海排污口整治现场会在临江召开</a>"
    "<span class='byline'> by <span class='author vcard'><a class='url fn n' href='/author/linjiang/'>linjiang</a></span></span>"
)
MICRODATA = (
    "<div class='footer'>本文由 <span itemprop='author'>linjiang</span> 在"
    " <time itemprop='datePublished' datetime='2018-09-28T15:51:00+08:00'>2018年9月28日</time> 发布在 <a href='/c'>河口观察</a></div>"
)
LIST = "".join(f"<p><a href='/{at}.html'>海岛邮递员的第{at}趟船</a></p>" for at in range(40))


@pytest.mark.parametrize(("above", "below"), [(ENTRY, ""), ("", LIST + MICRODATA)])
def test_the_only_time_and_author_that_a_page_marks_are_heard(
    above: str, below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("", above=above, below=below))
    assert found.published is not None
    assert (found.published.isoformat()[:10], found.author) == (DAY, "linjiang")


def test_a_page_that_marks_several_times_and_authors_lists_articles(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    other = ENTRY.replace("2018-09-28", "2019-01-02").replace("linjiang", "hekou")
    found = read(article("", above=ENTRY, below=f"{LIST}<div>{other}</div>"))
    assert (found.published, found.author) == (None, None)


@pytest.mark.parametrize("box", ["aside", "div class='comments'", "div class='widget related-posts'", "li"])
def test_marks_of_other_articles_and_of_comments_are_not_heard(
    box: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = f"{LIST}<{box}>{MICRODATA}</{box.split(maxsplit=1)[0]}>"
    found = read(article("", below=below))
    assert (found.published, found.author) == (None, None)


def test_the_name_of_the_host_marked_as_author_is_none(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article("", below=LIST + MICRODATA)
    assert read(page, url="https://www.linjiang.example/1.html").author is None


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2022-07-22T07:10:00+08:00", "2022-07-22T07:10:00+08:00"),
        ("2022-07-25T09:00:00+08:00", "2022-07-22T00:00:00+08:00"),
        ("2022-07-22", "2022-07-22T00:00:00+08:00"),
    ],
)
def test_the_time_that_an_element_states_makes_its_displayed_day_more_exact(
    stated: str, published: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<time datetime='{stated}'>2022年7月22日</time> 来源：临江日报"))
    assert found.published is not None
    assert found.published.isoformat() == published


@pytest.mark.parametrize(
    "meta",
    [
        "2022年7月22日 来源：临江日报 明晚直播 <time datetime='2022-07-22T20:00:00+08:00'>20:00</time>",
        "2022年7月22日 更新于 <time datetime='2022-07-22T19:30:00+08:00'>2022年7月22日</time>",
        "<time datetime='2022-07-22T00:00:00Z'>2022年7月22日</time> 来源：临江日报",
        "<time datetime='2022-07-22 00:00:00'>2022年7月22日</time> 来源：临江日报",
        "<time datetime='2022-07-21T16:00:00Z'>2022年7月22日</time> 来源：临江日报",
        "2022年7月22日 <b>最后更新</b> <time datetime='2022-07-22T19:30:00+08:00'>2022年7月22日</time>",
        "<time class='updated' datetime='2022-07-22T19:30:00+08:00'>2022年7月22日</time>",
        "<ul><li><a href='/n/2'>河口排污口整治完成验收</a> <time datetime='2022-07-22T19:30:00+08:00'>2022-07-22</time></li></ul>2022年7月22日",
    ],
)
def test_times_of_something_else_make_a_day_no_more_exact(
    meta: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(meta))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T00:00:00+08:00"
