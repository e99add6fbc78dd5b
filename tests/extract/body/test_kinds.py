"""What a server sends with status 200 and is no article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.model import PageKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

NAVIGATION = (
    "<div class='nav'><a href='/'>首页</a><a href='/xwzx/'>新闻中心</a><a href='/zwgk/'>政务公开</a></div>"
)


@pytest.mark.proves("F35", "error, login and maintenance pages are no articles")
@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>404</title></head><body><h1>404 Not Found</h1><hr>nginx</body></html>",
        f"<title>临江省生态环境厅</title>{NAVIGATION}<p>抱歉，您访问的页面不存在或已被删除！</p><p>5秒后自动返回首页</p>",
        f"<title>页面不存在</title>{NAVIGATION}<p>请检查网址是否正确。</p>",
        f"<title>系统提示</title>{NAVIGATION}<p>操作失败，请稍后再试。</p>",
        f"<title>访问出错</title>{NAVIGATION}<div>出错了</div>",
        f"<title>临江省生态环境厅</title>{NAVIGATION}<div>您查看的文章已经删除</div>",
        "<title>Error</title><p>The requested URL was not found on this server.</p>",
        "<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center>",
        f"<title>提示信息</title>{NAVIGATION}<p>指定的主题不存在或已被删除或正在被审核</p>",
        f"<title>临江网</title>{NAVIGATION}<p>您查看的信息已过期或被删除</p>",
        f"<title>临江网</title>{NAVIGATION}<p>该内容正在审核中</p>",
        f"<title>系统维护</title>{NAVIGATION}<p>网站正在升级维护中，预计22:00恢复，给您带来不便敬请谅解。</p>",
        f"<title>提示</title>{NAVIGATION}<p>您没有权限访问该页面</p>",
        f"<title>临江网</title>{NAVIGATION}<p>对不起，该链接已失效！</p>",
    ],
)
def test_a_notice_of_error_is_no_article(html: str, read: Callable[..., Extraction]) -> None:
    found = read(html)
    assert found.kind is PageKind.ERROR
    assert "page_is_error" in {problem.code for problem in found.problems}
    assert all(found.url in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=83941;</script><script src='/a8X2/q1.js'></script></head><body></body></html>",
        "<script>document.cookie=('__jsl_clearance_s=')+'1658'+'.31';location.href=location.pathname+location.search</script>",
        "<html><body><script>var wzws_params='1';document.cookie='wzws_sessionid=1'</script>请稍候</body></html>",
        "<title>安全验证</title><body><p>您的访问过于频繁，请完成验证后继续访问。</p></body>",
        "<html><script>var arg1='3A';function setCookie(){}; acw_sc__v2='x';</script></html>",
        "<title>访问拦截</title><p>您的访问被拦截，请求ID 123，完成验证后可以继续。</p>",
        "<title>Just a moment...</title><p>请完成人机验证</p>",
    ],
)
def test_a_challenge_is_recognised(html: str, read: Callable[..., Extraction]) -> None:
    found = read(html)
    assert found.kind is PageKind.CHALLENGE
    assert found.body == "" or "验证" in found.body


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"   ",
        b"<html></html>",
        b"<html><head><title></title></head><body></body></html>",
        b"<script>1</script>",
    ],
)
def test_an_empty_page_is_empty(html: bytes, read: Callable[..., Extraction]) -> None:
    found = read(html)
    assert found.kind is PageKind.EMPTY
    assert {"page_is_empty", "no_headline", "no_body", "no_date"} == {
        problem.code for problem in found.problems
    }


def test_a_list_page_is_a_list(read: Callable[..., Extraction]) -> None:
    rows = "".join(
        f"<li><a href='/a/{n}.html'>临江省召开第{n}次水环境会议</a><span>2022-07-{n:02}</span></li>"
        for n in range(1, 21)
    )
    assert read(f"<title>要闻动态</title>{NAVIGATION}<ul>{rows}</ul>").kind is PageKind.LIST


def test_an_article_that_speaks_of_errors_is_an_article(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = (
        "".join(f"<p>{p}</p>" for p in paragraphs)
        + "<p>有网民反映，平台首页显示404，页面不存在，客服正在处理，并已修复全部502错误。</p>"
    )
    found = read(article(headline="404号船舶倾倒污水案宣判，赔偿生态损失", text=text * 8))
    assert found.kind is PageKind.ARTICLE
    assert found.headline == "404号船舶倾倒污水案宣判，赔偿生态损失"


@pytest.mark.parametrize(
    "line",
    [
        "平台建设中标候选人公示如下：临江水务有限公司。",
        "内容审核：江帆 校对：何燕",
        "网站将于7月23日升级维护，届时暂停访问，请提前办理。",
        "链接江海、贯通南北，临江港上半年吞吐量创新高。",
    ],
)
def test_a_short_article_that_begins_like_a_message_of_a_system_is_an_article(
    line: str, read: Callable[..., Extraction]
) -> None:
    html = f"<title>临江港公告</title>{NAVIGATION}<h1>临江港公告</h1><p>{line}</p><p>特此公告。</p>"
    assert read(html).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    "headline",
    ["示例省召开第404次生态环境例会", "对省政协第403号提案的答复", "12家企业入选500强", "巡查502公里河道"],
)
def test_a_number_in_a_short_article_s_title_is_no_status(
    read: Callable[..., Extraction], headline: str
) -> None:
    html = f"<title>{headline}</title><h1>{headline}</h1><p>7月22日，示例省生态环境厅召开会议，部署水环境保护工作。</p>"
    assert read(html).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    "title", ["404错误", "错误404_示例网", "HTTP 404", "404-页面", "Error 500", "403 Forbidden"]
)
def test_a_status_in_the_title_is_one(read: Callable[..., Extraction], title: str) -> None:
    assert read(f"<title>{title}</title>{NAVIGATION}<p>请稍后再试。</p>").kind is PageKind.ERROR


def test_an_article_of_pictures_alone_is_an_article(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(text="<p><img src='./W020220722.jpg'></p><p><img src='./W020220723.jpg'></p>"))
    assert found.kind is PageKind.ARTICLE
    assert [problem.code for problem in found.problems] == ["no_body"]


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj" + bytes(range(255, -1, -1)) * 8,
        b"PK\x03\x04" + bytes(range(256)) * 8,
        b"\x1f\x8b\x08\x00" + bytes(range(256)) * 8,
        b"\x00" * 5000,
        b"\xff" * 5000,
    ],
)
def test_what_is_no_text_yields_no_article(body: bytes, read: Callable[..., Extraction]) -> None:
    found = read(body)
    assert found.published is None
    assert (found.source, found.author, found.editor) == (None, None, None)
    assert found.problems


TEASER = (
    "<div><a href='/{0}.html'>全省第{0}次排污口整治会议</a><p>{1}</p>"
    "<p>临江新闻网讯（通讯员 江帆）会议通报了第{0}阶段的排查进度，交流了溯源的做法，并部署下一步的工作...{2}</p></div>"
)


@pytest.mark.parametrize(
    ("day", "more"), [("2022-07-2{0} (4{0})", ""), ("日期：2022-07-2{0}", "【详细信息】")]
)
def test_the_beginnings_of_several_texts_are_a_list(
    day: str, more: str, read: Callable[..., Extraction]
) -> None:
    teasers = "".join(TEASER.format(number, day.format(number), more) for number in range(1, 6))
    assert read(f"<title>工作动态</title><h2>工作动态</h2><div>{teasers}</div>").kind is PageKind.LIST


@pytest.mark.parametrize("day", ["时间：2022-07-2{}", "发布时间：2022-07-2{} 09:35:06"])
def test_what_several_articles_say_below_their_linked_titles_is_a_list(
    day: str, read: Callable[..., Extraction]
) -> None:
    row = (
        "<ul><li><a href='/{0}.html'>全省第{0}次排污口整治会议</a></li>"
        "<li>会议通报了第{0}阶段的排查进度，交流了溯源的做法，并部署下一步的工作。</li><li>{1}</li></ul>"
    )
    rows = "".join(row.format(number, day.format(number)) for number in range(1, 6))
    assert read(f"<title>工作动态</title><h2>工作动态</h2><div>{rows}</div>").kind is PageKind.LIST


def test_a_text_that_tells_when_several_things_happened_is_an_article(
    read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    events = "".join(
        f"<p>第{n}场在河口举行，欢迎市民报名参加。</p><p>时间：2022-07-2{n}</p>" for n in range(1, 6)
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert (
        read(f"<title>巡河活动报名</title><h1>巡河活动报名</h1><div>{text}{events}</div>").kind
        is PageKind.ARTICLE
    )


@pytest.mark.parametrize(
    "row",
    [
        "<p><a href='/f{0}.pdf'>附件{0}：整治清单第{0}批.pdf</a></p><p>2022-07-1{0}</p>",
        "<h3>第{0}场：走进河口污水处理厂</h3><p>时间：2022-07-2{0} 09:00</p><p><a href='/b{0}'>点此报名</a></p>",
        "<p><a href='/d{0}.html'>临江省排污口整治通知（第{0}号）</a></p><p>（2020年7月{0}日）</p>",
    ],
)
def test_a_text_with_several_links_and_days_behind_it_is_an_article(
    row: str, read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    rows = "".join(row.format(number) for number in range(1, 5))
    page = f"<title>整治清单公布</title><h1>整治清单公布</h1><div>{text}{rows}</div>"
    assert read(page).kind is PageKind.ARTICLE


@pytest.mark.proves("F35", "a notice of error with all the menus of its site is no article")
def test_a_notice_of_error_among_all_the_menus_of_a_site_is_no_article(
    read: Callable[..., Extraction],
) -> None:
    menu = "".join(f"<li><a href='/{place}/'>临江网第{place}频道，全天更新</a></li>" for place in range(90))
    notice = "<div><h1>对不起，您请求的页面未找到！</h1><a href='/'>返回首页</a></div>"
    found = read(f"<title>临江网_全省新闻门户</title><ul>{menu}</ul>{notice}")
    assert found.kind is PageKind.ERROR


def test_a_front_page_whose_sentences_are_those_of_links_and_footer_is_a_list(
    read: Callable[..., Extraction],
) -> None:
    rows = "".join(f"<li><a href='/n/{place}.html'>全省部署第{place}项整治</a></li>" for place in range(80))
    foot = "<div class='foot'>临江网版权所有，未经许可不得转载，违者将被追究法律责任。</div>"
    assert read(f"<title>临江网</title><h2>商业观察</h2><ul>{rows}</ul>{foot}").kind is PageKind.LIST


@pytest.mark.parametrize(
    "text",
    ["<p>停电时间：7月22日8时至18时</p><p>停电范围：白石镇</p>", "<p><img src='/W0201.jpg'></p>"],
)
def test_a_short_notice_among_long_menus_whose_title_is_the_sites_is_no_list(
    text: str, read: Callable[..., Extraction]
) -> None:
    menu = "".join(f"<li><a href='/{place}/'>第{place}频道</a></li>" for place in range(80))
    foot = "<div>临江供电公司版权所有，未经许可不得转载，违者将被追究法律责任。</div>"
    for heading in ("<h1>停电公告</h1><div>2022-07-22</div>", "<h2>停电公告</h2><p>发布时间：2022-07-22</p>"):
        html = f"<title>临江供电公司</title><ul>{menu}</ul>{heading}<div class='content'>{text}</div>{foot}"
        assert read(html).kind is PageKind.ARTICLE
