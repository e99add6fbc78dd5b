"""Keywords that stand apart from the text: lists of other articles and comments come between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.keywords.listed import stated_words
from tests.extract.conftest import HEADLINE, body

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

TITLES = (
    "多地发布高温橙色预警",
    "新一批湿地公园名单公布",
    "暑期旅游市场监管力度加大",
    "南方七省夏粮收购进入尾声",
)
OTHERS = "".join(f"<li><a href='/n/{n}.html'>{TITLES[n % 4]} 之{n}</a></li>" for n in range(20))


@pytest.mark.parametrize(
    ("line", "keywords"),
    [
        ("<p>关键字 : 排污口 整治</p>", ("排污口", "整治")),
        ("<p>推荐关键字：<a href='/t/1'>排污口</a> <a href='/t/2'>监督</a></p>", ("排污口", "监督")),
        ("<div>标签</div><div><a href='/t/1'>排污口</a> <a href='/t/2'>监督</a></div>", ("排污口", "监督")),
        ("<p>关键词：房产;汽车;彩票</p>", ()),
        ("<p>热门标签：排污口 整治</p>", ()),
    ],
)
def test_keywords_behind_a_list_are_those_that_occur_in_the_text(
    line: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=f"<h3>相关新闻</h3><ul>{OTHERS}</ul>{line}")).keywords == keywords


def test_hot_words_right_below_a_text_are_its_keywords(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    words = "<div>热词：</div><ul><li><a href='/s?q=1'>排污口</a></li><li><a href='/s?q=2'>临江</a></li></ul>"
    assert read(article(below=words)).keywords == ("排污口", "临江")


def test_the_album_of_an_account_and_its_count_are_no_keywords(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    album = "<div class='article-tag'>收录于合集 #排污口整治 12个</div>"
    assert read(article(below=album)).keywords == ()


@pytest.mark.parametrize(
    "below",
    [
        "<p>相關字詞﹕<a href='/s?1'>排污口</a> <a href='/s?2'>整治</a></p>",
        "<ul class='m-tags-list'><li><a href='/a'>排污口</a></li><li><a href='/b'>整治</a></li></ul>",
    ],
)
def test_every_word_of_a_row_of_tags_is_a_keyword(
    below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=below)).keywords == ("排污口", "整治")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:tag' content='排污口'><meta property='article:tag' content='整治'>",
        "<meta name='keywords' content='临江网,新闻,报纸'><meta property='article:tag' content='排污口,整治'>",
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","keywords":["排污口","整治"]}</script>',
    ],
)
def test_words_that_machines_state_one_by_one_are_keywords(
    head: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(head=head)).keywords == ("排污口", "整治")


def test_the_name_of_the_work_in_the_headline_vouches_for_the_words_beside_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='湿地管理员,模拟游戏,独立游戏'>"
    page = article(headline="新作《湿地管理员》十月发售", head=head)
    assert read(page).keywords == ("湿地管理员", "模拟游戏", "独立游戏")


def test_the_link_to_the_comments_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    comments = "<div id='page_tag'><a href='/c/1'>已有<b>0</b>位网友发表了看法</a></div>"
    assert read(article(below=comments)).keywords == ()


def test_tags_may_stand_in_boxes_inside_their_links(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    tag = "<div class='Tag Topic'><span class='Tag-content'><a href='/t/{0}'><div>{0}</div></a></span></div>"
    row = "".join(tag.format(word) for word in ("排污口", "整治"))
    assert read(article(below=f"<div class='TopicList'>{row}</div>")).keywords == ("排污口", "整治")


@pytest.mark.parametrize(
    ("words", "keywords"),
    [("排污口,整治,临江氪", ("排污口", "整治", "临江氪")), ("临江氪", ())],
)
def test_the_sites_name_is_kept_in_an_articles_list_and_is_no_list_of_its_own(
    words: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='keywords' content='{words}'>"
    text = "<p>临江氪获悉，全省入海排污口整治现场会在临江召开，会议通报了排查进度，交流了溯源的做法。</p>"
    page = article(head=head, text=text, title="全省入海排污口整治现场会在临江召开-临江氪")
    assert read(page).keywords == keywords


def test_a_list_that_names_the_site_too_says_no_less_than_the_words_displayed(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head="<meta name='keywords' content='排污口,整治,临江网'>",
        title="全省入海排污口整治现场会在临江召开_临江网",
        below="<p>标签：排污口 整治</p>",
    )
    assert read(page).keywords == ("排污口", "整治", "临江网")


@pytest.mark.parametrize(
    ("words", "keywords"),
    [
        # Those of a column on the trade, which any of its texts has.
        ("会议,污染,海洋,装修,家居", ()),
        ("会议,排污口,海洋,装修,家居", ("会议", "排污口", "海洋", "装修", "家居")),
        ("闸门,污染,海洋,清单", ("闸门", "污染", "海洋", "清单")),
    ],
)
def test_words_of_a_trade_are_keywords_where_the_headline_or_nearly_all_of_the_text_has_them(
    words: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='keywords' content='{words}'>"
    assert read(article(headline="全省入海排污口整治进入收官阶段", head=head)).keywords == keywords


@pytest.mark.parametrize(
    ("label", "keywords"),
    [
        # A column that the template calls 标签, beside what the editor typed.
        ("全省入海排污口整治", ("全省入海排污口整治",)),
        # The text does not say 渔港, which may be the site's.
        ("海洋,排污口,渔港", ("排污口",)),
        ("装修,家居", ("排污口",)),
    ],
)
def test_a_label_that_says_no_less_than_the_page_shows_is_taken(
    label: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='keywords' content='{label}'>"
    page = article(
        headline="全省入海排污口整治进入收官阶段", head=head, below="<p>标签：<a href='/t/1'>排污口</a></p>"
    )
    assert read(page).keywords == keywords


@pytest.mark.parametrize(
    ("words", "text", "keywords"),
    [
        ("临江市,临江市水务,水务局", "临江市水务局召开会议。", ()),
        ("水务局,临江水务局", "临江市水务局召开会议。", ()),
        ("临江市水务局,通知公告", "临江市水务局召开会议。", ()),
        ("何晓婷,潮汐观测站,浮标测量法,渔港,海岸", "何晓婷介绍了潮汐观测站的浮标测量法。", None),
        ("排污口,收官,渔港,海岸,海水,测量,浮标", "会议通报了进度。", None),
    ],
)
def test_words_that_name_site_or_column_are_told_from_those_of_the_article(
    words: str,
    text: str,
    keywords: tuple[str, ...] | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    headline = "全省入海排污口整治进入收官阶段"
    head = f"<meta name='keywords' content='{words}'>"
    page = article(headline=headline, head=head, text=f"<p>{text * 4}</p>", title=f"{headline}-临江市水务局")
    expected = tuple(words.split(",")) if keywords is None else keywords
    assert read(page).keywords == expected


@pytest.mark.parametrize(
    ("words", "keywords"),
    [
        # Phrases that headline and text say in other words.
        ("入海口整治,排污口溯源整治,现场会议", ("入海口整治", "排污口溯源整治", "现场会议")),
        ("入海排污口整治现场会召开", ("入海排污口整治现场会召开",)),
        ("排污口,整治 溯源,管护,清单,海洋", ("排污口", "整治 溯源", "管护", "清单", "海洋")),
        ("排污口,整治,临江网评论员", ("排污口", "整治", "临江网评论员")),
        ("排污口,整治,临江网", ("排污口", "整治", "临江网")),
        ("排污口,整治,临江网首页", ("排污口", "整治", "临江网首页")),
        ("临江网新闻,环境保护,政务公开", ()),
        ("海洋局信息网,海洋局公告,海洋科技信息", ()),
        ("临江教育,临江教育集团,临江学校", ()),
        ("News,新闻,即时新闻,临江网", ()),
        ("海洋局,海洋经济,海洋环境,海洋生态,海洋科技", ()),
    ],
)
def test_phrases_are_keywords_and_the_sites_own_words_are_none(
    words: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head=f"<meta name='keywords' content='{words}'>", title="全省入海排污口整治现场会在临江召开_临江网"
    )
    assert read(page).keywords == keywords


@pytest.mark.parametrize(
    "head",
    [
        "<meta http-equiv='keywords' content='排污口,整治'>",
        "<meta name='keywords' content='临江网,新闻,报纸'><meta name='keywords' content='排污口,整治'>",
    ],
)
def test_keywords_may_be_those_of_a_second_tag_or_of_one_in_the_manner_of_a_header(
    head: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(head=head)).keywords == ("排污口", "整治")


def test_keywords_may_stand_behind_the_headline_in_the_title(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head="<meta name='keywords' content='排污口整治,责任人,排查进度'>",
        title="全省入海排污口整治现场会在临江召开_责任人_整治_排查进度",
    )
    assert read(page).keywords == ("排污口整治", "责任人", "排查进度")


@pytest.mark.parametrize(
    ("words", "keywords"),
    [
        # Two characters may end like the name of an office by chance.
        ("干部,排污口,整治", ("干部", "排污口", "整治")),
        ("省检察院,排污口,整治,清单", ("省检察院", "排污口", "整治", "清单")),
        ("关键词,排污口,整治", ("排污口", "整治")),
    ],
)
def test_words_that_the_title_has_as_well_are_told_from_the_sites_name(
    words: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    printed = words.replace(",", "|")
    page = article(
        head=f"<meta name='keywords' content='{words}'>",
        title=f"全省入海排污口整治现场会在临江召开|{printed}_新闻频道_临江网",
    )
    assert read(page).keywords == keywords


def test_a_row_of_words_may_be_longer_than_what_is_looked_at_below_a_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    words = [f"监测断面{letter}" for letter in "甲乙丙丁戊己庚辛壬癸"]
    others = "".join(f"<p><a href='/{at}.html'>海岛邮递员每天六趟船之{at}</a></p>" for at in range(6))
    row = "".join(f"<li><a href='/search?qtext={word}'>{word} </a></li>" for word in words)
    below = f"{others}<div class='tags'><span>责任编辑：何晓婷</span><h2>热词：</h2>{row}</div>"
    assert read(article(below=below)).keywords == tuple(words)


@pytest.mark.parametrize(
    ("words", "site", "keywords"),
    [
        ("徐家湾,何晓婷,匕首,夜航,渔港", "临江网", ("徐家湾", "何晓婷", "匕首", "夜航", "渔港")),
        # The site's columns and names stand among its links and behind the headline.
        ("徐家湾,何晓婷,新闻中心,夜航,渔港", "临江网", ()),
        ("徐家湾,何晓婷,匕首,临江网,渔港", "临江网", ()),
        ("临江环保局,临江环境,临江环保,临江监测,排污口", "白石网", ()),
        ("徐家湾,何小樱,匕首,夜航,海岛", "临江网", ()),
        # Those of the trade are shorter than a term, and no person's name.
        ("环境保护,污染防治,空气质量,土壤修复,生态文明", "临江网", ()),
    ],
)
def test_a_long_list_of_which_no_link_says_a_word_speaks_of_the_article(
    words: str,
    site: str,
    keywords: tuple[str, ...],
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    page = article(
        headline="全省整治现场会在临江召开",
        head=f"<meta name='keywords' content='{words}'>",
        title=f"全省整治现场会在临江召开_{site}",
        text=body("水文局何晓婷介绍了溯源的做法，她说污染防治要靠一口一策。"),
    )
    assert read(page).keywords == keywords


def test_the_names_of_the_site_stay_in_a_list_of_which_the_page_shows_the_rest(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head="<meta name='keywords' content='排污口,临江网,临江新媒体'>",
        title="全省入海排污口整治现场会在临江召开_资讯_临江网",
        below="<p>标签： <a href='/tag/1.html'>排污口</a></p>",
    )
    assert read(page).keywords == ("排污口", "临江网", "临江新媒体")


def test_a_list_that_has_all_displayed_tags_is_kept_with_the_names_of_the_site_behind_them(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    tags = "".join(f"<a href='/tag/{n}'>{tag}</a> " for n, tag in enumerate(("width", "height", "left")))
    page = article(
        head="<meta name='keywords' content='width,height,left,临江网,临江新媒体'>",
        title="全省入海排污口整治现场会在临江召开_资讯_临江网",
        below=f"<p>标签： {tags}</p>",
    )
    assert read(page).keywords == ("width", "height", "left", "临江网", "临江新媒体")


def test_a_list_that_is_mostly_the_sites_gives_the_articles_words_only(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head="<meta name='keywords' content='排污口,新闻频道,临江网'>",
        title="全省入海排污口整治现场会在临江召开_新闻频道_临江网",
        below="<p>本文关键词： <a href='/tag/1.html'>排污口</a></p>",
    )
    assert read(page).keywords == ("排污口",)


APPENDED = "水务,供水,节水,治水,水价,水表,水库,水费,水质报告,河长频道,临江网"


def test_a_list_with_several_words_of_the_headline_is_kept_whole(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head=f"<meta name='keywords' content='排污口,整治,{APPENDED}'>",
        title="全省入海排污口整治现场会召开_河长频道_临江网",
    )
    assert read(page).keywords == ("排污口", "整治", *APPENDED.split(","))


def test_what_a_template_appends_is_left_out_where_the_page_displays_the_articles_own_words(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        head=f"<meta name='keywords' content='排污口,整治,一口一策,{APPENDED}'>",
        title="全省入海排污口整治现场会召开_河长频道_临江网",
        below="<p>标签：排污口 整治 一口一策</p>",
    )
    assert read(page).keywords == ("排污口", "整治", "一口一策")


@pytest.mark.parametrize(
    "listed",
    [
        "会议,社会,临江网,财经,体育,娱乐,汽车,房产",
        "会议,时政,要闻,财经,体育,娱乐,汽车,房产",
        "河口日报,排污口,临江网,水务,供水,节水,治水,水价",
    ],
    ids=["before the site's name", "before the column's", "with the source"],
)
def test_the_list_of_a_site_is_none_of_an_article_that_happens_to_have_a_word_of_it(
    listed: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article(
        "2022-07-22 07:10 来源：河口日报",
        head=f"<meta name='keywords' content='{listed}'>",
        title="全省入海排污口整治现场会召开_要闻_临江网",
    )
    assert read(page).keywords == ()


@pytest.mark.parametrize(
    ("number", "text", "keywords"),
    [
        ("18", "会议通报了进度。", ()),
        ("12369", "热线12369同日开通，市民可以反映排污口的问题。", ("12369",)),
    ],
)
def test_the_number_of_a_sites_tags_is_no_keyword_and_one_in_the_text_is(
    number: str,
    text: str,
    keywords: tuple[str, ...],
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    counter = f"<a href='/tags/'><div class='headline'>标签</div><div class='length-num'>{number}</div></a>"
    assert read(article(text=f"<p>{text * 3}</p>", below=counter)).keywords == keywords


def test_addresses_among_keywords_vouch_for_nothing_and_stay_in_an_articles_list(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='排污口,整治,www.linjiang.com'>"
    assert read(article(head=head)).keywords == ("排污口", "整治", "www.linjiang.com")
    assert read(article(head="<meta name='keywords' content='临江网,www.linjiang.com'>")).keywords == ()


def test_a_list_in_small_letters_speaks_of_a_text_that_has_capital_ones(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='python,scrapy,爬虫'>"
    text = "<p>用 Python 写的 Scrapy 不到一小时就读完了全省的公开目录，值班员说，今后不必再手工抄录了。</p>"
    assert read(article(head=head, text=text)).keywords == ("python", "scrapy", "爬虫")


def test_a_list_that_holds_all_tags_below_the_text_is_the_articles_though_the_text_has_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='程序,团队,管理,加班,杂项,随笔'>"
    tags = "".join(f"<a rel='tag' href='/tag/{tag}'>{tag}</a>, " for tag in ("程序", "团队", "管理", "加班"))
    found = read(article(head=head, below=f"<div>标题下 {tags}</div>"))
    assert found.keywords == ("程序", "团队", "管理", "加班", "杂项", "随笔")
    others = "<meta name='keywords' content='程序,团队,健康,饮食,杂项,随笔'>"
    assert read(article(head=others, below=f"<div>标题下 {tags}</div>")).keywords == (
        "程序",
        "团队",
        "管理",
        "加班",
    )


def test_the_first_of_several_tags_in_the_head_gives_way_to_all_of_them_below_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta property='article:tag' content='排污口'>"
    tags = "<a rel='tag' href='/tag/1'>整治</a><a rel='tag' href='/tag/2'>排污口</a>"
    assert read(article(head=head, below=f"<div>{tags}</div>")).keywords == ("整治", "排污口")


@pytest.mark.parametrize(
    ("stated", "keywords"),
    [
        # Nothing of the list stands in the text but the name of what the article is about.
        ("赛事,入海排污口整治现场会,直播,游戏,电竞,图库,视频,攻略,专区,下载,论坛", 11),
        ("排污,赛事,直播,游戏,电竞,图库,视频,攻略,专区,下载,论坛", 0),
    ],
)
def test_a_long_phrase_of_the_headline_vouches_for_a_list(
    stated: str, keywords: int, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert len(read(article(head=f"<meta name='keywords' content='{stated}'>")).keywords) == keywords


def test_the_words_behind_site_column_and_headline_are_the_articles_own(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    stated = f"临江网-时评-{HEADLINE}-口门,一口一策,闸门"
    assert read(article(head=f"<meta name='keywords' content='{stated}'>")).keywords == (
        "口门",
        "一口一策",
        "闸门",
    )
    site = f"{HEADLINE},临江网,时评"
    assert (
        read(article(head=f"<meta name='keywords' content='{site}'>", title=f"{HEADLINE}_临江网")).keywords
        == ()
    )


@pytest.mark.parametrize(
    ("stated", "keywords"),
    [
        ("口门整治,溯源分类", ("口门整治", "溯源分类")),
        ("口门溯源,高校教师", ()),
        ("口门整治信息,溯源分类资讯", ()),
        ("自媒体,口门,闸门", ("自媒体", "口门", "闸门")),
    ],
)
def test_phrases_that_the_text_all_says_in_other_words_are_its_keywords(
    stated: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='keywords' content='{stated}'>"
    assert read(article(headline="江边的会", head=head)).keywords == keywords


def test_a_subtitle_behind_site_column_and_headline_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    stated = f"临江网-生活频道-{HEADLINE}——“口门”时代，“闸门”机遇"
    found = read(article(head=f"<meta name='keywords' content='{stated}'>"))
    assert (found.headline, found.keywords) == (HEADLINE, ())


@pytest.mark.parametrize(
    ("stated", "keywords"),
    [
        ("新闻中心-{}-临江市人民政府门户网站", ()),
        ("临江网-{}-临江网", ()),
        ("首页 {} 通知公告,新闻", ()),
        ("闸门|口门|{}", ("闸门", "口门")),
        ("闸门,口门|{}|溯源", ("闸门", "口门", "溯源")),
        ("临江网 - 时评 - {} - 口门,闸门", ("口门", "闸门")),
    ],
)
def test_a_headline_may_stand_between_column_and_site_and_behind_bars(
    stated: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = f"<meta name='keywords' content='{stated.format(HEADLINE)}'>"
    assert read(article(head=head)).keywords == keywords


@pytest.mark.parametrize(
    ("stated", "keywords"),
    [
        ("临江新闻网", ()),
        ("全省入海排污口整治 现场会在临江召开,首页", ()),
        ("全省入海排污口整治 现场会在临江召开,口门,闸门", ("口门", "闸门")),
    ],
)
def test_neither_a_sites_name_alone_nor_the_headlines_halves_are_keywords(
    stated: str, keywords: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = body("临江新闻网讯：首页已经更新。")
    headline = "全省入海排污口整治，现场会在临江召开"
    found = read(article(headline=headline, head=f"<meta name='keywords' content='{stated}'>", text=text))
    assert found.keywords == keywords


def test_the_pages_tags_tell_where_the_words_of_a_label_divide(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='排污口,入海整治,临江论坛｜海洋快讯'>"
    tags = "".join(
        f"<a href='/tag/{word}'>#{word}</a>" for word in ("排污口", "入海整治", "临江论坛｜海洋快讯")
    )
    found = read(article(head=head, below=f"<div>{tags}</div>"))
    assert found.keywords == ("排污口", "入海整治", "临江论坛｜海洋快讯")


@pytest.mark.parametrize(
    ("stated", "line", "keywords"),
    [
        ("排污风波", "关于 <a href='/k/1'>排污风波</a> 的", ("排污风波",)),
        ("排污2", "相关文章 <a href='/k/1'>排污2</a>", ()),
        ("排污2,排污2新闻", "相关文章 <a href='/k/1'>排污2</a> <a href='/k/2'>排污2新闻</a>", ("排污2", "排污2新闻")),
        ("临江水务局", "关于 临江水务局 的", ()),
        ("楼市风波", "关于 <a href='/k/1'>楼市风波</a> 的", ()),
        ("国内新闻,国际新闻", "相关新闻 国内新闻 国际新闻", ()),
        ("排污风波", "关于排污风波", ()),
    ],
)  # fmt: skip
def test_keywords_that_announce_further_articles_are_the_articles_own(
    stated: str,
    line: str,
    keywords: tuple[str, ...],
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    head, title = f"<meta name='keywords' content='{stated}'>", "全省排污整治_临江水务局"
    page = article(head=head, below=f"<div><h2>{line}</h2></div>", headline="全省排污整治", title=title)
    assert read(page).keywords == keywords


def test_a_word_that_the_pages_links_cut_stays_whole(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='排污口,监测,Think 10,新闻'>"
    tags = "".join(f"<a href='/tag/{word}'>{word}</a> " for word in ("排污口", "监测", "Think", "10", "新闻"))
    found = read(
        article(head=head, text=body("监测用的是Think 10。"), below=f"<div>关键词阅读： {tags}</div>")
    )
    assert found.keywords == ("排污口", "监测", "Think 10", "新闻")


def test_tags_that_a_template_glues_do_not_tell_where_a_label_divides(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='排污口,整治,现场会'>"
    for glued in ("排污口整治现场会", "排污口、整治、现场会", "排污口|整治|现场会"):
        found = read(article(head=head, below=f"<div>标签：<a href='/t/1'>{glued}</a></div>"))
        assert found.keywords == ("排污口", "整治", "现场会")


def test_a_headline_as_it_was_before_it_was_edited_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='全省入海排污口整治现场会 于临江召开'>"
    tags = "<div>标签：<a href='/t/1'>排污口</a></div>"
    assert read(article(head=head, below=tags)).keywords == ("排污口",)


def test_the_column_of_the_title_in_a_list_says_nothing_against_its_other_words(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    head = "<meta name='keywords' content='闸门,口门,清单,水务聚焦,linjiang'>"
    title = "上半年进度通报会在省城召开_水务聚焦_临江水务_临江网"
    assert read(article(headline="上半年进度通报会在省城召开", head=head, title=title)).keywords == (
        "闸门",
        "口门",
        "清单",
        "水务聚焦",
        "linjiang",
    )


def test_columns_beside_a_headline_in_a_list_are_none_of_its_words(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    headline = "全省入海排污口整治现场会在临江召开"
    head = f"<meta name='keywords' content='{headline},临江,工作动态,政务公开'>"
    assert read(article(headline=headline, head=head)).keywords == ("临江",)


def test_a_long_list_may_hold_a_word_that_templates_print_in_empty_ones() -> None:
    words = ("艺术", "陶瓷", "故事", "形象", "儿童", "社会", "品味", "父母", "世界", "阴影", "标签")
    assert stated_words(" ".join(words), "泰迪熊") == words
    assert stated_words("标签", "泰迪熊") == ()


@pytest.mark.parametrize(
    ("title", "head", "keywords"),
    [
        (f"{HEADLINE}|段子|奇葩|情侣|热搜_临江网", "", ("段子", "奇葩", "情侣", "热搜")),
        (
            f"{HEADLINE}-临江网",
            "<meta name='tags' content='段子,奇葩,整治,热搜'>",
            ("段子", "奇葩", "整治", "热搜"),
        ),
        (
            f"{HEADLINE}-临江网",
            "".join(
                f"<meta property='article:tag' content='{tag}'>" for tag in ("段子", "奇葩", "整治", "热搜")
            ),
            ("段子", "奇葩", "整治", "热搜"),
        ),
        # Where nothing states it again, it is the site's; so are names of outlets and columns in a title, and tags without any word of the text.
        (f"{HEADLINE}-临江网", "", ()),
        (f"{HEADLINE}_时政要闻_新闻中心_临江网", "", ()),
        (f"{HEADLINE}|时政要闻|新闻|临江网", "", ()),
        (f"{HEADLINE}-临江网", "<meta name='tags' content='段子,奇葩,情侣,热搜'>", ()),
    ],
)
def test_a_list_of_which_the_text_knows_little_is_the_articles_where_title_or_tags_state_it_again(
    title: str,
    head: str,
    keywords: tuple[str, ...],
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    words = ("段子", "奇葩", "整治" if "整治" in head else "情侣", "热搜")
    stated = "临江网,新闻,时政要闻,新闻中心,水务" if "时政要闻" in title else ",".join(words)
    page = article(title=title, head=f"<meta name='keywords' content='{stated}'>{head}")
    assert read(page).keywords == keywords


@pytest.mark.parametrize(
    ("title", "stated", "keywords"),
    [
        # The place in the site's name counts neither for a phrase nor against it; what remains of a slogan is too little.
        ("临江木齐市人民政府", "临江木齐排污口现场会", ("临江木齐排污口现场会",)),
        ("临江市生态环境局", "临江生态环境保护", ()),
        # Words that any authority has are the article's where its headline has them.
        ("临江市人民政府", "临江市,政府,网站,信息公开", ()),
        ("临江市人民政府", "临江市,政务公开", ("临江市", "政务公开")),
    ],
)
def test_what_the_names_of_an_authority_say_of_a_list(
    title: str,
    stated: str,
    keywords: tuple[str, ...],
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    headline = "临江市召开政务公开推进会" if "政务公开" in stated else HEADLINE
    head = f"<meta name='keywords' content='{stated}'>"
    assert read(article(headline=headline, title=f"{headline}_{title}", head=head)).keywords == keywords


def test_a_headline_with_a_word_before_it_is_no_keyword_though_a_link_below_repeats_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    stated = "专家称入海排污口整治 现场会在临江召开"
    page = article(
        headline="入海排污口整治 现场会在临江召开",
        head=f"<meta name='keywords' content='{stated}'>",
        below="<p><a href='/1'>专家称入海排污口整治</a></p><p><a href='/2'>现场会在临江召开</a></p>",
    )
    assert read(page).keywords == ()
