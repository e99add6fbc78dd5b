from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.metaline.authors import find_author
from envnews.extract.metaline.credits import find_source
from envnews.extract.metaline.editors import find_editor
from envnews.extract.people.persons import is_person
from envnews.extract.people.reporters import find_reporters
from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("（责任编辑：周小禾）", "周小禾"),
        ("【编辑:周小禾】", "周小禾"),
        ("责编：周小禾 王大田", "周小禾、王大田"),
        ("责编｜周小禾", "周小禾"),
        ("编辑/周小禾", "周小禾"),
        ("責任編輯：周小禾", "周小禾"),
        ("责 编：周 禾", "周禾"),
        ("编辑：周小禾 审核：王大田", "周小禾"),
        ("作者：王大田 编辑：周小禾", "周小禾"),
        ("选稿：周小禾", "周小禾"),
        ("[责任编辑 周小禾 王大田 ]", "周小禾、王大田"),
        ("（译者：fernana，编辑 Helen）", "Helen"),
        ("初审编辑：王大田 责任编辑：周小禾", "周小禾"),
        ("编审：王大田 编辑：周小禾", "周小禾"),
        ("编审：周小禾", "周小禾"),
        ("（临江新闻编辑周小禾）", "周小禾"),
        ("（临江网记者王大田 编辑周小禾）", "周小禾"),
        ("（本文由临江编辑部整理）", None),
        ("总编辑：周小禾", None),
        ("[责任编辑 zm012]", "zm012"),
        ("图片编辑：王大田", None),
        ("编辑：", None),
        ("编辑：无", None),
        ("编辑部电话：12369", None),
    ],
)
def test_editors(line: str, editor: str | None) -> None:
    found = find_editor([line])
    assert (found[0] if found else None) == editor


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者： 分类：环境要闻 浏览：次", None),
        ("作者：周小禾", "周小禾"),
        ("文/周小禾", "周小禾"),
        ("（文丨周小禾 王大田）", "周小禾、王大田"),
        ("（文/图 周小禾）", "周小禾"),
        ("文：省第二人民医院呼吸科 周小禾", "周小禾"),
        ("临江视点记者 逯大田", "逯大田"),
        ("图文/周小禾", "周小禾"),
        ("作者:周小禾编辑:王大田", "周小禾"),
        ("口述：老罗 整理：周小禾", "周小禾"),
        ("编译/周小禾", "周小禾"),
        ("作者 逯大田", "逯大田"),
        ("作者 简介", None),
        ("供稿人：逯大田", "逯大田"),
        ("供稿：办公室", None),
        ("【供稿/管理学院 黄翔】", "黄翔"),
        ("撰文：周小禾 摄影：王大田", "周小禾"),
        ("本报记者 周小禾 王大田", "周小禾、王大田"),
        ("临江日报记者 周小禾 通讯员 王大田", "周小禾、王大田"),
        ("作者：周小禾 来源：临江日报", "周小禾"),
        ("摄影：王大田", None),
        ("记者了解到，会议已经召开。", None),
        ("作者：" + "长" * 200, None),
    ],
)
def test_authors(line: str, author: str | None) -> None:
    found = find_author([line])
    assert (found[0] if found else None) == author


@pytest.mark.parametrize(
    ("paragraph", "reporters"),
    [
        ("新华社临江7月21日电（记者周小禾、王大田）会议召开。", "周小禾、王大田"),
        ("本报讯（记者 周小禾 通讯员 王大田）会议召开。", "周小禾、王大田"),
        ("本报讯（记者从省厅获悉）会议召开。", None),
        ("中国网7月21日讯（记者 周 禾）会议召开。", "周禾"),
        ("【本报记者周小禾】会议召开。", "周小禾"),
        ("本报讯 会议召开，（记者站同志参加）其余不详。", None),
        ("会议召开（详见第二版），部署了工作。", None),
    ],
)
def test_reporters_of_a_dateline(paragraph: str, reporters: str | None) -> None:
    found = find_reporters([paragraph, "会议还研究了其他事项。"])
    assert (found[0] if found else None) == reporters


@pytest.mark.parametrize(
    ("paragraph", "people"),
    [
        ("会议还研究了其他事项。（周小禾）", "周小禾"),
        ("会议还研究了其他事项。（周小禾 王大田）", "周小禾、王大田"),
        ("会议还研究了其他事项。（文/图 周小禾）", "周小禾"),
        ("会议还研究了其他事项。（周小禾/文）", "周小禾"),
        ("会议还研究了其他事项。（周小禾/文 王大田/图）", "周小禾"),
        ("会议还研究了其他事项。（临江网记者周小禾 编辑王大田）", "周小禾"),
        ("会议还研究了其他事项。（本报记者 周小禾）", "周小禾"),
        ("会议还研究了其他事项。（临江广电融媒体新闻中心/周小禾 河口台/王大田 编辑/冯涛）", "周小禾、王大田"),
        ("會議還研究了其他事項。（臨江新聞羅明輝、馬慧娟台北報導）", "羅明輝、馬慧娟"),
        ("會議還研究了其他事項。（臨江新聞綜合報導）", None),
        ("會議還研究了其他事項。（羅明輝／綜合外電報導）", "羅明輝"),
        ("会议还研究了其他事项。（完）", None),
        ("会议还研究了其他事项。（待续）", None),
        ("会议还研究了其他事项。（责任单位）", None),
        ("会议还研究了其他事项。（摄影 周小禾）", None),
    ],
)
def test_signatures_at_the_end(paragraph: str, people: str | None) -> None:
    found = find_reporters(["会议召开。", "会议指出，要坚持。", "会议要求，要落实。", paragraph])
    assert (found[0] if found else None) == people


def test_who_wrote_a_text_comes_before_those_who_gave_information() -> None:
    lines = ["撰文：临江+记者 周小禾", "图片：临江+记者 冯涛", "通讯员：王大田"]
    assert (find_author(lines) or (None,))[0] == "周小禾"


def test_the_byline_below_an_abstract_names_editors_too(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    abstract = (
        "<p>◎上半年，全省入河排污口排查已经全部完成。</p><p>◎下一步，各地将向社会公开整治清单和责任人。</p>"
    )
    byline = "<p>临江记者&nbsp;周小禾&nbsp;&nbsp;&nbsp;临江编辑&nbsp;王大田</p>"
    further = [f"第{n}督导组检查了{n}0个排污口，发现的问题已经交给所在的县区限期整改。" for n in range(2, 8)]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, *further))
    found = read(article("2022-07-22 07:10", text=abstract + byline + text))
    assert (found.author, found.editor) == ("周小禾", "王大田")


@pytest.mark.parametrize(
    ("meta", "source", "author"),
    [
        (
            "<span>2022-07-22 07:10</span> <a href='http://www.x.example/'>临江股票</a> &nbsp; 周小禾",
            "临江股票",
            "周小禾",
        ),
        ("<span>2022-07-22 07:10</span> <a href='http://www.x.example/'>返回首页</a>", None, None),
        ("<p>临江晚报·河口视点 周小禾</p><p>2022-07-22 07:10</p>", "临江晚报·河口视点", "周小禾"),
        ("<span>记者 周小禾 共享联盟·河口 王大田</span> 2022-07-22 07:10", None, "周小禾、王大田"),
        (
            "<span>21世纪水务报道</span> <span>周小禾</span> <span>临江报道</span> <span>2022-07-22 07:10</span>",
            "21世纪水务报道",
            "周小禾",
        ),
        ("<span>2022-07-22 07:10</span> <a href='http://www.x.example/c/1.html'>水务要闻</a>", None, None),
        ("2022-07-22 作者：记者 周小禾 <a href='/bbs'>进入论坛</a>", None, "周小禾"),
        ("<span>2022-07-22</span> <span>作者 周小禾</span> <a href='#'>关注</a>", None, "周小禾"),
        ("<span>临江新闻联播</span><span>2022-07-22 19:25</span>", "临江新闻联播", None),
        ("<div class='editor-name'>记者 周小禾</div><div>2022-07-22 07:10</div>", None, "周小禾"),
        ("2022-07-22 07:10 临江日报 记者 周小禾 摄影 王大田", "临江日报", "周小禾"),
        ("买买提·艾力 2022-07-22 07:10", None, "买买提·艾力"),
        ("<p>——来自沿河七个乡镇的报道</p><p>2022-07-22 07:10</p>", None, None),
        (
            "<dl><dt>来源</dt><dd>临江发布</dd><dt>时间</dt><dd>2022-07-22 07:10</dd></dl>",
            "临江发布",
            None,
        ),
        ("来源：临江发布 时间：2022-07-22 07:10", "临江发布", None),
        ("2022-07-22 07:10 作者 | 周小禾 来源 | 临江新闻", "临江新闻", "周小禾"),
        ("2022-07-22 07:10 来源：临江财经 作者：周小禾 ▪ 王大田", "临江财经", "周小禾、王大田"),
        ("2022-07-22 07:10 [来源]：临江晚报 [作者]：周小禾", "临江晚报", "周小禾"),
        ("临江日报 http://ljrb.example.cn 2022年07月22日 07:10", "临江日报", None),
        ("<p>2022年07月22日 07:10</p><p>手机扫码浏览分享新闻</p>", None, None),
        ("2022-07-22 来源：临江晚报 作者:首席记者 周小禾", "临江晚报", "周小禾"),
        ("2022-07-22 来源：临江晚报 作者：视频记者 周小禾", "临江晚报", "周小禾"),
        ("2022-07-22 来源：临江晚报 作者： <a href='#'>【点击查看更多】</a>", "临江晚报", None),
        ("2022年07月22日 星期五　临江晚报", "临江晚报", None),
        ("<span class='src'>青石纪</span> <span>2022-07-22 07:10</span>", "青石纪", None),
    ],
)
def test_names_beside_a_date_are_told_from_buttons(
    meta: str,
    source: str | None,
    author: str | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    found = read(article(f"<div>{meta}</div>"))
    assert (found.source, found.author, found.editor) == (source, author, None)


def test_who_took_the_pictures_did_not_write_the_text_above_the_meta_line(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    credit = "<p>文/本报记者 周小禾　图/本报记者 王大田</p>"
    meta = "<p>来源：临江晚报　发布时间：2022-07-22 07:10　编辑：冯涛</p>"
    assert read(article("", below=f"<div>{credit}{meta}</div>")).author == "周小禾"


def test_editors_may_stand_behind_their_role_alone(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = (*paragraphs, "临江新闻记者 周小禾", "责编 王大田", "校对 冯涛")
    found = read(article("2022-07-22 07:10", text="".join(f"<p>{line}</p>" for line in lines)))
    assert (found.author, found.editor) == ("周小禾", "王大田")


@pytest.mark.parametrize(
    ("meta", "editor"),
    [
        ("2022-07-22 编辑：周小禾 <a href='#'>评论</a>", "周小禾"),
        ("2022-07-22 <a href='/e'>编辑：周小禾</a> <a href='#'>手机上看</a>", "周小禾"),
        ("2022-07-22 编辑：周小禾 PN054", "周小禾、PN054"),
        ("2022-07-22 责任编辑：zm012 点击：123", "zm012"),
        ("2022-07-22 编辑：周小禾 临江网-临江日报", "周小禾"),
        ("2022-07-22 责任编辑 zm012", "zm012"),
    ],
)
def test_buttons_beside_an_editor_are_no_names(
    meta: str, editor: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(meta)).editor
    assert found is not None
    assert found.replace(" ", "、") == editor


def test_the_name_of_the_site_between_headline_and_text_is_the_source(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article("WaterNews 周小禾 2022-07-22 07:10", title="全省整治现场会召开-WaterNews"))
    assert (found.source, found.author) == ("WaterNews", "周小禾")
    meta = "<div>浪新闻</div><div>共富</div><div>2022-07-22 07:10</div>"
    assert read(article(meta, head="<meta property='og:site_name' content='浪新闻'>")).source == "浪新闻"
    assert read(article(meta)).source is None


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：临江日报", "临江日报"),
        ("（来源：临江日报）", "临江日报"),
        ("本文来源：临江日报 作者：周小禾 责任编辑：王大田", "临江日报"),
        ("來源：臨江日報", "臨江日報"),
        ("（本文来源：临江日报，作者周小禾）", "临江日报"),
        ("来源｜临江日报", "临江日报"),
        ("图片来源：资料", None),
        ("本文属于原创文章，如若转载，请注明来源：临江在线", None),
        ("来源：", None),
        ("污染来源于工业排放", None),
    ],
)
def test_sources(line: str, source: str | None) -> None:
    found = find_source([line])
    assert (found[0] if found else None) == source


def test_an_outlet_before_a_person_is_no_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert (
        read(article("<span class='x_author'>临江网 周小禾</span> 2022年07月22日 07:10")).author == "周小禾"
    )


def test_persons_are_told_from_publishers() -> None:
    assert is_person("周小禾")
    assert is_person("王田")
    assert not is_person("临江日报")
    assert not is_person("政能亮")
    assert not is_person("荆楚网")


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("臨江頭殼news2014.10.24 金名/高雄報導", "金名", "臨江頭殼news"),
        ("臨江頭殼news2014.10.24 金名/苗栗報導", "金名", "臨江頭殼news"),
        ("江畔頭殼news2014.10.24 金名/高雄報導", "金名", None),
    ],
)
def test_a_person_is_told_from_the_place_of_a_report_and_the_site_from_others(
    line: str, author: str, source: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(line, title="全省入海排污口整治现场会在临江召开 - 臨江頭殼 news"))
    assert (found.author, found.source) == (author, source)


def test_who_sent_a_text_from_a_place_is_named_between_lead_and_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = "".join(f"<p>{p}</p>" for p in (paragraphs[0], "临江财经 周小禾 发自省城", *paragraphs))
    assert read(article(text=lines)).author == "周小禾"


@pytest.mark.parametrize(
    ("text", "author", "editor", "source"),
    [
        ("<p>本报记者 周小禾</p>{p}", "周小禾", None, None),
        ("<p>□ 本报记者 周小禾</p>{p}", "周小禾", None, None),
        ("{p}<p>（作者：周小禾 编辑：王大田）</p>", "周小禾", "王大田", None),
        ("{p}<p style='text-align:right'>来源：临江日报</p><p>编辑：王大田</p>", None, "王大田", "临江日报"),
        ("{p}<p>摄影：周小禾</p>", None, None, None),
        ("{p}", None, None, None),
    ],
)
def test_credits_are_heard_and_cut(  # noqa: PLR0917 - pytest passes them by name
    text: str,
    author: str | None,
    editor: str | None,
    source: str | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
    paragraphs: tuple[str, ...],
) -> None:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    found = read(article("2022-07-22", text=text.format(p=inner)))
    assert (found.author, found.editor, found.source) == (author, editor, source)
    assert found.body.splitlines() == list(paragraphs)


def test_the_meta_line_comes_before_the_closing_credit(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "<p>来源：晚报 编辑：王大田</p>"
    found = read(article("2022-07-22 来源：临江日报 编辑：周小禾", text=text))
    assert (found.source, found.editor) == ("临江日报", "周小禾")
    assert {w.value for w in found.witnesses if w.field == "source" and not w.agrees} == {"晚报"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(临江网 江帆 报道)", "江帆"),
        ("摄影/撰文/视频： 江帆 何燕", "江帆、何燕"),
        ("来源：临江网 作者： 2014-05-17 15:59:40", None),
        ("记者：最后，祝大家新春愉快！", None),
    ],
)
def test_what_stands_beside_a_role_is_no_name(line: str, names: str | None) -> None:
    assert (find_author([line]) or (None,))[0] == names


def test_who_made_a_text_is_read_from_a_line_of_its_own_wherever_it_stands(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(
        f"<p>{line}</p>" for line in (paragraphs[0], "来源：临江时报", *paragraphs[1:], "撰文 | 江帆")
    )
    found = read(article("2022-07-22 07:10", text=text))
    assert (found.source, found.author) == ("临江时报", "江帆")
    others = "".join(f"<li><a href='/{n}.html'>临江省第{n}次会议研究水污染防治</a></li>" for n in range(30))
    found = read(article("2022-07-22 07:10", below=f"<ul>{others}</ul><div>作者： 江帆 编辑： 何燕</div>"))
    assert (found.author, found.editor) == ("江帆", "何燕")


def test_a_linked_source_among_buttons_is_a_meta_line_and_no_other_article(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = (
        "<span>2010年01月26日 05:10</span><a href='http://x.example/content_1.htm'>临江在线-河口晚报</a>"
        "【<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】【<a href='#'>打印</a>】"
    )
    found = read(article(meta))
    assert found.source == "临江在线-河口晚报"
    assert found.published is not None


def test_what_an_account_says_of_itself_is_no_part_of_its_name(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = (
        "<a href='https://m.example/user_interaction_5517713'><span>临江纪事</span>"
        "<span>临江大学新闻系师生共同开设的非虚构写作平台</span></a><div>2022-07-22 07:10</div>"
    )
    assert read(article(meta)).source == "临江纪事"


@pytest.mark.parametrize(
    ("lines", "source", "author", "editor"),
    [
        ("<p>来源：临江日报 作者：江帆 编辑：周宁</p>", "临江日报", "江帆", "周宁"),
        ("<p>来源：临江日报 | 作者 江帆</p><p>编辑：周宁</p>", "临江日报", "江帆", "周宁"),
        # Of two articles in a list, which state their own.
        ("<p>来源：临江日报 作者：江帆</p><p>来源：河口晚报 作者：林孟</p>", None, None, None),
        ("<p>凡本网注明“来源：河口网”的作品，转载须注明来源和作者。</p>", None, None, None),
    ],
)
def test_credits_behind_comments_are_those_of_the_text(  # noqa: PLR0917 - pytest passes them by name
    lines: str,
    source: str | None,
    author: str | None,
    editor: str | None,
    article: Callable[..., str],
    read: Callable[..., Extraction],
) -> None:
    comments = "".join(f"<div><b>清风{n}</b><p>希望早日完工。</p><a>回复</a></div>" for n in range(8))
    below = f"<div><h3>网友评论</h3>{comments}</div>{lines}"
    found = read(article("2022-07-22 07:10", below=below))
    assert (found.source, found.author, found.editor) == (source, author, editor)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("临江信报编译 何燕", "何燕"),
        ("编译 何燕 江帆", "何燕、江帆"),
        ("本报记者 江帆 编译 何燕", "江帆"),
        ("编译 整理", None),
    ],
)
def test_who_translated_a_text_wrote_it_where_nobody_else_did(line: str, author: str | None) -> None:
    assert (find_author([line]) or (None,))[0] == author


@pytest.mark.parametrize(
    ("meta", "source"),
    [
        ("发布时间：2022-07-20 发布单位：临江市水务局", "临江市水务局"),
        ("发布时间：2022-07-20 发布单位：水务局 来源：临江日报", "临江日报"),
        ("发布时间：2022-07-20 发布人：admin", None),
    ],
)
def test_who_published_a_text_is_its_source_where_no_other_is_stated(
    meta: str, source: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(meta)).source == source


def test_a_reporter_behind_the_source_is_the_author_and_no_part_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(meta="2022-07-22 07:10", below="<p>来源：临江晚报·新视觉网 记者 江帆</p>"))
    assert (found.source, found.author) == ("临江晚报·新视觉网", "江帆")


def test_buttons_for_the_size_of_letters_are_no_second_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "2022-07-22 07:10 <span>作者：江帆</span> <a>大</a><a>小</a> 我要评论(<em>0</em>)"
    assert read(article(meta=meta)).author == "江帆"


def test_a_telephone_number_is_none_of_an_editors_name(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p>资讯编辑：江帆 0315-2288312</p>")).editor == "江帆"


def test_the_editor_of_a_film_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    makers = "<p>监制：江帆</p><p>导演：何燕</p><p>编辑：周宁</p>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert read(article(text=text + makers + "<p>（编辑 王大田）</p>")).editor == "王大田"
    assert read(article(text=text + makers.replace("导演", "策划"))).editor == "周宁"


@pytest.mark.parametrize(
    ("line", "source"),
    [("【臨江晚報╱記者羅明輝╱即時報導】", "臨江晚報"), ("【記者羅明輝╱即時報導】", None)],
)
def test_the_outlet_of_a_reporter_in_brackets_is_the_source(
    line: str, source: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(f"<div>{line}</div><div>2022.07.22 01:06 pm</div>"))
    assert (found.author, found.source) == ("羅明輝", source)


def test_a_page_of_a_paper_names_it_in_the_comment_of_its_system(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    comment = "<!--mpproperty <founder-papername>临江青年报</founder-papername> /mpproperty-->"
    assert read(article("2022-07-22") + comment).source == "临江青年报"
    assert read(article("2022-07-22 来源：河口晚报") + comment).source == "河口晚报"


@pytest.mark.parametrize(
    ("meta", "head", "author"),
    [
        ("<div>2022.07.22 | 14:20</div><div><a>临江新聞</a> | <a>林朝億 台北報導</a></div>", "", "林朝億"),
        ("<a href='/i/1'>云上的水</a> <span>发表于</span> <span>2022-07-22 14:22:10</span>", "", "云上的水"),
        (
            "<strong id='article-byline'>Article information</strong><p>Author, 斯蒂芬妮·希加蒂</p>2022-07-22",
            '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"斯蒂芬妮·希加蒂"}}</script>',
            "斯蒂芬妮·希加蒂",
        ),
        ("<span>临江網記者江帆 台北</span> <time>2022-07-22 09:35</time>", "", "江帆"),
        ("<h2>2022-07-22</h2><div><span>江帆 林晋 / 高雄報導</span></div>", "", "江帆、林晋"),
        (
            "<span>2022-07-22 10:02</span> <span>作者：<a>江帆</a></span> <span>阅读 3.2万</span> 评论 18",
            "",
            "江帆",
        ),
        (
            "<p>本文来自微信公众号：水车财经（ID：shuiche），作者：江帆，题图来自视觉中国</p> 2022-07-22",
            "",
            "江帆",
        ),
        (
            "<span>作者</span> <a>Daisy Rivers</a> <span>|</span> <span>發布日期</span> 2019 年 05 月 03 日 10:23 |",
            "",
            "Daisy Rivers",
        ),
        ("<span>2019-05-03 14:30</span>臨江日報 <span>記者黃淑惠</span>／台北即時報導", "", "黃淑惠"),
        ("<a href='/c/1'>环保要闻</a> <span>发表于</span> <span>2022-07-22 14:22:10</span>", "", None),
    ],
)
def test_bylines_of_papers_magazines_and_stations_name_the_author(
    meta: str, head: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(meta=meta, head=head)).author == author


def test_words_in_brackets_and_prompts_are_none_of_an_editors_name(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = "<span>2022-07-22 07:36</span> 临江晚报 <span>编辑：<a>小琪</a></span> <a>[评论]</a> <a>扫描到手机</a>"
    assert read(article(meta=meta)).editor == "小琪"


def test_a_page_of_a_paper_tells_its_day_in_the_comment_of_its_system(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    comment = (
        "<!--enpproperty <articleid>1000211</articleid><date>2016-05-12 00:00:00.0</date><author></author>-->"
    )
    found = read(article("") + comment).published
    assert found is not None
    assert found.isoformat() == "2016-05-12T00:00:00+08:00"
    again = read(article("2022-07-22") + comment).published
    assert again is not None
    assert again.at.year == 2022
    timed = read(article("") + comment.replace("00:00:00.0", "08:30:00:0")).published
    assert timed is not None
    assert timed.isoformat() == "2016-05-12T08:30:00+08:00"


def test_the_day_of_an_electronic_edition_stands_at_its_head(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    page = article("", above="<p>2016年5月12日 星期四</p>", title="路氹生態二區下月開放-臨江日報電子版")
    found = read(page)
    assert found.published is not None
    assert (found.published.at.year, found.source) == (2016, "臨江日報")


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("临江科学网—海的账本 - 周问天的博文", "周问天"),
        ("海的账本_岛民手记_临江博客", None),
        ("海的账本_江上渔人的博客-KSDN博客", "江上渔人"),
        ("海的账本_临江日报的博客", None),
        ("海的账本-临江网", None),
    ],
)
def test_whose_blog_it_is_the_title_says(
    title: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(meta="2022-07-22 10:23", headline="海的账本", title=title)).author == author


def test_a_meta_line_with_many_words_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    meta = "已有 3210 次阅读 2014-5-12 10:23 |个人分类:大气科普|系统分类:科普集锦|关键词:PM2.5,臭氧,滴定效应,挥发性有机物"
    text = f"<p>{meta}</p>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    found = read(article(meta="", text=text))
    assert tuple(found.body.splitlines()) == paragraphs
    assert found.published is not None
    assert found.published.at.year == 2014


def test_the_provider_of_a_text_is_its_source_where_the_page_shows_its_name(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    stated = (
        '{"@type":"NewsArticle","provider":{"name":"臨江時報電子報"},"publisher":{"name":"河口奇摩新聞"}}'
    )
    head = f'<script type="application/ld+json">{stated}</script>'
    shown = read(article(meta="2022-07-22 10:23", head=head, above="<div><a>臨江時報電子報</a></div>"))
    assert shown.source == "臨江時報電子報"
    assert read(article(meta="2022-07-22 10:23", head=head)).source is None


def test_the_source_before_an_author_in_a_credit_is_none(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[:-1])
    text += f"<p>{paragraphs[-1]}（文/临江之家 江帆）</p>"
    found = read(article(meta="2022年07月22日 09:30 来源：<a>临江之家</a>", text=text))
    assert (found.source, found.author) == ("临江之家", "江帆")


def test_the_time_of_day_may_stand_in_an_element_behind_the_day(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    day = "<p class='info'><span class='cate'><a>香港</a></span><span class='date'>2019年5月17日</span> <span class='time'>17:42</span></p>"
    found = read(article(meta="", above=day)).published
    assert found is not None
    assert found.isoformat() == "2019-05-17T17:42:00+08:00"


@pytest.mark.parametrize(
    ("below", "editor"),
    [
        ("<div><span>何燕</span>/<span>編輯</span></div>", "何燕"),
        ("<p>【编辑：江帆 QQ:10001；Tel:010-88880000】<br>【审核：何燕】</p>", "江帆"),
        # An editor by name only: TRS's program for editing.
        ("<p class='TRS_Editor'>（撰稿：江帆；摄影：何燕）</p>", None),
    ],
)
def test_who_edited_is_told_from_means_of_contact_and_from_those_who_wrote(
    below: str, editor: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=below)).editor == editor


def test_who_wrote_and_took_pictures_may_sign_with_both_behind_the_name(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p style='text-align:center'>江帆&ensp;&ensp;图/文</p>")).author == "江帆"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("会议还研究了其他事项。<span>临江时事讯（全青芳）</span>", "全青芳"),
        ("会议还研究了其他事项。(图书馆 江帆）", "江帆"),
    ],
)
def test_behind_a_dispatch_or_an_office_brackets_name_who_wrote(
    text: str, author: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    first = "会议通报了上半年排查进度，交流了溯源和分类整治的做法，部署了下一步的工作。"
    assert read(article(text=f"<p>{first}</p><p>{text}</p>")).author == author


@pytest.mark.parametrize(
    ("below", "author", "editor"),
    [
        ("<div>编辑：（<!--作者-->江帆<!--end-->）</div>", None, "江帆"),
        ("<p>文案：何燕</p><p>编辑：江帆</p>", "何燕", "江帆"),
        ("<p>記者︰何燕</p><p>編輯︰江帆</p>", "何燕", "江帆"),
    ],
)
def test_names_may_stand_in_brackets_behind_their_label_and_a_text_is_written_by_the_desk(
    below: str, author: str | None, editor: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(below=below))
    assert (found.author, found.editor) == (author, editor)


def test_symbols_of_a_font_stand_where_others_have_labels(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    meta = (
        "<span><i class='fa fa-clock-o fa-fw'></i> 2022-07-22 07:10</span> <span><i class='fa fa-comment-o'></i>3</span>"
        " <span><i class='fa fa-user fa-fw'></i>老鲫鱼</span>"
    )
    assert read(article(meta)).author == "老鲫鱼"


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("<p>【撰文】江帆</p><p>【摄影】何燕</p>", "江帆"),
        ("<p>【采写】江帆</p>", "江帆"),
        ("<p>“治水客”（微信ID：zhishuike）撰稿/临江晚报记者江帆 摄影 何燕</p>", "江帆"),
    ],
)
def test_who_wrote_a_text_is_its_author_and_who_took_the_pictures_is_not(
    below: str, author: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=below)).author == author


@pytest.mark.parametrize(
    ("below", "editor"),
    [
        ("<p>编辑：江帆</p><p>责任编辑：何燕</p>", "江帆、何燕"),
        ("<p>责任编辑：江帆 编辑：何燕</p>", "江帆、何燕"),
        ("<p>编辑：江帆 责编：江帆</p>", "江帆"),
        ("<p>责任编辑：江帆 | 版面编辑：何燕</p>", "江帆"),
        ("<p>版面编辑：何燕 责任编辑：江帆</p>", "江帆"),
        ("<p>版面编辑：何燕</p>", "何燕"),
        ("<p>编辑：江帆 责任编辑：本网</p>", "江帆"),
        ("<p>编辑：江帆</p><p>责任编辑：李大明 某地启动行动</p>", "江帆"),
    ],
)
def test_both_labels_of_editors_name_one(
    below: str, editor: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=below)).editor == editor
    assert (
        read(article(meta=f"2022-07-22 07:36 来源：临江晚报 {below[3:-4].replace('</p><p>', ' ')}")).editor
        == editor
    )


def test_who_translated_a_text_is_named_in_brackets_behind_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)[:-4]
    assert read(article(text=f"{text} (实习编译：王国宁 审稿：王焕)</p>")).author == "王国宁"


def test_an_editor_whose_label_is_not_the_first_of_its_line_is_heard_behind_a_list(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    others = "".join(f"<li><a href='/n/{n}.html'>多地发布高温橙色预警之{n}</a></li>" for n in range(15))
    credit = "<p>栏目主编：江帆 文字编辑：何燕 题图来源：临江社</p>"
    assert read(article(below=f"<h3>相关新闻</h3><ul>{others}</ul>{credit}")).editor == "何燕"


def test_a_post_that_is_advertised_does_not_hide_who_edited_the_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    post = "<p>编辑：运营与全球顶尖多媒体技术专家一起工作</p>"
    assert read(article(below=f"{post}<p>责任编辑：江帆</p>")).editor == "江帆"
    assert read(article(below=post)).editor is None


def test_an_editors_name_may_stand_before_a_bar_and_the_office(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below="<p>Sonia | 责编</p>")).editor == "Sonia"
    assert read(article(below="<p>何燕 | 责编</p>")).editor == "何燕"
