"""What pages state without any label: datelines, outlets before their reporters, accounts, last lines, boxes far from the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import PARAGRAPHS, body

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

MOMENT = "2022-07-22 07:10"


def day_of(found: Extraction) -> str | None:
    return found.published.isoformat()[:10] if found.published else None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("本報2015年7月8日高雄訊，李育琴報導", "李育琴"),
        ("本報2015年7月8日台北訊，鄒敏惠、李育琴報導", "鄒敏惠、李育琴"),
    ],
)
def test_a_dateline_alone_in_a_field_tells_day_and_reporters(
    line: str, author: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<div class='field-item even'>{line}</div>"))
    assert (day_of(found), found.source, found.author) == ("2015-07-08", None, author)
    assert line not in found.body


def test_terms_beside_a_day_are_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    rows = "".join(
        f"<div class='row'>{row}</div>"
        for row in ("2015年07月08日", "<a href='/t/1'>台灣新聞</a>", "<a href='/t/2'>海洋</a>")
    )
    found = read(article(rows))
    assert (day_of(found), found.source) == ("2015-07-08", None)


def test_terms_beside_a_day_above_a_dateline_are_no_teaser(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = "<span>2015年07月08日</span> <a href='/t/1'>台灣新聞</a> <a href='/t/2'>生態保育</a>"
    found = read(article(f"{line}</div><div>本報2015年7月8日高雄訊，李育琴報導"))
    assert (day_of(found), found.source, found.author) == ("2015-07-08", None, "李育琴")


@pytest.mark.parametrize(
    ("cell", "author", "editor"),
    [
        ("新京报记者 张静姝 编辑 李宁 校对 王五", "张静姝", "李宁"),
        ("新京报 记者 张静姝", "张静姝", None),
        ("新京报见习记者 张静姝 编辑 李宁", "张静姝", "李宁"),
    ],
)
def test_the_outlet_with_which_a_byline_beside_the_time_opens_is_the_source(
    cell: str, author: str, editor: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<span>{cell}</span><span>{MOMENT}</span>"))
    assert (found.source, found.author, found.editor) == ("新京报", author, editor)


def test_the_outlet_of_a_byline_that_opens_the_text_is_the_source(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{one}</p>" for one in ("新京报 记者 张静姝", *paragraphs))
    found = read(article(MOMENT, text=text))
    assert (found.source, found.author) == ("新京报", "张静姝")


@pytest.mark.parametrize("role", ["本报", "全媒体", "首席", "社会新闻 "])
def test_a_reporters_rank_or_column_is_no_outlet(
    role: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"{MOMENT} {role}记者 张静姝"))
    assert (found.source, found.author) == (None, "张静姝")


@pytest.mark.parametrize(
    "words", ["官方帐号", "优质财经领域创作者", "财经领域爱好者", "优质作者", "教育达人", "媒体人，专栏作者"]
)
@pytest.mark.parametrize("name", ["articleSource", "source", "account-authentication"])
def test_what_a_platform_says_of_an_account_is_no_source(
    words: str, name: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<span class='date'>{MOMENT}</span><span class='{name}'>{words}</span>"))
    assert (day_of(found), found.source) == ("2022-07-22", None)
    assert words not in found.body


@pytest.mark.parametrize(
    "lines",
    [
        f"<span class='author-name'>水边的老周</span> <span>{MOMENT} · 北京</span>",
        f"<div>水边的老周</div><div>{MOMENT}</div><div>关注</div>",
        f"<span>水边的老周</span><span>{MOMENT} 发布于 北京</span><span>财经领域创作者</span>",
        f"<em>原创</em><a href='#'>水边的老周</a><em>{MOMENT}</em>",
    ],
)
def test_an_account_without_a_label_beside_a_day_is_the_source(
    lines: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(lines))
    assert (day_of(found), found.source, found.author) == ("2022-07-22", "水边的老周", None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("江帆 / 临江日报 / 2022-07-22", "江帆"),
        ("2022年7月22日 临江日报", None),
        ("临江日报 江帆 2022年07月22日 07:10", "江帆"),
    ],
)
def test_the_last_line_of_a_text_may_state_day_outlet_and_people(
    line: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    for html in (
        article("").replace("</p>\n</div>", f"</p><{tag}>{line}</{tag}></div>") for tag in ("p", "div")
    ):
        found = read(html)
        assert (day_of(found), found.source, found.author) == ("2022-07-22", "临江日报", author)
        assert line not in found.body


def test_an_office_and_a_day_below_a_document_are_of_its_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{one}</p>" for one in (*paragraphs, "临江市生态环境局 2022年7月22日"))
    assert read(article("", text=text)).body.endswith("临江市生态环境局 2022年7月22日")


OTHERS = "<ul>" + "".join(
    f"<li><a href='/{day}.html'>河口区开展第{day}次巡河行动</a><span>2022-06-{day:02}</span></li>" for day in range(1, 17)
) + "</ul>"  # fmt: skip


@pytest.mark.parametrize("page", ["{box}{others}{article}", "{article}{others}{box}"])
def test_the_day_may_stand_in_a_column_behind_a_list_of_other_articles(
    page: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    box = "<dl><dt>日期</dt><dd>2022-07-22</dd></dl>"
    html = article("")
    inside = html[html.index("<div class='nav'") : html.index("<div class='foot'")]
    found = read(html.replace(inside, page.format(box=box, others=OTHERS, article=inside)))
    assert day_of(found) == "2022-07-22"


def test_days_of_other_articles_and_the_clock_of_the_page_date_nothing(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    html = article("").replace(
        "<div class='nav'>", f"<div>2022年7月25日 星期一</div>{OTHERS}<div class='nav'>"
    )
    assert read(html).published is None


def test_the_time_of_day_may_stand_alone_in_the_line_below_the_day(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("", below="<p>完</p><div>2022年7月22日（星期五）<br>香港時間17時30分</div>"))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T17:30:00+08:00"


def test_an_element_for_the_editor_may_hold_others_behind_a_bar(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div id='editor_baidu'>责任编辑：李宁 | 版面编辑：何燕</div>"
    assert read(article(below=below)).editor == "李宁"


def test_a_linked_account_and_the_time_above_a_note_are_no_teaser(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    note = "本文来自微信公众号：棱镜水务观察（ID：lengjing），作者：江帆，编辑：周宁，头图来自：视觉中国"
    text = "".join(f"<p>{line}</p>" for line in (note, *paragraphs))
    line = f"<a href='/member/1.html'>棱镜水务观察Lens</a><span>{MOMENT}</span>"
    found = read(article(line, text=text))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T07:10:00+08:00"
    assert (found.author, found.body) == ("江帆", "\n".join(paragraphs))


@pytest.mark.parametrize("name", ["index-module_authorName", "author-homePage"])
def test_a_name_of_four_characters_in_an_element_for_accounts_is_no_author(
    name: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = f"<p class='{name}'>临江壹点</p><div><span>{MOMENT}</span><span>山东</span></div><div>关注</div>"
    found = read(article(lines))
    assert (found.source, found.author) == ("临江壹点", None)


def test_outlet_and_reporter_in_a_line_of_their_own_are_above_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    found = read(article(f"<div>{MOMENT} 星期五</div><div>财联社 江帆</div><div>阅读 31.2W</div>"))
    assert (found.source, found.author) == ("财联社", "江帆")
    assert found.body == "\n".join(paragraphs)


def test_authors_whose_pages_are_linked_side_by_side_are_all_named(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = f"<address><a href='/author/1'>储百亮</a>, <a href='/author/2'>王月眉</a></address><time>{MOMENT}</time>"
    assert read(article(line)).author == "储百亮、王月眉"


def test_a_paper_between_quotes_before_a_foreign_author_is_the_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("更新于2022年7月22日 07:10 英国《临江时报》 艾丽斯•汉考克 布鲁塞尔报道"))
    assert (found.source, found.author) == ("英国《临江时报》", "艾丽斯·汉考克")


def test_a_day_may_be_written_before_its_month_with_points(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(
        article(
            "",
            below="<ul><li><strong>日期</strong> 22.07.2022</li><li><strong>打印</strong> 打印此页</li></ul>",
        )
    )
    assert day_of(found) == "2022-07-22"


def test_the_province_from_which_an_account_posts_is_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = f"<time>{MOMENT}</time><div><span>来自</span><a>浙江省</a></div><div>来源：<a>临江新闻</a></div>"
    assert read(article(line)).source == "临江新闻"
    assert read(article(f"<time>{MOMENT}</time><div><span>来自</span><a>浙江省</a></div>")).source is None


def test_an_accounts_name_and_the_time_may_be_links_above_a_note(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    note = "来源：临江App，作者： 水务投资笔记，（https://example.com/123/226）"
    text = "".join(f"<p>{line}</p>" for line in (note, *paragraphs))
    line = f"<a>水务投资笔记</a> <a class='time'>发布于{MOMENT}</a> <span>来自临江</span>"
    found = read(article(line, text=text))
    assert (day_of(found), found.source, found.author) == ("2022-07-22", "临江App", "水务投资笔记")


def test_a_station_names_several_reporters_behind_a_stroke(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*paragraphs, "（来源：临江新闻广播/张璇 江雯 编辑/吕新）"))
    found = read(article(f"{MOMENT} 来源：临江新闻广播", text=text))
    assert (found.source, found.author, found.editor) == ("临江新闻广播", "张璇、江雯", "吕新")


@pytest.mark.parametrize("line", ["發佈時間：16:40 2022-07-22 HKT", "16:40 2022/07/22 临江新闻"])
def test_the_time_of_day_may_stand_before_the_day(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(line))
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T16:40:00+08:00"


@pytest.mark.parametrize(
    "beside",
    [
        # A network to share on is called like an outlet.
        "<ul><li><a href=''><span><i></i> 人人网 </span></a></li></ul>",
        "<ul><li class='cell cell-account'><a href='/shop/'>商店</a></li><li class='cell cell-account'><a href='/u/'>通行证</a></li></ul>",
    ],
)
def test_an_entry_of_a_menu_is_no_source(
    beside: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(f"<div>{MOMENT}</div>{beside}")).source is None


@pytest.mark.parametrize(
    ("headline", "author"),
    [
        ("何晓婷当选临江市环保志愿者协会会长", None),
        ("何晓婷专栏：排污口整治的最后一公里", "何晓婷"),
    ],
)
def test_whom_the_headline_names_is_its_subject_unless_the_column_is_called_so(
    headline: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in ("何晓婷", *PARAGRAPHS))
    assert read(article(headline=headline, text=text)).author == author


def test_a_paragraph_that_opens_with_its_writer_belongs_to_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    opening = "（文/何晓婷）入海排污口是最后一道闸门，整治到了最后一公里。"
    found = read(article(text=body_of(opening, *PARAGRAPHS)))
    assert (found.author, found.body.splitlines()[0]) == ("何晓婷", opening)


def test_a_button_in_the_line_of_the_headline_is_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = "入海排污口整治进入最后阶段 各地晒出清单"
    line = f"<p class='top'>{headline} <a href='javascript:history.back()'>返回</a></p><div><span>临江日报</span> <span>{MOMENT}</span></div>"
    page = f"<title>临江环保在线</title><div class='box'>{line}<div>{body_of(*PARAGRAPHS)}</div></div>"
    found = read(page)
    assert (found.headline, found.body) == (headline, "\n".join(PARAGRAPHS))
    assert (day_of(found), found.source) == (MOMENT[:10], "临江日报")


def test_the_headline_behind_name_and_address_of_the_site_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = "排污口登记系统上线，办理时间缩短一半"
    line = f"临江之家（www.linjiang.example）：{headline}"
    assert read(article(headline=headline, text=body_of(line, *PARAGRAPHS))).body == "\n".join(PARAGRAPHS)


def test_the_appeal_for_a_gift_below_a_text_is_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<center><h4>扫码打赏，建议金额1-10元，随意。</h4></center><div><span>支付宝扫码打赏</span></div>"
    assert read(article(text=body_of(*PARAGRAPHS) + below)).body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ((*PARAGRAPHS[:2], "小林說，「我一定會把河看好」。報導•攝影╱向高彬", PARAGRAPHS[2]), "向高彬"),
        ((*PARAGRAPHS, "（何晓婷）（临江社专特稿）"), "何晓婷"),
        (("临江网7月21日消息（记者何晓婷 青海台记者江帆）会议在临江召开。", *PARAGRAPHS), "何晓婷、江帆"),
    ],
)
def test_reporters_are_named_behind_a_paragraph_before_a_note_or_with_their_stations(
    lines: tuple[str, ...], author: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body_of(*lines))).author == author


def test_the_name_of_its_host_is_no_author_of_a_page(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    data = '{"@type":"NewsArticle","author":[{"@type":"Person","name":"linjiang"}]}'
    head = f"<script type='application/ld+json'>{data}</script>"
    page = article(f"<div>{MOMENT}</div><div>linjiang</div>", head=head)
    assert read(page, url="https://news.linjiang.example/1.html").author is None


def test_links_under_a_heading_in_a_text_do_not_end_it_where_headings_and_paragraphs_go_on(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    link = "<p>【相關文章】</p><p><a href='/2.html'>海岛邮递员每天六趟船送信到渔村</a></p>"
    lines = ("各镇派发清单", "【更新7月22日 18：59】", *PARAGRAPHS[1:])
    found = read(article(text=body_of(PARAGRAPHS[0]) + link + body_of(*lines)))
    assert found.body.splitlines() == [PARAGRAPHS[0], *lines]


@pytest.mark.parametrize(
    ("meta", "below"),
    [
        ("Source: 临江日报 Time:2022-07-22 Click:12", ""),
        (MOMENT, "<div class='source'><span> 来源 &gt;&nbsp; <a href='/'>临江日报</a></span></div>"),
    ],
)
def test_the_label_of_a_source_may_be_english_or_end_in_a_mark(
    meta: str, below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<p>{meta}</p>", below=below))
    assert (found.source, day_of(found)) == ("临江日报", MOMENT[:10])


def test_accounts_of_a_list_of_recommended_texts_wrote_none_of_this_one(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    rows = "".join(
        f"<div><p><a href='/t/{at}'>海岛邮递员的第{at}趟船</a></p><p><a href='/u/10{at}'>{name}</a></p></div>"
        for at, name in enumerate(("河口哥哥", "一床情书", "科学新生活周刊", "宋春丽", "铁任"))
    )
    assert read(article(f"<span>({MOMENT})</span>", above=rows)).author is None


def test_what_a_box_over_the_headline_announces_is_no_field_of_the_article(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    box = "<p>临江 公司2013年第四季度及2013财务年度业绩报告电话会议将于美国东部时间2014年2月12日8:00pm (北京/香港时间2014年2月13日9:00am)召开</p>"
    found = read(article("", above=box, text=body_of("2014年2月13日，临江", *PARAGRAPHS)))
    assert (found.source, found.author, day_of(found)) == (None, None, "2014-02-13")


def test_a_last_paragraph_may_hold_an_address(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    last = "同时公司网站投资者关系栏目http://ir.linjiang.example将保存本次发布的网上直播实况12个月。"
    assert read(article(text=body_of(*PARAGRAPHS, last))).body.splitlines()[-1] == last


def test_outlet_and_reporter_may_stand_behind_the_caption_of_a_first_picture(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    picture = "<p><img src='/1.jpg'></p><p>排污口现场</p>"
    assert read(article(text=picture + body_of("临江青年周刊 江帆", *PARAGRAPHS))).author == "江帆"


def test_a_bloggers_further_texts_end_his_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    further = "<div>我的更多文章：<p><a href='/b/2'>海岛邮递员每天六趟船送信</a><span>(2013-08-20 08:48:00)</span></p></div>"
    assert read(article(text=body_of(*PARAGRAPHS) + further)).body == "\n".join(PARAGRAPHS)


def body_of(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("临江大学环境学院2018年5月29日电（通讯员 江帆）", "2018-05-29"),
        ("临江大学环境学院2018年5月29日举行报告会，", None),
        ("临江大学环境学院2038年5月29日电（通讯员 江帆）", None),
    ],
)
def test_the_day_of_dispatch_is_heard_where_nothing_else_tells_one(
    opening: str, day: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = f"<p>{opening}{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    assert day_of(read(article("", text=text))) == day
    assert day_of(read(article("发布时间：2018-06-04", text=text))) == "2018-06-04"


def test_the_issue_of_a_paper_is_dated_above_its_pages_and_links_to_reporters_name_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    above = (
        "<div>第A01版：头版</div><div>2022年02月12日 <a href='/old'>查看旧版(2007年11月18号以前)</a></div>"
        "<div><a href='#'>版面导航</a> <a href='#'>本版导航</a></div>"
    )
    links = "<a>在线荐稿</a> <a>记者博客</a> <a>联系记者</a>"
    byline = "<p>河口新闻·河口商报记者江帆/文受访者供图</p>"
    found = read(article(links, above=above, text=byline + "".join(f"<p>{line}</p>" for line in PARAGRAPHS)))
    assert (day_of(found), found.author) == ("2022-02-12", "江帆")


@pytest.mark.parametrize(
    ("opening", "author"),
    [
        (("赵延东、风笑天",), "赵延东、风笑天"),
        (("入海排污口整治的三个问题", "赵延东"), "赵延东"),
        (("入海排污口整治的三个问题", "青龙湾"), None),
    ],
)
def test_who_wrote_a_text_stands_above_its_first_paragraph(
    opening: tuple[str, ...], author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*opening, *PARAGRAPHS))
    assert read(article(f"{MOMENT} 来源：临江日报", text=text)).author == author


@pytest.mark.parametrize(
    ("first", "second", "author"),
    [
        ("尼克·馬爾（Nick Mar）", "臨江台環境事務記者", "尼克·馬爾"),
        ("江帆", "特派员", "江帆"),
        ("临江晚报", "本报记者", None),
        ("河口新区", "湿地公园", None),
    ],
)
def test_who_stands_above_a_post_is_the_author(
    first: str, second: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<ul><li>{first}</li><li>{second}</li></ul><div>2022年7月22日</div>"))
    assert found.author == author


def test_a_hidden_element_named_for_the_time_tells_it_where_a_script_would_show_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    hidden = "<p id='ptime' style='display:none;'>2022-07-22 07:10:00</p><span id='pdate'></span>"
    assert day_of(read(article(hidden))) == "2022-07-22"


def test_buttons_of_a_forum_are_neither_author_nor_editor(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "2022-07-22 07:10 <a class='author'>楼主图集</a> <a class='edit'>修改帖子</a> <a class='source'>< 上一图集</a>"
    found = read(article(meta))
    assert (found.author, found.editor, found.source) == (None, None, None)


def test_a_count_in_an_element_named_for_the_lead_is_no_lead(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("<div class='brief'>0人参与讨论</div><div class='brief'>本文说的是排污口。</div>"))
    assert found.lead == "本文说的是排污口。"


def test_a_writer_with_translator_and_link_is_the_author_and_nothing_else(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    line = "作者 <a class='editorlink' href='/author/Shane-Hart'>Shane Hart</a> ，译者 <a href='/author/x'>夏雪</a> 发布于 2016年7月15日"
    html = article("").replace("<div class='info'></div>", line)
    found = read(html.replace("</p>", "见<a href='http://www.example.org/'>联盟</a>的网站。</p>", 1))
    assert (found.author, found.editor, found.source, day_of(found)) == (
        "Shane Hart",
        None,
        None,
        "2016-07-15",
    )


@pytest.mark.parametrize(
    ("last", "author", "editor"),
    [
        ("医生建议回家观察。 □记者 王芃", "王芃", None),
        ("老人说：“我是这里的媳妇。”\ue5f1本报记者黄世宏", "黄世宏", None),
        ("下一轮比赛在周末进行。</p><p>（小飞）", None, None),
        ("下一轮比赛在周末进行。</p><p>（待续）", None, None),
        ("会议开到了晚上。<br><br>(佑安 编辑)", None, "佑安"),
    ],
)
def test_who_signs_behind_the_last_sentence(
    last: str,
    author: str | None,
    editor: str | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*PARAGRAPHS, last))
    found = read(article(MOMENT, text=text))
    assert (found.author, found.editor) == (author, editor)


def test_a_headline_that_reads_like_a_name_is_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article("", headline="梅雨", above="<h3>梅雨</h3><div>梅雨</div>")).author is None


def test_a_script_that_states_the_time_vouches_for_the_medium_beside_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    data = '<script>window.DATA = {"pubtime": "2022-07-22 07:10:00", "media": "临江体育"}</script>'
    found = read(article("", head=data))
    assert (day_of(found), found.source) == ("2022-07-22", "临江体育")
    assert read(article(MOMENT, head=data)).source is None, "the page displays its time, and may its source"


def test_the_time_of_an_account_may_stand_in_a_call_of_its_script(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    data = "<script>window.cgiData = {create_time: JsDecode('2022-07-22 07:10')}</script>"
    assert day_of(read(article("", head=data))) == "2022-07-22"


def test_a_source_in_an_element_named_for_the_author_is_no_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"文章来源: <span itemprop='author'>明报</span> 于 {MOMENT}"))
    assert (found.source, found.author) == ("明报", None)


def test_the_sites_own_name_beside_the_date_may_be_its_address(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "<p class='article-byline'><span><a href='https://www.linBeta.example/'>linBeta.COM</a></span> <time>2022-07-22 07:10</time></p>"
    assert read(article(meta)).source == "linBeta.COM"


def test_a_name_that_a_script_gives_its_buttons_and_a_menu_links_is_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    share = "<script>share({source: '临江旅游'})</script>"
    menu = "<ul><li><a href='/t/'>临江旅游频道</a> |</li></ul>"
    assert read(article(MOMENT, head=share, above=menu)).source is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<div class='byline'><address>STELLA BUGBEE</address><time>2022年7月22日</time></div>", "STELLA BUGBEE"),
        ("<div class='author'><a href='/reporter/154'>林欣儀_台中</a></div>", "林欣儀"),
        ("<span class='rich_media_meta rich_media_meta_text author'>9bie</span>", "9bie"),
        ("<div class='c-author__btns'><a href='/t'>推特</a> <a href='/s'>订阅</a></div>", None),
        ("<div class='author'>临江传媒编辑部</div>", "临江传媒编辑部"),
        ("<address>临江市滨河路8号</address>", None),
        ("<address>湖北 武汉</address>", None),
    ],
)  # fmt: skip
def test_authors_in_elements_that_tell_them_by_tag_or_name(
    line: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(line)).author == author


@pytest.mark.parametrize(
    "line",
    [
        "（有删改）",
        "（盖章）",
        "（公开）",
        "（北京）",
        "（办公室）",
        "（整理）",
        "（资深 编辑）",
        "会议开到了晚上。（美术 编辑）",
    ],
)
def test_notes_in_brackets_at_the_end_of_a_text_name_nobody(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(MOMENT, text="".join(f"<p>{one}</p>" for one in (*PARAGRAPHS, line))))
    assert (found.author, found.editor) == (None, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("北京", "本报特派员"),
        ("观点", "特约评论员"),
        ("一江清水向东流", "本报通讯员"),
        ("微信扫码分享", "关注本报记者"),
    ],
)
def test_what_is_no_name_above_a_post_is_nobody(
    first: str, second: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(f"<div>{first}</div><div>{second}</div><div>2022年7月22日</div>")).author is None


@pytest.mark.parametrize(
    "data",
    [
        '{"pubtime": "2022-07-22 07:10:00", "utm": {"source": "站内搜索"}}',
        '{"create_time": "2022-07-22 07:10:00", "nickname": "小助手客服"}',
        '[{"pubtime": "2022-07-22 07:10:00", "media": "河口网"}, {"pubtime": "2022-07-21 07:10:00"}]',
    ],
)
def test_other_names_beside_a_time_in_a_script_are_no_source(
    data: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article("", head=f"<script>window.PAGE = {data}</script>")).source is None


@pytest.mark.parametrize(
    "lead", ["缩小城乡供水差距，全省还要迈过三道坎。", "放大生态优势，河口湿地迎来新机遇。"]
)
def test_a_lead_may_begin_like_a_button(
    lead: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(f"{MOMENT}</div><div class='summary'>{lead}</div><div>")).lead == lead


def test_the_symbol_of_a_user_in_a_menu_names_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    menu = "<ul><li class='menu-item'><a href='/member'><i class='fa fa-user'></i> 组员简介</a></li></ul>"
    named = "<i class='fa fa-user'></i> <a href='/archives/author/littlefox' rel='author'>LittleFox</a>"
    assert read(article(f"{MOMENT} {named}", above=menu)).author == "LittleFox"


def test_an_author_whose_picture_leads_to_the_same_page_is_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    card = "<a href='/u/b0291dfa1e21'><img src='96.png'></a><div><span><a href='/u/b0291dfa1e21'>海纳百川_spark</a></span></div>"
    found = read(article(f"<div class='author'>{card}</div><span>{MOMENT}</span>"))
    assert (found.author, found.source) == ("海纳百川_spark", None)


def test_an_account_that_a_page_declares_as_its_author_is_its_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta property='article:author' content='临江体育'>"
    card = f"<div><h2>临江体育</h2><span>{MOMENT}</span><a href='/f'>关注</a></div>"
    found = read(article(card, head=head))
    assert (found.source, found.author) == ("临江体育", None)


def test_the_chief_of_a_column_is_the_editor_in_the_element_of_editors(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div class='edit-info'><span class='edit-info-item'>栏目主编：施晨露</span></div>"
    assert read(article(below=below)).editor == "施晨露"


def test_what_a_text_refers_to_is_no_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<span>{MOMENT}</span>", below="<p>参考来源：河口公众号；临江论坛</p>"))
    assert found.source is None


@pytest.mark.parametrize(
    "account",
    [
        "<span class='writer'><a href='https://mp.example.com/profile?xpt=bGl1'>江水八卦阵</a></span>",
        "<span class='writer'><a href='http://mp.example.com/profile?xpt=a'>江水八卦阵</a></span>",
        "<span class='infoCol'><span class='where' bosszone='jgname'>江水八卦阵</span>[<a href='/t'>微博</a>]</span>",
    ],
)
def test_the_account_of_a_platform_for_media_is_the_source(
    account: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"{account} <span>{MOMENT}</span>"))
    assert (found.source, found.author) == ("江水八卦阵", None)


@pytest.mark.parametrize(
    "line",
    [
        "<span class='where'>浙江</span>",
        "<span class='where'>当前栏目：环保要闻</span>",
        "<span>A03版</span>",
        "<span>本网讯</span>",
        "<a href='https://mp.example.com/mp/appmsgalbum?__biz=Mz'>#河湖治理</a>",
    ],
)
def test_places_columns_and_albums_beside_the_time_are_no_sources(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(f"<span>{MOMENT}</span>{line}")).source is None


@pytest.mark.parametrize("name", ["扎西顿珠", "买买提江", "山本太郎"])
def test_a_declared_name_of_four_letters_without_a_button_to_follow_it_is_an_authors(
    name: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta property='article:author' content='{name}'>"
    found = read(article(f"<div>{name}</div><div>{MOMENT}</div>", head=head))
    assert (found.author, found.source) == (name, None)


@pytest.mark.parametrize(
    ("ending", "author"),
    [
        ("<p>（作者江帆系临江大学教授）</p>", "江帆"),
        ("<p>本文作者缪冬系临江大学文学院硕士，主要研究方向为明清文学。</p>", "缪冬"),
        ("<p>他说，以后还会再来。文/江帆</p>", "江帆"),
        ("<p>他说，以后还会再来。(晨风)</p>", None),
        ("<p>他说，以后还会再来。”临江报业全媒体记者 成岗</p>", "成岗"),
        ("<p>他说，以后还会再来。（完）</p>", None),
    ],
)
def test_the_last_line_of_a_text_introduces_or_signs_its_author(
    ending: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + ending)).author == author


def test_a_linked_title_with_its_day_below_the_text_credits_nobody(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div>相关报道<br><a href='/s/170138.html'>图文：韩国美容美发在京城走红</a><font>2001-01-14 21:50:23</font></div>"
    assert read(article(below=below)).author is None


def test_a_source_that_markup_calls_author_is_none(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"文章来源: <span itemprop='author'>腾讯新闻</span> 于 <time>{MOMENT}</time>"))
    assert (found.source, found.author) == ("腾讯新闻", None)


def test_an_editor_whom_a_hidden_element_calls_author_gives_way_to_the_reporter(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    hidden = "<div style='display:none'><span id='author_baidu'>作者：王祎</span><span id='editor_baidu'>责任编辑：王祎</span></div>"
    text = f"<p>中新社临江7月21日电 (记者 沙晗汀){PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    found = read(article(f"<span>{MOMENT}</span>", above=hidden, text=text, below="<p>【编辑:王祎】</p>"))
    assert (found.author, found.editor) == ("沙晗汀", "王祎")


@pytest.mark.parametrize(
    ("line", "author"),
    [("河口日报网5月13日电 （信莲）", "信莲"), ("河口日报网5月13日电 （综合）", None)],
)
def test_a_rare_name_in_brackets_behind_place_and_day_reports_for_an_agency(
    line: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=f"<p>{line}{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>")).author == author


def _of_wechat(text: str, name: str = "") -> str:
    return f"<em {name} class='rich_media_meta rich_media_meta_text'>{text}</em>"


@pytest.mark.parametrize(
    ("before", "behind", "author"),
    [
        (_of_wechat("58江帆"), _of_wechat("浙江"), "58江帆"),
        ("", _of_wechat("浙江"), None),
        ("", _of_wechat("在小说阅读器中沉浸阅读") + _of_wechat("浙江"), None),
        (_of_wechat("海外", "id='js_ip_wording'"), "", None),
        (_of_wechat("浙江"), "", None),
        (_of_wechat("今天", "id='publish_time'"), _of_wechat("浙江", "id='js_ip_wording'"), None),
    ],
)
def test_who_signed_an_article_of_wechat_stands_right_before_its_account(
    before: str, behind: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    account = "<span id='profileBt' class='rich_media_meta rich_media_meta_nickname'><a href='javascript:'>临江发布</a></span>"
    found = read(article(f"{before}{account}{_of_wechat(MOMENT)}{behind}"))
    assert (found.source, found.author) == ("临江发布", author)


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("江帆", "江帆"),
        ("LittleFox", "LittleFox"),
        ("临江生态环境", None),
        ("临江市环境监测中心站", None),
        ("环境卫士", None),
    ],
)
def test_only_people_are_authors_by_a_link_to_their_page(
    name: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"{MOMENT} <a rel='author' href='/author/1'>{name}</a>"))
    assert (found.author, found.source) == (author, None if author else name)


def test_whoever_is_linked_behind_the_label_of_the_source_is_no_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"{MOMENT} 来源：<a rel='author' href='/author/1'>江帆</a>"))
    assert (found.author, found.source) == (None, "江帆")


def test_the_account_of_a_card_is_no_author_for_the_page_declaring_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta property='article:author' content='临江体育'>"
    card = f"<div><div><div><h2>临江体育</h2></div><p>{MOMENT}</p></div><a href='/f'>关注</a></div>"
    found = read(article(card, head=head))
    assert (found.source, found.author) == ("临江体育", None)


def test_the_outlet_that_a_page_declares_as_its_source_is_no_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='mediaid' content='临江观潮'><meta property='article:author' content='临江观潮'>"
    found = read(article(f"{MOMENT} 来源：临江综合", head=head, below="<p>临江观潮</p>"))
    assert (found.source, found.author) == ("临江综合", None)
