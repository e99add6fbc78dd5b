from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.keywords.stated import plausible_keywords
from envnews.model import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

LINKS = "<a href='/t/1'>水环境</a><a href='/t/2'>海洋污染</a>"


@pytest.mark.parametrize(
    "meta",
    [
        f"2022-07-22 来源：临江日报 关键词：{LINKS} 阅读量：12",
        f"2022-07-22 来源：临江日报 关键词:{LINKS}阅读量:12",
        f"<span>2022-07-22</span><span>来源：临江日报</span><span>关键词：{LINKS}</span><span>阅读量：12</span>",
        f"<p>2022-07-22 来源：临江日报 阅读量：12</p><p>关键词：{LINKS}</p>",
        f"<p>2022-07-22 来源：临江日报 阅读量：12</p><p>标签：{LINKS}</p>",
        "2022-07-22 来源：临江日报 关键词：水环境 海洋污染 阅读量：12",
        "2022-07-22 来源：临江日报 关键词：水环境；海洋污染 阅读量：12",
        "2022-07-22 来源：临江日报 关键词：水环境、海洋污染 阅读量：12",
    ],
)
def test_adjacent_links_are_keywords_apart(
    meta: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(meta, head="<meta name='keywords' content='水环境海洋污染,环保在线'>"))
    assert found.keywords == ("水环境", "海洋污染")
    assert (found.source, found.views) == ("临江日报", 12)
    assert found.origin("keywords") in {Origin.META_LINE, Origin.GENERIC}


@pytest.mark.parametrize(
    "below",
    [
        f"<div>关键词：{LINKS}</div>",
        f"<div class='tags'><span>标签：</span>{LINKS}</div>",
        f"<div>本文关键词</div><div>{LINKS}</div>",
        f"<div>Tags: {LINKS}</div>",
        f"<h3>相关热词搜索：</h3><p>{LINKS}</p>",
        "<div>关键字：水环境 海洋污染</div>",
    ],
)
def test_keywords_below_the_text(
    below: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=below)).keywords == ("水环境", "海洋污染")


def test_tags_may_be_a_list_of_links_around_its_items(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    items = "".join(f"<a href='/t/{word}'><li class='t'>{word}</li></a>" for word in ("水环境", "排污口"))
    boxed = f"<div>责编：周宁</div><div class='tag-box'><ul class='row'>{items}</ul></div>"
    assert read(article(below=boxed)).keywords == ("水环境", "排污口")
    # Those of the whole site hardly occur in the text.
    cloud = "".join(f"<li><a href='/t/{n}'>{w}</a></li>" for n, w in enumerate(("光伏", "海绵城市", "脱硝")))
    assert (
        read(article(below=f"<div>责编：周宁</div><div class='tags'><ul>{cloud}</ul></div>")).keywords == ()
    )


def test_a_word_is_never_split(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    assert read(article("2022-07-22 关键词：水环境海洋污染")).keywords == ("水环境海洋污染",)


@pytest.mark.parametrize(
    ("value", "keywords"),
    [
        ("排污口,整治", ("排污口", "整治")),
        ("排污口,从未提及", ("排污口", "从未提及")),
        ("政务公开,便民服务,排污口", ()),
        ("临江网", ()),
        ("排污口整治启动 一河一策,整治", ("整治",)),
        (",排污口整治启动 一河一策", ()),
        ("", ()),
    ],
)
def test_site_wide_lists_are_told_from_keywords(value: str, keywords: tuple[str, ...]) -> None:
    assert plausible_keywords(value, "排污口整治启动 一河一策", "会议部署整治工作。", "临江网") == keywords


def test_names_of_the_site_among_keywords_are_none() -> None:
    title = "排污口整治启动-临江网-临江日报官网"
    words = plausible_keywords(
        "排污口 整治,临江日报,临江网", "排污口整治启动", "会议部署整治工作。", "", title
    )
    assert words == ("排污口", "整治")


def test_a_form_for_searching_beside_the_text_states_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert (
        read(
            article(
                below="<table><tr><td>关键词一 <input></td></tr><tr><td>关键词二 <input></td></tr></table>"
            )
        ).keywords
        == ()
    )


def test_a_hashtag_is_cleaned_like_other_keywords(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    row = "<div><a href='/t/1'>#排污口</a> <a href='/t/2'>#整治\ufffe</a></div>"
    assert read(article(below=row)).keywords == ("排污口", "整治")


def test_topics_in_boxes_of_their_own_below_a_text_are_its_keywords(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    topics = "".join(
        "<div class='Tag Topic'><span class='Tag-content'><a class='TopicLink' href='//zhi.example/topic/19'>"
        f"<div class='Popover'><div>{word}</div></div></a></span></div>"
        for word in ("生物学", "世界水理事会（WWC）", "入海口")
    )
    below = f"<div class='time'>发布于 2018-06-11</div><div class='Topics'><div class='TopicList'>{topics}</div></div>"
    assert read(article(below=below)).keywords == ("生物学", "世界水理事会（WWC）", "入海口")


def test_the_words_that_a_portal_looks_back_on_are_none_of_an_articles(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p>热词回顾： 彩票 房产 汽车</p>")).keywords == ()
    assert read(article(below="<p>热词： 口门 闸门</p>")).keywords == ("口门", "闸门")


def test_the_letters_of_a_heading_set_one_below_the_other_are_no_keywords(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p>标签：热 点 推 荐</p>")).keywords == ()


@pytest.mark.parametrize(
    "tags",
    [
        "<span class='new-tag'><a href='/tags/329'>产品</a> <a href='/tags/357'>投稿</a></span>",
        "<a href='../tags/a.html' class='tag'>产品</a> <a href='../tags/b.html' class='tag'>投稿</a>",
    ],
)
def test_tags_may_stand_beside_the_date(
    tags: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(f"<span>2022-07-22 07:10</span> {tags}")).keywords == ("产品", "投稿")


def test_the_tags_of_teasers_are_not_those_of_the_article(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    tag = "<a class='tag-style' href='/home/TagForm?Search={0}'>{0}</a>"
    teaser = "<li><div><a href='/b'>河口县组织开展入海口现场检查工作</a> <span>{}</span></div></li>"
    related = f"<h2>相关内容</h2><ul>{teaser.format(tag.format('排污口')) * 3}</ul>"
    assert read(article(below=related)).keywords == ()
    own = f"<span>2022-07-22 07:10</span> <div>{tag.format('换证')} {tag.format('整治')}</div>"
    assert read(article(own, below=related)).keywords == ("换证", "整治")


def test_one_link_to_the_page_of_a_tag_is_a_keyword_where_the_text_has_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<ul><li><a href='/tags/{}'>{}</a></li></ul>"
    assert read(article(below=below.format(1, "排污口"))).keywords == ("排污口",)
    assert read(article(below=below.format(1, "首页图片"))).keywords == ()


def test_a_label_may_be_a_participle_and_the_tags_stand_in_the_next_element(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    tags = "<a href='/tag/1' rel='tag'>排污口</a> <a href='/tag/2' rel='tag'>换证</a>"
    assert read(article(below=f"<span>Tagged</span><div>{tags}</div>")).keywords == ("排污口", "换证")


def test_one_link_may_hold_all_that_was_typed(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div>标签：<a href='/tags/x'>排污口，换证，整治</a></div>"
    assert read(article(below=below)).keywords == ("排污口", "换证", "整治")


def test_tags_may_be_links_in_buttons(article: Callable[..., str], read: Callable[..., Extraction]) -> None:
    tags = "".join(
        f"<button class='btn'><a rel='tag' href='/k/{n}'>{tag}</a></button>"
        for n, tag in enumerate(("排污口", "整治"))
    )
    below = f"<div class='tags-block'>{tags}</div><button>分享到朋友圈</button>"
    assert read(article(below=below)).keywords == ("排污口", "整治")


def test_the_next_article_below_a_label_without_words_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<p>文章关键字: </p><div><span>&lt;&lt;上一篇: <a href='/b'>七号台风已生成</a></span></div>"
    assert read(article(below=below)).keywords == ()


def test_what_readers_search_for_now_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<p>热词：<a href='/s/1'>死亡航班</a> <a href='/s/2'>夺命房间</a></p>"
    assert read(article(below=below)).keywords == ()
    assert read(article(below=below.replace("死亡航班", "排污口"))).keywords == ("排污口", "夺命房间")


def test_words_behind_one_number_sign_may_be_parted_by_commas(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    tags = "<a href='/tag/1'># 平权与反歧视, 美国社会</a>"
    assert read(article(below=f"<div>{tags}</div>")).keywords == ("平权与反歧视", "美国社会")


@pytest.mark.parametrize(
    "words",
    [
        "<h4>大家在搜</h4><a class='tag' href='/search?q=x'>高考志愿</a><a class='tag' href='/search?q=y'>网课</a>",
        "<div class='tag-box'><a href='/c/yw'>要闻动态</a><a href='/c/tz'>通知公告</a></div>",
    ],
)
def test_what_others_look_for_and_the_badges_of_columns_are_no_tags(
    words: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=f"<div>{words}</div>")).keywords == ()


@pytest.mark.parametrize(
    "links",
    [
        "<a href='/t/1'>#水环境#</a> <a href='/t/2'>#海洋污染#</a>",
        "<a href='/t/1'>#水环境# #海洋污染#</a>",
    ],
)
def test_number_signs_may_stand_on_both_sides_of_a_word(
    links: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=f"<div>{links}</div>")).keywords == ("水环境", "海洋污染")


def test_a_link_that_is_nothing_but_a_number_sign_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<ul><li><a href='/tags/1'>#</a></li><li><a href='/tags/2'>排污口</a></li></ul>"
    assert read(article(below=below)).keywords == ()
    assert read(article(below=f"<p>标签：</p>{below}")).keywords == ()


def test_the_headline_is_no_keyword_where_an_editor_made_it_a_tag(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = f"<div>关键词：{LINKS}<a href='/t/3'>全省入海排污口整治现场会在临江召开</a></div>"
    assert read(article(below=below)).keywords == ("水环境", "海洋污染")


@pytest.mark.parametrize("tag", ["新闻", "专家称全省入海排污口整治现场会在临江召开"])
def test_a_tag_that_any_article_may_have_or_that_is_the_headline_is_no_keyword(
    tag: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = f"<div class='tags'><a href='/tag/1.html' rel='tag'>{tag}</a></div>"
    assert read(article(below=below)).keywords == ()


@pytest.mark.parametrize(
    ("headline", "tags"),
    [
        ("青海湖湟鱼洄游", ("青海湖", "湟鱼", "洄游")),
        ("世界水日", ("世界水日", "排污口", "整治")),
    ],
)
def test_words_of_which_a_headline_is_made_are_keywords(
    headline: str, tags: tuple[str, ...], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    links = "".join(f"<a href='/tag/{n}.html' rel='tag'>{tag}</a>" for n, tag in enumerate(tags))
    assert read(article(headline=headline, below=f"<div class='tags'>{links}</div>")).keywords == tags


def test_a_headline_that_is_the_only_tag_is_no_keyword(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    below = "<div>关键词：<a href='/t/3'>全省入海排污口整治现场会在临江召开</a></div>"
    assert read(article(below=below)).keywords == ()
