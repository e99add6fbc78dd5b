"""What national portals print beside a text: buttons, cards of accounts, boxes of their own, dates in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import PARAGRAPHS, body

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


def test_the_link_to_an_outlets_account_stands_between_its_name_and_the_date(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "<span>社会</span> <span>临江日报</span> <span>[微博]</span> <span>2022-07-22 07:10</span>"
    assert read(article(meta)).source == "临江日报"


def test_networks_to_share_a_page_on_are_no_authors(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "2022-07-22 07:10 来源：临江日报 作者：何晓婷 <span><a>微信</a> <a>微博</a></span>"
    assert read(article(meta)).author == "何晓婷"


def test_the_time_stands_below_year_and_day_in_a_column_beside_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    column = "<div><div>2022</div><div>07/22</div><div>07:10</div></div>"
    found = read(article("", above=column)).published
    assert found is not None
    assert found.isoformat() == "2022-07-22T07:10:00+08:00"


def test_of_a_named_element_with_several_lines_the_first_tells_the_editor(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div id='editor_baidu'><span>责编：何晓婷</span><div><p>临江日报系产品</p><p>关注临江网公众号</p></div></div>"
    assert read(article(below=below)).editor == "何晓婷"


@pytest.mark.parametrize(
    ("label", "keywords"),
    [
        ("排污口,溯源,整治", ("排污口", "溯源", "整治")),
        ("排污口,溯源,整治,临江信息港", ("排污口", "溯源")),
        ("溯源,整治", ("溯源", "整治")),
        ("整治", ("排污口", "溯源")),
    ],
)
def test_a_label_tells_all_keywords_of_which_the_page_may_show_some(
    label: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    shown = "<div>关键词：<a href='/t/1'>排污口</a> <a href='/t/2'>溯源</a></div>"
    page = article(head=f"<meta name='keywords' content='{label}'>", below=shown)
    assert read(page).keywords == keywords


def test_a_portals_own_recommendation_and_the_button_of_a_picture_are_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    first, *others = PARAGRAPHS
    picture = (
        "<div><div><span>转播到腾讯微博</span></div><img src='/1.jpg'></div><p>7月21日，现场会开始之前。</p>"
    )
    box = "<div><h4>临江网推荐</h4><dl><dt><img src='/2.jpg'></dt><dd><a href='/v/1.html'>航拍：夏日里的临江水面</a></dd></dl></div>"
    text = f"{picture}<p>{first}</p>{box}" + "".join(f"<p>{paragraph}</p>" for paragraph in others)
    found = read(article(text=text)).body
    assert found.startswith("7月21日，现场会开始之前。")
    assert "临江网推荐" not in found
    assert "航拍" not in found


def test_reporter_and_correspondent_in_a_line_each_are_both_authors(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = "□ 临江日报记者 何晓婷<br>□ 临江日报通讯员 江子帆<br>" + "<br>".join(PARAGRAPHS)
    found = read(article(text=lines))
    assert found.author == "何晓婷、江子帆"
    assert found.body.startswith(PARAGRAPHS[0])


def test_an_account_stands_beside_the_picture_that_leads_to_its_page(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    card = (
        "<div><div><a href='https://hao.example.com/home?id=15'><img src='/h.jpg'></a></div>"
        "<div><a href='https://hao.example.com/home?id=15'><p>临江新闻</p></a><div><span>07-22</span><span>07:10</span></div></div></div>"
    )
    assert read(article(card), base=None).source == "临江新闻"


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>[热点]</b> <a href='/1.html'>海岛邮递员每天六趟船</a> <a href='/2.html'>地铁换乘为什么越走越远</a></p>",
        "<div><strong>推荐：</strong><a href='/1.html'>旧小区加装电梯怎么说</a></div>",
        "<div><a href='/1.html'><em>推荐阅读</em><span>旧小区加装电梯怎么说</span></a></div>",
    ],
)
def test_titles_recommended_between_two_paragraphs_are_none_of_the_text_and_do_not_end_it(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    first, second, third = PARAGRAPHS
    found = read(article(text=f"<p>{first}</p><p>{second}</p>{line}<p>{third}</p>"))
    assert found.body == "\n".join(PARAGRAPHS)


def test_a_reporter_who_took_the_pictures_is_no_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = "<p>文/临江日报记者 何晓婷</p><p>图/临江日报记者 江子帆</p>"
    assert read(article(text=body() + lines)).author == "何晓婷"


def test_paper_and_page_stand_behind_the_names_of_its_reporters(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "<span>本报记者 何晓婷</span> 《 临江青年报 》（ 2022年07月22日 &nbsp; 04 版）"
    found = read(article(meta))
    assert (found.source, found.author) == ("临江青年报", "何晓婷")


@pytest.mark.parametrize(
    ("words", "keywords"),
    [("大江网,12377", ()), ("大江网,12377,排污口,整治", ("大江网", "12377", "排污口", "整治"))],
)
def test_host_and_end_of_the_sites_name_alone_are_no_keywords(
    words: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head=f"<meta name='keywords' content='{words}'>",
        title="全省入海排污口整治现场会在临江召开_临江日报大江网",
        text=body("大江网讯 会议还研究了其他事项，12377热线同日开通。"),
    )
    assert read(page, url="https://www.12377.example/1.html").keywords == keywords


@pytest.mark.parametrize("beside", ["友善列印", "產業新聞", "即時行情", "晚間新聞"])
def test_a_button_or_column_in_traditional_characters_beside_the_date_is_no_source(
    beside: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(meta=f"<div>2022/07/22 07:10:07 <a href='#'>{beside}</a></div>")
    assert read(page).source is None


def test_who_wrote_and_took_the_pictures_is_the_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p>周盼盼 文/图</p>")).author == "周盼盼"


def test_the_heading_below_an_empty_label_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div><p>标签：</p></div><div><p>精彩图文</p><ul><li><a href='/1.html'>海岛邮递员每天六趟船</a></li></ul></div>"
    page = article(head="<meta name='keywords' content='排污口 整治'>", below=below)
    assert read(page).keywords == ("排污口", "整治")


def test_a_prompt_to_open_the_application_beside_the_date_is_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "<div><span>临江新闻客户端</span><span>2022-07-22 07:10:07</span></div><div>打开临江新闻客户端 观看高清视频</div>"
    assert read(article(meta)).source == "临江新闻客户端"


def test_a_weekly_right_before_its_reporters_is_no_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "作者：临江周末记者 何晓婷 临江周末实习生 江子帆 2022-07-22 07:10"
    assert read(article(meta)).author == "何晓婷、江子帆"


def test_an_outlet_stands_beside_a_day_without_year(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article("<a href='/s/1'>临江晨报</a> <span>07-22</span>"), base=None).source == "临江晨报"


@pytest.mark.parametrize(
    "box",
    [
        "<div><p>扫码关注“临江环保”公众号，获取更多环保资讯</p><img src='/q.png'></div>",
        "<div><span>分享</span><a href='#'>微信</a><a href='#'>微博</a><a href='#'>QQ</a></div>",
        "<div><p>打开临江新闻客户端，阅读体验更佳</p><a href='#'>立即打开</a></div>",
        "<div><div>视频加载失败，请刷新重试</div><div>倍速</div><div>高清</div></div>",
        "<div><span>热点</span><a href='/1.html'>一座县城的管网改造账本公开了</a></div>",
        "<div id='player'>'正在加载中...'<br/></div>",
        "<section class='follow-tags'><span role='listitem' data-type='tag'>排污口</span></section>",
    ],
)
def test_a_box_before_the_last_paragraph_neither_ends_the_text_nor_belongs_to_it(
    box: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    last = "会议还研究了其他事项，部署了下一阶段的监测和执法工作，强调要层层压实责任。"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + box + f"<p>{last}</p>"
    assert read(article(text=text)).body == "\n".join((*PARAGRAPHS, last))


def test_what_stands_behind_the_box_of_a_text_is_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    box = "<div><span>分享</span><a href='#'>微信</a><a href='#'>微博</a></div><div><p>本站转载文章出于传递信息的目的，侵删。</p></div>"
    assert read(article(text=body() + box)).body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "总台央视记者丨何晓婷 江子帆",
        "值班主任：周宁",
        "采写：何晓婷",
        "编 辑：何晓婷",
        "素材来源：临江日报、临江电视台",
        "— 完 —",
        "阅读 1234 评论 5 赞 3",
        "感谢您的阅读！",
        "转载请注明：临江网",
        "临江健康在线专稿，转载请注明临江健康在线；媒体合作请联系：0311-85650000",
        "【结尾】以上是关于排污口登记的相关内容，如果想获取更多消息可以继续浏览。",
    ],
)
def test_credits_and_counts_below_the_last_paragraph_are_none_of_the_text(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(text=body(line)))
    assert (found.body, found.source) == ("\n".join(PARAGRAPHS), "临江省生态环境厅")


def test_what_pictures_were_taken_from_is_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article("2022-07-22 07:10", text=body("素材来源：临江日报、临江电视台"))).source is None


@pytest.mark.parametrize(
    ("above", "moment"),
    [
        # The year stands above the day in a column, with the account below.
        (
            (
                "<div><div><span>2020</span></div><div>07<!-- -->/<!-- -->22</div><div>16<!-- -->:<!-- -->37</div>"
                "<div><a class='author'>临江新闻</a></div></div>"
            ),
            "2020-07-22T16:37:00+08:00",
        ),
        (
            "<div>| 19-08-16 | 【<a>大</a> <a>中</a> <a>小</a>】<a>【打印】</a></div>",
            "2019-08-16T00:00:00+08:00",
        ),
    ],
)
def test_a_year_apart_from_its_day_and_one_of_two_figures_are_read(
    above: str, moment: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("", above=above)).published
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "above",
    [
        "<div class='usermenu'><a href='/member/mission'><span>活动列表</span></a></div>",
        "<div class='main-media'><figure><img src='a.jpg'><figcaption><span>入海口</span><span>© 临江社图片</span></figcaption></figure></div>",
    ],
)
def test_a_readers_own_menu_and_what_is_said_of_a_picture_name_nobody(
    above: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("2022-07-22 07:10", above=above))
    assert (found.author, found.source) == (None, None)


def test_the_time_of_an_event_is_no_time_of_publication(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "<p>时间：2022年7月22日（周五）下午15:00—17:00</p><p>地点：北楼406室</p><p>主讲人将介绍入海排污口溯源的方法，以及近年来的整治成效。</p>"
    found = read(article("2022-07-20", text=text))
    assert str(found.published and found.published.at.date()) == "2022-07-20"
    assert found.body.startswith("时间：2022年7月22日（周五）下午15:00—17:00")


@pytest.mark.parametrize(
    ("meta", "source"),
    [
        (
            "<span class='from'>临江金狮网</span><span>发布时间：2022-07-22 07:10</span><span>256次</span>",
            "临江金狮网",
        ),
        (
            "<p>发布时间：2022-07-22</p><p class='source'>来源：临江市水务局</p><p>访问次数：</p>",
            "临江市水务局",
        ),
    ],
)
def test_how_often_a_page_was_read_is_no_source_and_none_of_the_text(
    meta: str, source: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(meta))
    assert found.source == source
    assert "次" not in found.body


def test_a_short_day_between_bars_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = "<div>| 19-01-07 | 【<a>大</a> <a>中</a> <a>小</a>】<a>【打印】</a></div>"
    found = read(article("", text=f"{line}<p>会议通报了排查进度，交流了溯源的做法，部署了下一步工作。</p>"))
    assert "19-01-07" not in found.body
    assert str(found.published and found.published.at.date()) == "2019-01-07"


def test_a_sites_greeting_is_no_headline(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<div><p>临江市胜利小学欢迎您！</p></div>"
    page = article(
        "发布时间：2022-07-22", headline="教师成长：本学期第二次教研活动", title="临江市胜利小学", above=""
    )
    page = page.replace("<body>", f"<body>{head}", 1)
    assert read(page).headline == "教师成长：本学期第二次教研活动"
