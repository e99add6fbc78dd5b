from __future__ import annotations

import pytest

from envnews.model import Page
from envnews.net.challenge import recognise

URL = "http://sthjt.hubei.gov.cn/dtyw/hbyw/"


def page(body: str, status: int = 200, **headers: str) -> Page:
    return Page(
        URL, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()}, None, status
    )


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
    ],
)
def test_pages_about_security_and_ordinary_errors_are_no_challenge(harmless: Page) -> None:
    assert recognise(harmless) is None
