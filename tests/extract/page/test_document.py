from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.extract import Page, decode, extract
from envnews.extract.page.document import MAX_BYTES, MAX_TAG, parse

URL = "https://sthjt.example.gov.cn/xwzx/202207/t1.html"


def text(html: str | bytes) -> str:
    data = html.encode() if isinstance(html, str) else html
    return "".join(parse(Page(URL, data)).root.itertext())


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("", URL),
        ("<base href='https://cdn.example.gov.cn/a/'>", "https://cdn.example.gov.cn/a/"),
        ("<BASE HREF=' /b/ '>", "https://sthjt.example.gov.cn/b/"),
        ("<base target='_blank'>", URL),
        ("<base target='_blank'><base href='../c/'>", "https://sthjt.example.gov.cn/xwzx/c/"),
        ("<base href='http://[broken/'>", URL),
    ],
)
def test_relative_links_resolve_against_the_base_element(head: str, base: str) -> None:
    assert parse(Page(URL, f"<head>{head}</head><p>x</p>".encode())).base_url == base


def test_an_included_end_of_page_hides_nothing() -> None:
    """Headers and footers included by the server bring an `</html>` of their own; the page goes on behind it."""
    html = "<html><body><div>页头</div></body></html>\n<div><h1>标题</h1><p>正文一</p></div></html><html><body><p>正文二</p></body></html>"
    assert [part in text(html) for part in ("页头", "标题", "正文一", "正文二")] == [True] * 4
    assert text(html).index("标题") < text(html).index("正文二")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n",
        b"\x00\x00",
        b"\xef\xbb\xbf",
        b"<!-- nothing -->",
        b"<",
        b"</p>",
        b"<?xml version='1.0'?>",
        b"<![CDATA[",
    ],
)
def test_a_page_without_anything_is_an_empty_tree(body: bytes) -> None:
    document = parse(Page(URL, body))
    assert document.root.tag == "html"
    assert document.title == ""


def test_characters_that_xml_forbids_do_not_end_the_page() -> None:
    assert text("<p>生态\x00环境\x0b部</p><p>第二\x1f段</p>") == "生态环境\x0b部第二\x1f段"


@pytest.mark.proves("F29", "characters that XML forbids end no page and reach no record")
def test_forbidden_characters_reach_neither_text_nor_html() -> None:
    page = "<h1>全省水环境会议\x01召开</h1><div><p>近日\x02，会议在省会\x07召开，部署下一\x7f阶段的重点任务\x00。</p></div>"
    found = extract(Page(URL, page.encode()))
    assert (found.headline, found.body) == (
        "全省水环境会议召开",
        "近日，会议在省会召开，部署下一阶段的重点任务。",
    )
    assert found.body_html == "<div><p>近日，会议在省会召开，部署下一阶段的重点任务。</p></div>"


def test_comments_and_processing_instructions_are_no_text() -> None:
    assert text("<p>一<!--ZJEG_RSS.content.begin-->二<?xml:namespace prefix = o />三</p>").startswith("一二")


def test_undecodable_bytes_are_a_problem() -> None:
    document = parse(Page(URL, b"\xff\xfe"[::-1] + b"<p>\xff\xff\xff</p>"[:3] + b"\x81"))
    [problem] = document.problems or [None]
    assert problem is None or problem.code == "undecodable"
    spoiled = parse(Page(URL, "<p>水环境质量持续改善</p>".encode() + b"\xff" + "<p>大气</p>".encode()))
    assert [problem.code for problem in spoiled.problems] == ["undecodable"]
    assert "持续改善" in "".join(spoiled.root.itertext())


@pytest.mark.proves("S7", "what is parsed is bounded")
def test_a_page_of_great_length_is_cut_and_says_so() -> None:
    document = parse(Page(URL, b"<p>" + b"a " * (MAX_BYTES // 2 + 10)))
    assert [problem.code for problem in document.problems] == ["page_cut"]
    assert str(MAX_BYTES) in document.problems[0].message


@pytest.mark.proves("F23", "a tag of very many attributes is left out, with a problem")
def test_a_tag_of_great_length_is_left_out_and_its_neighbours_stay() -> None:
    """libxml2 takes twelve seconds for a hundred thousand attributes in one tag."""
    attributes = " ".join(f"a{number}=''" for number in range(100_000))
    start = time.process_time()
    document = parse(Page(URL, f"<p>前</p><div {attributes}>中</div><p>后</p>".encode()))
    assert time.process_time() - start < 2
    assert "".join(document.root.itertext()) == "前中后"
    assert [problem.code for problem in document.problems] == ["tag_cut"]


def test_pictures_in_the_source_and_long_scripts_are_no_long_tags() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * (MAX_TAG // 10)
    script = "var data = '" + "x" * (MAX_TAG + 100) + "';"
    document = parse(Page(URL, f"<script>{script}</script><p>前<img src='{picture}'>后</p>".encode()))
    assert document.problems == ()
    assert document.root.find(".//img") is not None
    assert "前后" in "".join(document.root.itertext())


@pytest.mark.proves("F23", "depth is bounded, the rest of the page is read")
@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "font"])
def test_a_page_of_great_depth_is_read_in_time(tag: str) -> None:
    start = time.process_time()
    document = parse(Page(URL, (f"<{tag}>" * 50_000 + "到底").encode()))
    assert time.process_time() - start < 3
    assert document.root.tag == "html"


def test_the_title_is_one_line() -> None:
    assert parse(Page(URL, "<title>\r\n  水环境\t会议 </title>".encode())).title == "水环境 会议"
    assert parse(Page(URL, "<svg><title>图标</title></svg>".encode())).title in {"图标", ""}


@given(st.binary(max_size=300) | st.text("<>/!-=\"' ahtmldivp\x00&;#x水", max_size=200).map(str.encode))
def test_anything_is_parsed(body: bytes) -> None:
    assert parse(Page(URL, body)).root.tag == "html"


SHORT = (
    "<!DOCTYPE html><html><head><title>省生态环境厅</title><meta name='a' content='中文'><script>var a='水';</script>"
    "</head><body><!-- 注释 --><div class='栏' title=\"题\">正文，你好。<p>二<b>粗</b>&nbsp;</p><a href='/文.html'>链</a></div></body></html>"
).encode()
DAMAGES = (b"\x80", b"\xff", b"\xe4", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_invalid_byte_anywhere_is_noticed_though_the_page_is_not_decoded_first(damage: bytes) -> None:
    padding = (
        b"<p>" + "水".encode() * 1000 + b"</p>"
    )  # so that the damage lies behind what is looked at first
    for place in range(len(SHORT)):
        body = SHORT[:place] + damage + SHORT[place:]
        body = body.replace(b"</head><body>", b"</head><body>" + padding) if place > 150 else body
        wanted = decode(body)
        found = parse(Page("https://example.gov.cn/", body))
        assert (found.charset, found.html) == (wanted.charset, wanted.text), (place, damage)
        assert bool(found.problems) == bool(wanted.replaced)


def test_a_page_whose_first_characters_are_plain_letters_may_still_be_gbk() -> None:
    body = b"<html><head>" + b"<meta name=a content=b>" * 200 + "<title>生态环境厅</title>".encode("gbk")
    assert parse(Page("https://example.gov.cn/", body)).title == "生态环境厅"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>甲<embed src='a.swf'>乙<p>丙</p>丁</div>戊", "甲乙丙丁戊"),
        ("<div><embed src='a.swf'></embed><p>丙</p></div>戊", "丙戊"),
        ("<embed src='a.swf'><embed src='b.swf'><p>丙</p>丁", "丙丁"),
    ],
)
def test_what_follows_an_embedded_player_is_not_inside_it(html: str, text: str) -> None:
    root = parse(Page("https://example.com/1.html", f"<body>{html}</body>".encode())).root
    assert "".join(root.itertext()) == text
    assert not any(len(player) or player.text for player in root.iter("embed"))


def test_control_characters_behind_a_player_raise_nothing() -> None:
    page = "<body><p>正文\x01一</p><embed src=a.swf>二\ufffe三<p>四</p></embed>五\x02六</body>"
    assert "四" in text(page)


@pytest.mark.parametrize("tag", ["</br>", "</BR>"])
def test_a_closing_tag_of_a_line_break_breaks_the_line_as_in_browsers(tag: str) -> None:
    page = f"<html><body><h1>整治现场会召开{tag}各市交流做法</h1></body></html>"
    heading = parse(Page(URL, page.encode())).root.find(".//h1")
    assert heading is not None
    assert [(part.tag, part.tail) for part in heading] == [("br", "各市交流做法")]
