"""Which element is taken for the text where something else weighs more, or the page hides a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract import Page, extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

COMMENTS = "".join(
    f"<div class='wl-comment-item'><div class='wl-comment-content'><span>{words}</span></div><div>临江网友</div></div>"
    for words in (
        "这件事我支持，说到底排污口就该查清楚，先查后封，再看谁家的水不达标，一个也别漏掉。",
        "当年河里还能游泳，后来上游开了几家厂就不行了，希望这一回能坚持下去，别只管一阵子。",
        "我家就住在河边，这两年气味确实少多了，不过雨后还是会有泡沫，请有关部门再来看一看。",
    )
)


def test_comments_that_outweigh_a_short_text_are_known_by_the_names_of_their_elements(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    page = article(text=f"<p>{paragraphs[0]}</p>").replace(
        "</body>", f"<div class='wl-comment-list'>{COMMENTS}</div></body>"
    )
    assert read(page).body == paragraphs[0]


def test_a_column_named_after_its_comments_on_the_news_is_read(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = "".join(f"<p>{p}</p>" for p in paragraphs)
    text = f"<div class='comment'><div class='comment-text'>{lines}</div></div>"
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


def test_a_long_notice_of_the_site_is_no_text_where_the_article_is_shorter(
    read: Callable[..., Extraction],
) -> None:
    short = "临江市生态环境局日前公布一批整治名单，沿江十二个排污口位列其中。"
    notice = "".join(
        f"<tr><td>{words}</td></tr>"
        for words in (
            "① 凡本网注明“稿件来源：临江网”的所有文字、图片和音视频稿件，版权均属临江网所有，任何媒体、网站或个人未经本网协议授权不得转载、链接、转贴或以其他方式复制发表。",
            "② 本网未注明“稿件来源：临江网”的文字、图片等稿件均为转载稿，本网转载出于传递更多信息之目的，并不意味着赞同其观点或证实其内容的真实性。",
        )
    )
    links = "".join(f"<li><a href='/{n}.html'>临江新闻第{n}条</a></li>" for n in range(12))
    page = (
        "<html><head><title>沿江排污口整治名单公布-临江网</title></head><body><div id='left'>"
        "<table><tr><td><h1>沿江排污口整治名单公布</h1></td></tr><tr><td>2012-05-10 22:01:39 临江网</td></tr>"
        f"<tr><td><p>{short}</p></td></tr></table><ul>{links}</ul><table>{notice}</table></div></body></html>"
    )
    assert read(page).body == short


def test_paragraphs_that_a_script_has_folded_behind_a_button_are_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    folded = "".join(f"<p style='display: none;'>{p}</p>" for p in paragraphs[1:])
    text = f"<p>{paragraphs[0]}</p><div class='more'>继续阅读</div>{folded}"
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


def test_points_below_a_single_paragraph_are_of_the_text(read: Callable[..., Extraction]) -> None:
    opening = "临江省人大常委会日前通过三项与水有关的法规，明年起施行，目的在于保护饮用水水源和沿江湿地，主要内容如下："
    points = ("取水口上游一千米内不得新设排污口。", "沿江湿地实行名录管理，名录由省人民政府公布。")
    items = "".join(f"<li>{point}</li>" for point in points)
    related = "".join(
        f"<a href='/{n}.html'>临江省第{n}次会议研究水污染防治工作安排</a><br>" for n in range(14)
    )
    page = (
        "<html><head><title>三项涉水法规明年起施行_临江网</title></head><body><h1>三项涉水法规明年起施行</h1>"
        f"<div class='text'><p>{opening}</p><ol>{items}</ol><div>相关文章</div><div>{related}</div></div></body></html>"
    )
    assert read(page).body.splitlines() == [opening, *points]


def test_the_same_text_for_desks_and_phones_side_by_side_in_the_page_is_read_once(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    menu = "".join(f"<li><a href='/{n}/'>第{n}区</a></li>" for n in range(9))
    page = (
        "<html><head><title>全省入海排污口整治现场会在临江召开-临江网</title></head><body><div>主办：临江日报 新闻热线：0571-12369</div>"
        f"<ul>{menu}</ul><div class='desk'><h1>全省入海排污口整治现场会在临江召开</h1><p>时间：2022-07-22 来源：临江网</p>{text}</div>"
        f"<div class='phone'><h1>全省入海排污口整治现场会在临江召开</h1><p>来源：临江网</p>{text}</div></body></html>"
    )
    assert read(page).body.splitlines() == list(paragraphs)


def test_the_form_for_phones_with_a_heading_of_its_own_does_not_replace_the_one_for_desks(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    foot = "".join(f"<p>第{n}区分社</p>" for n in range(12))
    page = (
        "<html><head><title>全省入海排污口整治现场会在临江召开-临江网</title></head><body>"
        f"<div class='desk'><div class='name'>全省入海排污口整治现场会在临江召开</div><p>来源：临江日报 选稿：费一丹</p>{text}</div>{foot}"
        f"<div class='phone'><h1>全省入海排污口整治现场会在临江召开</h1><h2>2022年7月22日 15:07</h2><div>{text}</div></div></body></html>"
    )
    found = read(page)
    assert (found.body.splitlines(), found.editor) == (list(paragraphs), "费一丹")


def test_an_article_that_a_page_shows_as_a_thread_is_read(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    entries = "".join(f"<div class='comment'><div class='content'><p>{p}</p></div></div>" for p in paragraphs)
    page = f"<html><body><h1>入海排污口</h1><div class='threaded comments'>{entries}</div></body></html>"
    assert read(page).body.splitlines() == list(paragraphs)


def test_a_text_below_a_linked_title_and_comments_that_outweigh_it_do_not_take_turns_for_ever() -> None:
    text = (
        "青龙湾是候鸟迁徙的重要停歇地，去年冬天在此越冬的水鸟超过3万只，创下有记录以来的新高，"
        "当地为此投入资金新建了观鸟台，请护鸟员逐日登记，并把附近的鱼塘租下来供它们觅食。"
    )
    comment = (
        "因为配合地铁施工，预计今年年底前完成恢复重建，届时还将增设候车亭和电子站牌。对此，不少居民表示理解，"
        "同时也希望施工单位能够加快进度，早日还路于民，让大家的出行更加方便。"
    )
    titles = "".join(f"<li><a href='/{n}'>全市水环境治理工作会议召开之{n}</a></li>" for n in range(12))
    html = (
        "<title>在青龙湾等一群鸟</title><div><div><table><tr><td><a href='/a'>青龙湾水鸟王的变迁之路</a></td></tr></table>"
        f"<p>{text}</p></div><div><div><p>{comment}</p><a>赞(4)</a></div><div><p>{comment[4:]}</p><a>赞(5)</a></div></div>"
        f"<div><ul>{titles}</ul></div></div>"
    )
    assert extract(Page("https://www.example.cn/a.html", html.encode())).headline == "在青龙湾等一群鸟"


STORY = (
    "近日，一位市民向记者反映，自家小区门口的公交站台已经拆除半年有余，迟迟没有恢复，给老人和孩子出行带来了很多不便。"
    "记者随后联系了公交公司，对方表示，站台拆除是因为配合地铁施工，预计今年年底前完成恢复重建。"
)


def test_headline_and_meta_line_are_found_below_the_box_of_another_text(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    box = f"<div><h4>图说新闻</h4><p>{STORY}</p></div>"
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    page = (
        f"<html><head><title>河口网</title></head><body>{box}<div><div class='title'>入海排污口整治现场会召开</div>"
        f"<div>2022-07-22 08:30 来源：临江日报 作者：江帆</div></div>{text}</body></html>"
    )
    found = read(page)
    assert (found.headline, found.source, found.author) == ("入海排污口整治现场会召开", "临江日报", "江帆")
    assert found.published is not None
    assert found.published.isoformat() == "2022-07-22T08:30:00+08:00"
    assert found.body.splitlines() == list(paragraphs)


def test_a_list_under_its_heading_before_the_first_paragraph_does_not_end_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    summary = "近日，全省入海排污口整治现场会在临江市召开，会议通报了上半年的排查进度，交流了溯源和分类整治的做法，并部署了下一步工作。"
    titles = "".join(
        f"<li><a href='/n/{n}.html'>城市更新行动提速 今年将改造{n}万个小区</a><span>2022-05-1{n}</span></li>"
        for n in range(4)
    )
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    page = article(
        text=f"<div class='summary'>{summary}</div>"
        f"<div class='content'><div><h3>热点新闻</h3><ul>{titles}</ul></div>{text}</div>"
    )
    assert read(page).body.splitlines()[-len(paragraphs) :] == list(paragraphs)
    assert "城市更新" not in read(page).body


def test_the_box_of_another_text_below_the_headline_gives_way_to_a_shorter_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    box = f"<div><h4>图说新闻</h4><p>{STORY}{STORY}</p></div>"
    columns = "".join(f"<li><a href='/lm/{n}/'>临江市环境要闻之{n}</a></li>" for n in range(20))
    text = "".join(f"<p>{p}</p>" for p in paragraphs[:2])
    page = article(text="").replace(
        "<div class='content'></div></div>",
        f"{box}</div><div><ul>{columns}</ul></div><div><div class='content'>{text}</div></div>",
    )
    assert box in page
    assert read(page).body.splitlines() == list(paragraphs[:2])


def test_a_box_of_links_before_the_last_of_lines_that_share_an_element_does_not_end_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    titles = "".join(
        f"<li><a href='/n/{n}.html'>城市更新行动提速 今年将改造{n}万个小区</a></li>" for n in range(3)
    )
    box = f"<div><h3>相关阅读</h3><ul>{titles}</ul></div>"
    lines = [*paragraphs, "下一步，各地要建立长效管护机制，把整治清单和责任人向社会公开，接受群众监督。"]
    page = article(text=f"{'<br>'.join(lines[:-1])}{box}{lines[-1]}")
    assert read(page).body.splitlines() == lines


MOTTO = "岁月从江边静静流过，两岸的树一年比一年高，河里的水一年比一年清，人们沿着堤岸慢慢散步。"


def test_a_motto_in_every_panel_of_a_menu_is_no_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    panels = "".join(
        f"<div class='panel'><p>{MOTTO}</p><ul><li><a href='/{n}/'>第{n}科室</a></li></ul></div>"
        for n in range(9)
    )
    page = article(text=f"<p>{paragraphs[0]}</p>").replace("<div class='nav'>", f"{panels}<div class='nav'>")
    found = read(page)
    assert found.body == paragraphs[0]
    assert found.source == "临江省生态环境厅"


def test_the_caption_that_a_gallery_repeats_below_every_picture_is_its_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    caption = "7月21日，志愿者在临江市清水河边捡拾垃圾，当天有二百多人参加。"
    pictures = "".join(f"<p><img src='/{n}.jpg'></p><p>{caption}</p>" for n in range(4))
    assert set(read(article(text=pictures)).body.splitlines()) == {caption}


ROWS = (
    ("姓名", "内容", "时间", "简介"),
    (
        "江帆",
        "排污许可的申领",
        "7月24日上午",
        "从事水环境管理多年，参加过沿海各市的排查，著有排污口溯源方法两种。",
    ),
    ("何燕", "监测数据的填报", "7月25日上午", "省监测中心"),
    ("朱智翔", "执法案例", "7月26日上午", "市执法队"),
)


def table(rows: tuple[tuple[str, ...], ...], cell: str = "td") -> str:
    lines = ("".join(f"<{cell}><p>{text}</p></{cell}>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_the_text_is_the_whole_table_and_not_its_longest_cell(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(text=f"{table(ROWS)}<p>临江省生态环境厅</p>"))
    assert [line.split("\t")[0] for line in found.body.splitlines()][-4:] == [
        "江帆",
        "何燕",
        "朱智翔",
        "临江省生态环境厅",
    ]
    assert "排污许可的申领" in found.body


def test_a_text_in_the_cell_of_a_layout_table_stays_alone(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    layout = (
        f"<table><tr><td>临江</td><td>水务</td><td>通讯</td></tr><tr><td>{text}</td></tr>"
        "<tr><td>电话</td><td>地址</td><td>邮编</td></tr></table>"
    )
    assert read(article(text=layout)).body.splitlines() == list(paragraphs)


def test_a_post_of_short_lines_is_the_text_where_only_notices_of_the_site_are_sentences(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = [f"第{n}个排污口查清了" for n in range(1, 21)]
    post = "<table><tr><td id='txt'>" + "".join(f"<p>{line}</p>" for line in lines) + "</td></tr></table>"
    below = "<div>版权声明：本网站由临江大学版权所有，如转载本网站内容，请注明出处。</div>"
    page = article(text="").replace("<div class='content'></div>", post + below)
    assert read(page).body.splitlines() == lines


def test_a_table_behind_the_only_paragraph_belongs_to_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    rows = (
        ("序号", "企业", "排污口", "整治期限"),
        *((f"{n}", f"临江水务第{n}公司", f"清水河{n}号", "十月底前") for n in range(1, 31)),
    )
    text = f"<p>{paragraphs[0]}<br>名单如下：</p>{table(rows)}<p>临江省生态环境厅</p>"
    lines = read(article(text=text)).body.splitlines()
    assert lines[:2] == [paragraphs[0], "名单如下："]
    assert lines[-2:] == ["30\t临江水务第30公司\t清水河30号\t十月底前", "临江省生态环境厅"]


def test_a_table_of_links_behind_the_only_paragraph_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='/{n}/'>临江水务第{n}公司</a></td></tr>" for n in range(1, 31)
    )
    page = article(text=f"<p>{paragraphs[0]}<br>{paragraphs[1]}</p><table>{rows}</table>")
    assert read(page).body.splitlines() == list(paragraphs[:2])


def test_a_tab_that_leads_to_the_comments_is_no_heading_of_them(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    tabs = "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("全文", "网友评论", "友情打印"))
    lines = "".join(f"<p>{p}</p>" for p in paragraphs)
    assert read(article(text=f"<ul>{tabs}</ul><div>{lines}</div>")).body.splitlines() == list(paragraphs)
    tabs = "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("最新评论", "热门评论"))
    page = article(text=f"<p>{paragraphs[0]}</p>").replace(
        "</body>", f"<ul>{tabs}</ul><div>{COMMENTS}</div></body>"
    )
    assert read(page).body == paragraphs[0]


COLUMN = (
    "<div id='left'><h3>公告栏</h3><p>根据有关条例，我局自即日起对办理环评审批的项目实行网上公示，公示期为五个工作日，欢迎广大群众监督。</p>"
    "<p>今年中高考期间，城区所有建筑工地禁止夜间施工，违者将依法予以处罚，请各施工单位自觉遵守。</p></div>"
)
SHORT_REPORT = (
    "5月5日，县环境监察大队接到群众举报，称临江镇一采石场夜间违法生产，随即派员赶赴现场。",
    "执法人员当场下达责令停产整改通知书，要求其在整改到位之前不得恢复生产。",
)


@pytest.mark.parametrize("title", ["临江镇一采石场停产整改-临江县环境保护局", "临江县环境保护局"])
def test_a_column_of_notices_before_a_short_report_is_none_of_it(
    title: str, read: Callable[..., Extraction]
) -> None:
    lines = "".join(f"<p>{line}</p>" for line in SHORT_REPORT)
    page = (
        f"<html><head><title>{title}</title></head><body><marquee>热烈欢迎各界人士登录本站，为我县环境保护工作建言献策。</marquee>"
        f"{COLUMN}<div id='right'><div>当前位置：首页 &gt;&gt; 工作动态</div><h3>临江镇一采石场停产整改</h3>"
        f"<div>发布日期：2014-05-06　稿件来源：监察大队</div><div class='nr'>{lines}</div></div></body></html>"
    )
    found = read(page)
    assert found.headline == "临江镇一采石场停产整改"
    assert found.body.splitlines() == list(SHORT_REPORT)
    assert found.published is not None
    assert found.published.at.day == 6


def test_the_form_of_a_page_for_phones_leaves_the_meta_line_of_that_for_desks(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    title = "全省入海排污口整治现场会在临江召开"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    desk = f"<div><div>{title}</div><p>2022-07-22 07:10:21</p><p>来源:临江网 作者:周小禾 选稿:王大田</p><div>{text}</div></div>"
    rights = (
        "<div><a href='/1'>上一篇稿件</a></div><p>临江网(lin.example)版权所有，未经授权禁止复制或建立镜像</p>"
    )
    phone = f"<div><h1>{title}</h1><h2>2022年7月22日 07:10 来源:临江网</h2><div>{text}</div></div>"
    page = f"<html><head><title>{title}</title></head><body>{desk}{rights}{phone}</body></html>"
    found = read(page)
    assert (found.author, found.editor, found.body.splitlines()) == ("周小禾", "王大田", list(paragraphs))
