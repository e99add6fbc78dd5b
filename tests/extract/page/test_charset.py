from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.extract.page.charset import declared, decode

TEXT = "<p>全省生态环境系统深入打好污染防治攻坚战，空气质量持续改善。</p>"
TRADITIONAL = "<p>來源：湖北日報，全省生態環境品質持續改善，長江水質總體穩定。</p>"
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30, max_size=200)


@pytest.mark.proves("F28", "GBK, GB18030, UTF-8, UTF-16 and BOM under right, wrong and absent declarations")
@pytest.mark.parametrize(
    ("body", "content_type", "charset"),
    [
        (TEXT.encode(), "text/html; charset=utf-8", "utf-8"),
        (TEXT.encode(), "text/html; charset=gb2312", "utf-8"),
        (TEXT.encode(), "text/html; charset=ISO-8859-1", "utf-8"),
        (b"<meta charset=gbk>" + TEXT.encode(), "", "utf-8"),
        (TEXT.encode("gbk"), "text/html; charset=utf-8", "gb18030"),
        (TEXT.encode("gbk"), "text/html", "gb18030"),
        (b"<meta charset='utf-8'>" + TEXT.encode("gb2312"), "text/html; charset=big5", "gb18030"),
        ((TEXT + "㐀䶵").encode("gb18030"), "text/html; charset=gb2312", "gb18030"),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=gbk", "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "", "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "", "utf-16-be"),
        (TEXT.encode(), "text/html; charset=no-such-charset", "utf-8"),
        (b"plain ASCII", "text/html; charset=gbk", "utf-8"),
    ],
)
def test_the_bytes_decide_and_not_the_declaration(body: bytes, content_type: str, charset: str) -> None:
    decoded = decode(body, {"content-type": content_type})
    assert decoded.charset == charset
    assert decoded.replaced == 0
    assert "\ufeff" not in decoded.text
    if b"plain" not in body:
        assert "污染防治攻坚战" in decoded.text


@pytest.mark.parametrize("name", ["big5", "Big5-HKSCS", "BIG5", "cp950"])
def test_big5_is_read_where_it_is_declared(name: str) -> None:
    decoded = decode(TRADITIONAL.encode("big5"), {"content-type": f"text/html; charset={name}"})
    assert (decoded.text, decoded.charset) == (TRADITIONAL, "big5hkscs")


def test_a_damaged_byte_changes_no_charset() -> None:
    """A page cut in the middle of a character, or with one broken byte, keeps its charset and shows the damage."""
    for name, charset in (("utf-8", "utf-8"), ("gbk", "gb18030")):
        body = (TEXT * 5).encode(name)
        cut, spoiled = decode(body[:-6]), decode(body[:40] + b"\xff" + body[40:])
        for decoded in (cut, spoiled):
            assert decoded.charset == charset
            assert decoded.text.count("空气质量持续改善") >= 4
        assert spoiled.replaced == spoiled.text.count("\ufffd") > 0


def test_what_a_page_declares_is_found_in_header_and_meta_tag() -> None:
    assert declared(b"", {"content-type": 'text/html; charset="GB2312"'}) == "gb2312"
    assert declared(b'<meta http-equiv="Content-Type" content="text/html; charset=GBK">') == "gbk"
    assert declared(b"<meta charset = utf-8 >") == "utf-8"
    assert declared(b"<p>no word of it</p>") is None


@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=big5", "text/html; charset=\udcff"]))
def test_any_bytes_are_decoded(body: bytes, content_type: str) -> None:
    decoded = decode(body, {"content-type": content_type})
    assert decoded == decode(body, {"content-type": content_type})
    assert decoded.replaced <= len(body)


@pytest.mark.proves("F28", "any Chinese text in any charset under any declaration")
@given(CHINESE, st.sampled_from(["utf-8", "gb18030", "utf-8-sig"]), st.sampled_from(["utf-8", "gb2312"]))
def test_a_chinese_text_survives_any_charset_and_any_declaration(text: str, charset: str, lie: str) -> None:
    decoded = decode(text.encode(charset), {"content-type": f"text/html; charset={lie}"})
    assert decoded.text == text
    assert decoded.replaced == 0
