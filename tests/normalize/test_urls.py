from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from envnews.normalize import absolute, article_id, canonical_url, host_of

TWINS = ("www.hbzhan.com", "m.hbzhan.com")


@pytest.mark.parametrize(
    ("href", "base", "url"),
    [
        (
            "./202204/t20220417_1.html",
            "https://www.mee.gov.cn/ywdt/",
            "https://www.mee.gov.cn/ywdt/202204/t20220417_1.html",
        ),
        ("../../a.shtml", "http://x.gov.cn/b/c/d.html", "http://x.gov.cn/a.shtml"),
        ("../../../a.shtml", "http://x.gov.cn/b/", "http://x.gov.cn/a.shtml"),
        ("//m.x.gov.cn/a", "https://x.gov.cn/", "https://m.x.gov.cn/a"),
        ("/art/2022/7/22/\n art_1.html ", "http://x.gov.cn/", "http://x.gov.cn/art/2022/7/22/%20art_1.html"),
        ("\u3000/a.html\u00a0", "http://x.gov.cn/", "http://x.gov.cn/a.html"),
        ("..\\2022\\a.htm", "http://x.gov.cn/b/c.htm", "http://x.gov.cn/2022/a.htm"),
        ("附件1.doc", "http://x.gov.cn/", "http://x.gov.cn/%E9%99%84%E4%BB%B61.doc"),
        ("a.html#p2", "http://x.gov.cn/", "http://x.gov.cn/a.html"),
        ("?page=2", "http://x.gov.cn/list", "http://x.gov.cn/list?page=2"),
        ("HTTP://X.gov.cn/a", "http://y.cn/", "http://X.gov.cn/a"),
    ],
)
def test_a_link_is_made_absolute(href: str, base: str, url: str) -> None:
    found = absolute(href, base)
    assert found is not None
    assert found.lower() == url.lower()


@pytest.mark.proves("F32", "javascript:, data:, mailto:, file:, ftp: and tel: are no links")
@pytest.mark.parametrize(
    "href",
    ["", " ", "#", "#top", "javascript:void(0)", "JavaScript:;", "java\nscript:alert(1)", "mailto:a@x.cn", "tel:12369", "data:text/html,x", "ftp://x.cn/a",
     "file:///etc/passwd", "http://", "http://[x/", "http:///a", "http://x:port/"],
)  # fmt: skip
def test_what_leads_to_no_page_is_no_link(href: str) -> None:
    assert absolute(href, "http://x.gov.cn/") is None


@pytest.mark.proves("F27", "session ids, tracking parameters and ports do not make another address")
@pytest.mark.proves(
    "F33",
    "case, default port, user name, a dot at the end, full-width letters and punycode make no other host",
)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.mee.gov.cn:80/a", "http://www.mee.gov.cn/a"),
        ("https://www.mee.gov.cn:443/a", "https://www.mee.gov.cn/a"),
        ("http://WWW.MEE.gov.cn/a", "http://www.mee.gov.cn/a"),
        ("http://www.mee.gov.cn", "http://www.mee.gov.cn/"),
        ("http://www.mee.gov.cn./a", "http://www.mee.gov.cn/a"),
        ("http://canary:canary@www.mee.gov.cn/a", "http://www.mee.gov.cn/a"),
        ("http://www.ｍｅｅ.gov.cn/a", "http://www.mee.gov.cn/a"),
        ("http://www.环保.cn/a", "http://www.xn--ruq168f.cn/a"),
        ("http://WWW.环保。CN:80/a", "http://www.xn--ruq168f.cn/a"),
        ("http://x.cn/a?b=2&a=1", "http://x.cn/a?a=1&b=2"),
        ("http://x.cn/a#top", "http://x.cn/a"),
        ("http://x.cn/a?utm_source=w&utm_medium=m&id=1", "http://x.cn/a?id=1"),
        ("http://x.cn/a?from=timeline&isappinstalled=0", "http://x.cn/a"),
        ("http://x.cn/a?spm=zm1033-001.0.0.1.abc", "http://x.cn/a"),
        ("http://x.cn/a.jsp;jsessionid=0A1B?id=1", "http://x.cn/a.jsp?id=1"),
        ("http://x.cn/ywdt/index.html", "http://x.cn/ywdt/"),
        ("http://x.cn/index.shtml", "http://x.cn/"),
        ("http://x.cn/Default.aspx", "http://x.cn/"),
        ("http://x.cn/a/../b", "http://x.cn/b"),
        ("http://x.cn/%e6%b0%b4", "http://x.cn/水"),
        ("http://big5.mee.gov.cn/gate/big5/www.mee.gov.cn/x", "http://www.mee.gov.cn/x"),
        ("http://big5.x.cn/gate/big5/big5.x.cn/gate/big5/www.x.cn/x?a=1", "http://www.x.cn/x?a=1"),
    ],
)
def test_two_addresses_of_one_document_are_one(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize("host", ["www.环保.cn", "www.xn--ruq168f.cn", "WWW.环保.cn.", "m.xn--ruq168f.cn"])
def test_a_host_of_the_portal_is_known_in_every_spelling(host: str) -> None:
    hosts = ("www.环保.cn", "m.环保.cn")
    assert canonical_url(f"http://{host}/a", hosts=hosts) == "http://www.xn--ruq168f.cn/a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.cn/a", "https://x.cn/a"),
        ("http://x.cn/a", "http://www.x.cn/a"),
        ("http://x.cn/a", "http://x.cn/A"),
        ("http://x.cn/a", "http://x.cn/a/"),
        ("http://x.cn/a?id=1", "http://x.cn/a?id=2"),
        ("http://x.cn/a?id=", "http://x.cn/a"),
        ("http://x.cn:8080/a", "http://x.cn/a"),
        ("http://x.cn/index_1.html", "http://x.cn/index.html"),
        ("http://x.cn/index.php?id=1", "http://x.cn/index.php?id=2"),
        ("http://x.cn/index.jsp?id=1", "http://x.cn/?id=1"),
        ("http://x.cn/myindex.html", "http://x.cn/my"),
    ],
)
def test_two_documents_stay_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_twin_hosts_are_one_portal_with_one_scheme() -> None:
    urls = [
        "http://m.hbzhan.com/news/detail/151511.html",
        "https://www.hbzhan.com:443/news/detail/151511.html",
    ]
    found = {canonical_url(url, hosts=TWINS, scheme="https") for url in urls}
    assert found == {"https://www.hbzhan.com/news/detail/151511.html"}


def test_a_foreign_host_keeps_host_and_scheme() -> None:
    url = "http://mp.weixin.qq.com/s/abc"
    assert canonical_url(url, hosts=TWINS, scheme="https") == url


@pytest.mark.parametrize(
    "url", ["", "mailto:a@x.cn", "没有", "http://[x/", "http://x:99999/", "javascript:void(0)", "//x.cn/a"]
)
def test_what_is_no_address_comes_back_as_it_is(url: str) -> None:
    assert canonical_url(url) == url


def test_the_host_is_named_without_port_and_in_lower_case() -> None:
    assert [host_of(url) for url in ("https://WWW.x.cn:8080/a", "x", "http://[x/")] == ["www.x.cn", "", ""]


def test_the_id_is_the_same_on_every_machine_and_differs_by_portal() -> None:
    assert article_id("hbzhan", "151511") == "47d9e8d747fa9b02e601"
    assert article_id("hbzhan", "151511") != article_id("bjx", "151511")
    assert article_id("a", "b\nc") != article_id("a\nb", "d")


LABEL = st.text("abcwm0-", min_size=1, max_size=6)
URLISH = st.builds(
    "{}://{}{}/{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["www.hbzhan.com", "m.hbzhan.com", "big5.x.cn", "X.gov.cn", "水.cn", "[::1]", "a@x.cn"]),
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
    st.text("ab./水%25;~ index.html\\gate/big5/www.x.cn/jsessionid=", max_size=40),
    st.text("?&=ab水#utm_from;%20+", max_size=20),
)


@given(URLISH | st.text(), st.sampled_from([(), TWINS]), st.sampled_from([None, "http", "https"]))
def test_the_canonical_address_of_a_canonical_address_is_itself(
    url: str, hosts: tuple[str, ...], scheme: str | None
) -> None:
    once = canonical_url(url, hosts=hosts, scheme=scheme)
    assert canonical_url(once, hosts=hosts, scheme=scheme) == once


@given(st.text() | URLISH, st.text() | URLISH)
@example("/", "HTTP://A")
@example("/", "HTTP:")
def test_no_link_raises_and_every_result_is_a_clean_address(href: str, base: str) -> None:
    url = absolute(href, base)
    if url is not None:
        assert re.fullmatch(r"https?://[^\s#]+", url)
        assert host_of(url)
        assert absolute(url, base) == url
    host_of(href)


@given(
    st.from_regex(
        r"\Ahttps?://[a-z0-9-]{1,5}\.[a-z0-9]{1,3}/[A-Za-z0-9_./-]{0,12}(\?[A-Za-z0-9_.=&/-]{1,9})?\Z"
    )
)
def test_a_plain_address_is_what_the_long_way_makes_of_it(address: str) -> None:
    long_way = absolute(f" {address}", "https://www.mee.gov.cn/ywdt/")
    assert long_way is None or absolute(address, "https://www.mee.gov.cn/ywdt/") == long_way
