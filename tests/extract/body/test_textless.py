"""Pages without a text of their own; beside each kind its neighbours that are articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.model import PageKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

MENU = "<div class='nav'><a href='/'>首页</a><a href='/xwzx/'>新闻中心</a><a href='/zwgk/'>政务公开</a></div>"
FOOT = "<div class='foot'><p>版权所有：临江省生态环境厅，未经授权不得转载，建议使用新版浏览器访问。</p></div>"
HEAD = "<title>临江口湿地迎来候鸟_临江环境网</title>" + MENU + "<h1>临江口湿地迎来候鸟</h1><p>2022-07-22</p>"
TEXT = "<p>7月21日，临江口湿地监测站记录到今年第一批南迁的鸻鹬类水鸟，数量较去年同期增加约两成。</p>" * 2
SLIDES = (
    "<div class='pic'>"
    + "".join(f"<img src='/p/{n}.jpg'>" for n in range(4))
    + "</div><a href='#'>上一张</a><a href='#'>下一张</a><span>1/4</span><a href='#'>查看原图</a>"
)
VIDEOS = [
    "<video src='/v/1.mp4' controls></video>",
    "<iframe src='https://player.example.com/embed/x1'></iframe>",
    "<div id='player'></div><script>new Player({el:'#player',url:'/v/1.m3u8'})</script>",
    "<object data='/p.swf'></object><embed src='/p.swf' flashvars='f=/v/1.flv'>",
    "<object data='/p.swf'><param name='flashvars' value='f=/v/1.flv'></object>",
    "<div class='player' data-src='/v/1.m3u8'></div>",
    "<div id='_video'></div><script>var fo=createPlayer('vplayer',600,400);writePlayer(fo,'_video');</script>",
]
NOTICE = "<title>关于公布监测方案的通知</title><h1>关于公布监测方案的通知</h1><p>2022-07-22</p>"
LOGIN = "<form><p>用户登录</p><input name='u'><input type='password' name='p'><button>登录</button></form>"
BOX = "<p>文件大小：12.5 MB</p><p>下载次数：381</p><a href='/f/setup.exe'>立即下载</a>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (HEAD + SLIDES + FOOT, PageKind.GALLERY),
        *[(HEAD + video + FOOT, PageKind.VIDEO) for video in VIDEOS],
        (f"<title>企业填报客户端</title>{MENU}<h1>企业填报客户端</h1>{BOX}{FOOT}", PageKind.DOWNLOAD),
        (f"<title>用户登录_临江省生态环境厅</title>{LOGIN}{FOOT}", PageKind.LOGIN),
        (f"<title>临江省排污许可管理平台</title>{LOGIN}", PageKind.LOGIN),
        (f"<title>临江环境网</title>{MENU}<p>您还没有登录，请登录后查看</p>", PageKind.LOGIN),
    ],
)
def test_a_page_without_text_is_of_the_kind_that_its_marks_tell(
    html: str, kind: PageKind, read: Callable[..., Extraction]
) -> None:
    found = read(html)
    assert found.kind is kind
    assert f"page_is_{kind}" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "html",
    [
        HEAD + SLIDES + TEXT + FOOT,
        *[HEAD + video + TEXT + FOOT for video in VIDEOS],
        HEAD + "<div class='content'><img src='/p/1.jpg'><img src='/p/2.jpg'><img src='/p/3.jpg'></div>",
        HEAD + LOGIN + TEXT,
        HEAD + LOGIN + "<div class='content'><img src='/p/1.jpg'></div>",
        f"<title>企业填报客户端更新</title><h1>企业填报客户端更新</h1>{TEXT}{BOX}",
        NOTICE + "<p>文件大小：52 KB</p><a href='/a.pdf'>点击下载</a>",
        f"{NOTICE}{VIDEOS[0]}<a href='/a.pdf'>监测方案</a>",
        "<title>示例网统一登录入口上线</title><h1>示例网统一登录入口上线</h1>" + TEXT,
    ],
)
def test_a_text_pictures_in_a_plain_page_or_a_notice_make_an_article(
    html: str, read: Callable[..., Extraction]
) -> None:
    assert read(html).kind is PageKind.ARTICLE


def test_a_video_beside_many_links_is_no_list(read: Callable[..., Extraction]) -> None:
    others = "".join(f"<li><a href='/v/{n}.html'>临江省水环境整治纪实第{n}集</a></li>" for n in range(30))
    assert read(f"{HEAD}{VIDEOS[0]}<ul>{others}</ul>").kind is PageKind.VIDEO
    page = f"<title>视频新闻_临江环境网</title>{MENU}{VIDEOS[0]}<ul>{others}</ul>"
    assert read(page).kind is PageKind.LIST


def test_what_a_label_calls_an_article_is_no_gallery(read: Callable[..., Extraction]) -> None:
    label = "<meta name='ArticleTitle' content='临江口湿地迎来候鸟'>"
    assert read(label + HEAD + SLIDES).kind is PageKind.ARTICLE
