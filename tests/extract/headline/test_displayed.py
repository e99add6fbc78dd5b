from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.model import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

HEADLINE = "全省入海排污口整治现场会在临江召开"


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        # The line that the title repeats, whatever its tag, before headings that are the site's name.
        ("<h1>临江省生态环境厅</h1><div class='bt'>{h}</div>", HEADLINE),
        ("<h3>要闻动态</h3><td align='center'><font size='5'><b>{h}</b></font></td>", HEADLINE),
        ("<h2><a href='/'>{h}</a></h2><h2>{h}</h2>", HEADLINE),
        # A headline broken into two lines.
        ("<h1>全省入海排污口整治<br>现场会在临江召开</h1>", HEADLINE),
        ("<p>全省入海排污口整治</p><p>现场会在临江召开</p>", HEADLINE),
        # Its subtitle and its day are no part of it.
        ("<div>{h}</div><div>——来自临江的报道</div>", HEADLINE),
        ("<h2>{h}<small>（2022-07-21 16:20:31）</small></h2>", HEADLINE),
        # A headline that the page cuts, or that carries a prefix that the title leaves out.
        ("<h1>【图解】{h}</h1>", f"【图解】{HEADLINE}"),
        # White space within.
        ("<h1>\n　　{h}\n</h1>", HEADLINE),
    ],
)
def test_the_displayed_line_is_the_headline(
    html: str, headline: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(title=f"{HEADLINE}_临江省生态环境厅").replace(
        f"<h1>{HEADLINE}</h1>", html.format(h=HEADLINE)
    )
    assert read(page).headline == headline


@pytest.mark.parametrize(
    "title", ["", "临江省生态环境厅", "详情页", "显示", "谢谢您访问〖临江观察〗", "临江省生态环境厅-要闻动态"]
)
def test_a_heading_stands_in_where_the_title_says_nothing_of_the_article(
    title: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(title=title)).headline == HEADLINE


@pytest.mark.parametrize(
    "markup", ["<div class='article-title'>{}</div>", "<p class='bt1'>{}</p>", "<div id='headline'>{}</div>"]
)
def test_a_class_stands_in_where_there_is_no_heading(
    markup: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(title="临江省生态环境厅").replace(f"<h1>{HEADLINE}</h1>", markup.format(HEADLINE))
    assert read(page).headline == HEADLINE


def test_the_line_above_the_meta_line_stands_in_where_the_title_names_site_and_column(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(title="临江省生态环境厅-环境新闻").replace(
        f"<h1>{HEADLINE}</h1>", f"<table><tr><td>{HEADLINE}</td></tr></table>"
    )
    assert read(page).headline == HEADLINE


def test_the_answer_of_a_server_in_a_frame_is_no_headline(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(title="").replace(
        f"<h1>{HEADLINE}</h1>", f"<center><h1>404 Not Found</h1></center><h2>{HEADLINE}</h2>"
    )
    assert read(page).headline == HEADLINE


def test_the_line_above_the_nearest_date_stands_in_where_boxes_above_are_dated(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    links = "".join(f"<li><a href='/{n}'>河口城市联盟招商 {n}</a></li>" for n in range(14))
    boxes = f"<div>河口区通报</div><div>发布时间：2022-07-01</div><ul>{links}</ul>"
    page = article("2022-07-20 09:36 河口网健康论坛 【大 中 小】", title="", above=boxes).replace(
        f"<h1>{HEADLINE}</h1>", f"<div>{HEADLINE}</div>"
    )
    assert read(page).headline == HEADLINE


def test_a_headline_of_two_parts_is_whole(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = f"臭氧污染防治 | {HEADLINE}"
    page = article(title=f"{headline}-临江网").replace(f"<h1>{HEADLINE}</h1>", f"<div>{headline}</div>")
    assert read(page).headline == headline


def test_the_label_says_the_headline_where_the_page_cuts_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='ArticleTitle' content='{HEADLINE}'>"
    found = read(article(headline="全省入海排污口整治现场会在…", head=head, title="要闻_临江网"))
    assert (found.headline, found.origin("headline")) == (HEADLINE, Origin.LABEL)


def test_the_title_is_the_last_witness(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    page = article(title=f"{HEADLINE}_临江网").replace(f"<h1>{HEADLINE}</h1>", "<img src='/title.png'>")
    assert read(page).headline == HEADLINE


def test_a_page_without_headline_says_so(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(title="").replace(f"<h1>{HEADLINE}</h1>", ""))
    assert found.headline is None
    [problem] = [problem for problem in found.problems if problem.field == "headline"]
    assert problem.code == "no_headline"
    assert found.url in problem.message
    assert "rule" in problem.message


def test_related_headlines_and_headings_of_the_text_are_no_headline(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = f"<p>{paragraphs[0]}</p><h2>一、全面排查，分类整治沿海排污口</h2><p>{paragraphs[1]}</p>"
    below = "<h2>相关新闻推荐阅读更多内容</h2><ul><li><a href='/1.html'>临江省部署下半年水污染防治重点工作</a></li></ul>"
    found = read(article(text=text, below=below, title="临江省生态环境厅"))
    assert found.headline == HEADLINE
    assert "一、全面排查，分类整治沿海排污口" in found.body


def test_a_topic_that_the_site_prints_before_the_headline_is_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    page = article(
        headline="水污染防治: 全省入海排污口整治现场会在临江召开",
        title="全省入海排污口整治现场会在临江召开 | 临江网 (临江门户网)",
    )
    found = read(page)
    assert found.headline == "全省入海排污口整治现场会在临江召开"
    assert found.body.splitlines() == list(paragraphs)


@pytest.mark.parametrize("head", ["", "<meta property='og:title' content='全省排查入海排污口_排污口_整治'>"])
def test_a_badge_in_the_heading_is_none_of_the_headline(
    head: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        headline="<span class='logo'>原创</span> 全省排查入海排污口",
        title="全省排查入海排污口_排污口_整治",
        head=head,
    )
    assert read(page).headline == "全省排查入海排污口"


def test_a_headline_of_two_parts_is_the_line_that_has_both(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    first, second = "一江清水向东流", "——临江市排查入海排污口侧记"
    text = f"<p>{first}</p><p>{second}</p>" + "".join(f"<p>{p}</p>" for p in paragraphs)
    page = article(headline=first + second, title=f"{first}{second}_临江中学_护江治水学校", text=text)
    found = read(page)
    assert found.headline == first + second
    assert found.published is not None
    assert found.body.splitlines()[-len(paragraphs) :] == list(paragraphs)


@pytest.mark.parametrize("headline", ["公示", "喜 报", "老照片"])
def test_a_headline_of_two_or_three_letters_begins_the_title(
    article: Callable[..., str], read: Callable[..., Extraction], headline: str
) -> None:
    columns = "<h3><a href='/'>护江治水学校新闻</a></h3><div class='title'>护江治水新闻专栏</div>"
    found = read(article(headline=headline, title=f"{headline}_临江中学_护江治水学校", above=columns))
    assert found.headline == headline
    assert found.source == "临江省生态环境厅"


def test_a_column_in_the_title_is_no_headline_of_two_letters(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = "全省入海排污口整治现场会召开"
    found = read(article(headline=headline, title="新闻", above="<h2>新闻</h2>"))
    assert found.headline == headline


def test_a_document_that_begins_with_its_name_keeps_the_meta_line_above_it(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    name = "临江省入海排污口监督管理规定"
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    found = read(
        f"<html><head><title>{name}-临江大学</title></head><body><table><tr><td>{name}</td></tr>"
        "<tr><td><span>来源：省教育厅</span><span>发稿时间：2014-05-22 11:42</span></td></tr>"
        f"<tr><td><p>临江省人民政府令第3号</p><p>{name}</p><p>1999年4月8日</p>{text}</td></tr></table></body></html>"
    )
    assert found.headline == name
    assert found.source == "省教育厅"
    assert found.published is not None
    assert found.published.isoformat().startswith("2014-05-22T11:42")


def test_day_and_time_behind_a_linked_headline_are_those_of_its_publication(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    clock = "<div class='date'>2022/07/25 星期一 │<a href='https://lin.example/'>手機版</a></div>"
    title = "全省排查排污口 一江清水東流"
    line = f"<div><a href='#'><span>{title}</span></a><span>2022/7/22 18:13</span></div>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html><head><title>{title}</title></head><body>{clock}{line}<div>{text}</div></body></html>"
    found = read(page)
    assert found.published is not None
    assert (found.headline, found.published.isoformat(), found.source) == (
        title,
        "2022-07-22T18:13:00+08:00",
        None,
    )


def test_the_line_above_a_text_is_the_headline_where_the_title_names_the_site_alone(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    cells = "<td><a href='/'>臨江新聞網</a> / <a href='/l'>生活財經</a></td></tr><tr><td>臨江鐵皮屋大火 老翁葬身火窟</td>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        "<html><head><title>臨江電視台 新聞網</title></head><body>"
        f"<table><tr>{cells}</tr><tr><td>{text}</td></tr></table></body></html>"
    )
    assert read(page).headline == "臨江鐵皮屋大火 老翁葬身火窟"


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        ("<strong class='red'>{}</strong>", "<strong class='black'>{}</strong>", "南湖流域生态补水启动"),
        ("<span class='bt1'>{}</span>", "<span class='bt2'>{}</span>", "南湖流域生态补水启动"),
        # A heading above the headline is smaller, or not emphasised at all.
        ("<font size='2'>{}</font>", "<font size='5'>{}</font>", "两千万立方米江水入湖"),
        ("{}", "<b>{}</b>", "两千万立方米江水入湖"),
    ],
)
def test_of_two_rows_set_alike_above_the_meta_line_the_first_is_the_headline(
    first: str, second: str, headline: str, read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    rows = "".join(
        f"<tr><td align='center'>{row}</td></tr>"
        for row in (
            first.format("南湖流域生态补水启动"),
            second.format("两千万立方米江水入湖"),
            "2017年11月16日　来源：流域处",
        )
    )
    lines = "".join(f"<p>{line}</p>" for line in paragraphs)
    page = f"<html><head><title>临江省环境保护厅</title></head><body><table>{rows}<tr><td>{lines}</td></tr></table></body></html>"
    assert read(page).headline == headline


@pytest.mark.parametrize(
    ("title", "html"),
    [
        # A title that its template has cut off, the whole of it in a line that is no heading.
        (
            "全省入海排污口整治现场…_临江网",
            "<div class='t1'>{h}</div><div class='t2'>溯源和整治同步推进</div>",
        ),
        ("全省入海排污口整治现场..._临江网", "<p>{h}</p>"),
        # A main heading that links itself, with the site before the headline in the title.
        ("临江新闻网-{h}", "<h1><a href='/a/1.html'>{h}</a></h1>"),
        # A subtitle in the main heading of a page whose title names the site alone.
        ("新闻中心-临江网", "<h1>{h}<br><small>联合执法首次覆盖三座水库</small></h1>"),
    ],
)
def test_a_title_that_says_less_or_more_leads_to_the_line_that_is_displayed(
    title: str, html: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(title=title.format(h=HEADLINE)).replace(f"<h1>{HEADLINE}</h1>", html.format(h=HEADLINE))
    assert read(page).headline == HEADLINE


def test_of_lines_named_title_and_subtitle_the_title_is_the_headline(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = "".join(f"<p>{line}</p>" for line in paragraphs)
    page = (
        "<html><head><title>临江环境网</title></head><body><div class='title'>南湖湿地再舒展</div>"
        "<div class='subtitle'>新区推进淀区生态清淤与水系连通</div>"
        f"<div class='info'>2022-07-22 09:12 来源：临江环境报</div><div class='content'>{lines}</div></body></html>"
    )
    assert read(page).headline == "南湖湿地再舒展"


def test_a_lesser_heading_below_the_meta_line_is_the_first_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    opening = "一、什么是入海排污口？"
    text = f"<h3>{opening}</h3><p>入海排污口是陆源污染进入海洋的最后一道闸门，要坚持一口一策，做到查得清、溯得准。</p>"
    page = article(title="临江省海洋环境学习平台-海洋环境", text=text).replace(
        f"<h1>{HEADLINE}</h1>", "<div class='subhead'>排污口整治介绍</div>"
    )
    found = read(page)
    assert (found.headline, found.body.splitlines()[0]) == ("排污口整治介绍", opening)


def test_lines_of_a_headline_in_a_page_label_are_one(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='ArticleTitle' content='{HEADLINE}<br/>部署下一阶段工作'>"
    assert read(article(head=head)).headline == f"{HEADLINE} 部署下一阶段工作"


def test_a_labelled_day_behind_links_in_brackets_is_that_of_the_article(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    links = "".join(
        f"<a href='#'>[{name}]</a>&nbsp;" for name in ("临江教育网-临江省教师教育网", "手机版本", "扫描分享")
    )
    found = read(article(meta=f"<div>{links}发布时间：2015年4月24日<div>查看:<span>1649</span></div></div>"))
    assert found.published is not None
    assert found.published.isoformat()[:10] == "2015-04-24"


@pytest.mark.parametrize("headline", ["厨房往事", "走过平江路", "赏月"])
def test_a_headline_of_a_few_letters_stands_before_the_hyphen_of_the_title(
    headline: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article("信息来源： 发布日期：2022-11-09", title=f"{headline}-临江市第一初级中学").replace(
        f"<h1>{HEADLINE}</h1>", f"<h2>学生佳作</h2><div class='bt'>{headline}</div>"
    )
    assert read(page).headline == headline


def test_a_headline_in_two_lines_is_whole_where_the_system_has_cut_the_title_off(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = "落实河湖长制各项要求<br>切实加强入海排污口的整治工作"
    page = article(headline=headline, title="落实河湖长制各项要求 切实加强入海排污口的整_临江研究院")
    assert read(page).headline == "落实河湖长制各项要求切实加强入海排污口的整治工作"


def test_the_sites_name_that_a_label_joins_to_the_headline_is_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    site = "临江市人民政府网"
    head = f"<meta name='SiteName' content='{site}'><meta name='ArticleTitle' content='{site}——{HEADLINE}'>"
    found = read(article(head=head, title=f"{site}——{HEADLINE}"))
    assert (found.headline, found.origin("headline")) == (HEADLINE, Origin.LABEL)


@pytest.mark.parametrize("home", ["/", "/zh-cn/Home/Index", "https://www.example.cn/index.html"])
def test_the_sites_name_that_leads_home_is_no_headline_though_it_begins_the_title(
    home: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<header><h1><a href='{home}'>临江妇女馆</a></h1><ul><li><a href='/n'>本馆动态</a></li></ul></header>"
    page = (
        article(above=head, title="临江妇女馆 - 最新消息")
        .replace(f"<h1>{HEADLINE}", f"<h2>{HEADLINE}")
        .replace(f"{HEADLINE}</h1>", f"{HEADLINE}</h2>")
    )
    assert read(page).headline == HEADLINE


def test_a_long_headline_in_a_link_may_stand_before_a_longer_list_of_what_its_site_is_about(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = "临江版手机五月在全省上市销售"
    site = "临江智能手机网 塞班 安卓Android 苹果iPhone 微软WP8 新闻 软件 游戏 下载"
    page = article(headline=f"<a>{headline}</a>", title=f"{headline} - {site}")
    assert read(page).headline == headline


@pytest.mark.parametrize("home", ["", "/", "index.html", "home"])
def test_a_headline_that_leads_to_itself_or_home_is_one(
    home: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(headline="@@", title=f"{HEADLINE}_临江网").replace(
        "<h1>@@</h1>", f"<h1><a href='{home}'>{HEADLINE}</a></h1><h2>一口一策 系统治理海湾</h2>"
    )
    assert read(page).headline == HEADLINE


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("水清岸绿｜全省排污口现场会召开", "<div class='logo'>水清岸绿</div>"),
        ("通知公告_关于临江入海排污口整治的通知", "<div class='col'><a href='/c/'>通知公告</a></div>"),
    ],
)
def test_the_column_that_begins_a_title_is_no_headline(
    title: str, above: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(title=title, above=above)).headline == HEADLINE


def test_the_line_above_the_day_stands_in_where_the_title_is_that_of_a_campaign(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article("2022年7月22日 07:10", title="基层传真-2022临江市民修身行动").replace(
        f"<h1>{HEADLINE}</h1>", f"<div class='hong'>{HEADLINE}</div>"
    )
    assert read(page).headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "04-28 09:30 开赛 (已结束)",
        "在排污口增多的情况下，入海的污水反而减少，不正好说明整治有了成效，沿海各市的水质都更好了吗？现在说还要再查一遍，恐怕要先问一问那些住在河口的渔民，他们每天看着水，比谁都清楚变化在哪里。",
    ],
)
def test_neither_the_moment_of_a_match_nor_what_a_reader_says_is_a_headline(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(title="临江评论频道_临江网").replace(
        f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2><h1 class='title'>{line}</h1>"
    )
    assert read(page).headline == HEADLINE


@pytest.mark.parametrize(
    "line", ["视频中心", "热线电话：0000-1234567", "多云转晴 25℃", "临江日报社主办 国内统一刊号CN00-0000"]
)
@pytest.mark.parametrize(
    "title", ["一江碧水向东流两岸青山入画来", "城市蝶变记：昔日黑臭今朝长廊_临江市住房局门户网站-新闻中心"]
)
def test_a_title_in_other_words_than_the_text_gives_way_to_no_line_of_the_site(
    title: str, line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article("2022年7月22日 07:10", title=title).replace(f"<h1>{HEADLINE}</h1>", f"<div>{line}</div>")
    assert read(page).headline == title.partition("_")[0]
