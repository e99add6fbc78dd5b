from __future__ import annotations

from pathlib import Path

import pytest

from envnews.model import Page
from envnews.net.challenge import recognise

URL = "http://sthjt.hubei.gov.cn/dtyw/hbyw/"


def page(body: str, status: int = 200, **headers: str) -> Page:
    return Page(
        URL, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()}, None, status
    )


@pytest.mark.proves("F35", "anti-bot pages are known by their product")
@pytest.mark.parametrize(
    ("seen", "system"),
    [
        (page("", 412), "瑞数"),
        (
            page("<script>$_ts=window['$_ts'];</script><script src='/4QbVtADbnLVIc/d.js'></script>", 202),
            "瑞数",
        ),
        (
            page(
                "<script>document.cookie=('__jsl_clearance_s=1')+';path=/';location.href=location.pathname</script>",
                521,
            ),
            "加速乐",
        ),
        (page("<script>document.cookie=('__jsl_clearance_s=1');location.href='/'</script>"), "加速乐"),
        (page("<title>x</title>", wzws_ray="1182"), "网神"),
        (page("<html><script>document.cookie='k=1'; window.location.reload()</script></html>"), "cookie"),
        (page("<html><head></head><body></body></html>", 491), "网神"),
        (page("<p>正在跳转</p>", set_cookie="wzws_sessionid=gTY5; path=/"), "网神"),
        (
            page(
                "<html><body><h1>创宇盾</h1><p>当前访问疑似黑客攻击，已被网站管理员设置为拦截</p></body></html>",
                403,
            ),
            "创宇云",
        ),
        (
            page(
                "<html><head><script>eval(function(p,a,c){return p}('0 1',2,{}))</script></head><body></body></html>"
            ),
            "CDN",
        ),
        (page("<html><title>安全验证</title><body><div id='captcha'></div></body></html>"), "challenge page"),
        (page("<html><body>Not Acceptable</body></html>", 406), "header filter"),
        (page("<html><title>提示</title><body>您的访问过于频繁，请稍后再试</body></html>"), "firewall"),
        (page("<html><title>403</title><body>您的请求被拦截，访问行为异常</body></html>", 403), "firewall"),
    ],
)
def test_the_products_are_recognised(seen: Page, system: str) -> None:
    challenge = recognise(seen)
    assert challenge is not None
    assert system in challenge.system
    assert challenge.evidence


@pytest.mark.parametrize(
    "harmless",
    [
        page("<html><title>创宇盾护航政务网站</title><body>知道创宇发布网站防火墙新品</body></html>"),
        page("<html><title>通知</title><script>document.cookie='a=1';location='/x'</script></html>"),
        page("<html><body>" + "<p>$_ts 与网站安全</p>" * 500 + "</body></html>"),
        page("<title>404</title>", 404),
        page("", 304),
        page("", 304, wzws_ray="1182"),
        page(
            "<title>x</title><p>" + "全省水环境质量持续改善，国控断面优良比例上升。" * 20 + "</p>",
            wzws_ray="1182",
        ),
        page("<html><script>window.location.href='/index.html';</script></html>"),
        page(
            "<html><title>中国环境网</title><body><div id='app'></div><script src='/js/app.js'></script></body></html>"
        ),
        page(
            '<html><body><div id="app"></div><script src="/app.js"></script><script>var a = 1;</script></body></html>'
        ),
        page("{}"),
    ],
)
def test_pages_about_security_and_ordinary_errors_are_no_challenge(harmless: Page) -> None:
    assert recognise(harmless) is None


ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "html"


def test_no_sample_page_is_taken_for_a_challenge() -> None:
    pages = sorted(ROOT.glob("tests/portals/*/*/*.html"))
    assert len(pages) > 100
    assert not [str(file) for file in pages if recognise(Page(URL, file.read_bytes()))]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus in ../shared/corpus")
def test_no_page_of_the_corpus_is_taken_for_a_challenge() -> None:
    assert not [file.name for file in CORPUS.iterdir() if recognise(Page(URL, file.read_bytes()))]
