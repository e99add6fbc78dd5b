from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.normalize import split_keywords, squash, unique

LISTS = st.text(alphabet="水环境污染PM2.5COP 15,，;；、|：:　\n#关键词无-“”《》", max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("水环境,海洋污染", ("水环境", "海洋污染")),
        ("水环境，海洋污染；大气、土壤|固废;噪声", ("水环境", "海洋污染", "大气", "土壤", "固废", "噪声")),
        ("水环境 海洋污染", ("水环境", "海洋污染")),
        ("水环境　海洋污染", ("水环境", "海洋污染")),
        ("水环境\n海洋污染", ("水环境", "海洋污染")),
        ("PM2.5 臭氧", ("PM2.5", "臭氧")),
        ("无废城市 COP 15 大会", ("无废城市", "COP 15", "大会")),
        ("green hydrogen, carbon capture", ("green hydrogen", "carbon capture")),
        ("PM2.5\nSO2  NOx", ("PM2.5", "SO2", "NOx")),
        ("关键词：水环境 海洋污染", ("水环境", "海洋污染")),
        ("【关键词】水环境", ("水环境",)),
        ("關鍵詞：水環境", ("水環境",)),
        ("Keywords: water", ("water",)),
        ("标签化管理,水", ("标签化管理", "水")),
        ("水环境,水环境,PM2.5,pm2.5", ("水环境", "PM2.5")),
        ("#水环境# #海洋污染#", ("水环境", "海洋污染")),
        ("水环境海洋污染", ("水环境海洋污染",)),
        ("长江经济带·生态", ("长江经济带·生态",)),
        (",,，", ()),
        # Inside quotation marks nothing parts words.
        ("《关#》", ("《关#》",)),
        ("排污口，“一口、一策”#闸门", ("排污口", "“一口、一策”", "闸门")),
        ("关键词：", ()),
        ("关键词", ()),
        ("网站名称", ()),
        ("无", ()),
        ("", ()),
    ],
)
def test_a_list_of_keywords_is_split_where_the_page_divides_it(text: str, words: tuple[str, ...]) -> None:
    assert split_keywords(text) == words


@given(LISTS | st.text())
def test_words_joined_again_split_into_the_same_words(text: str) -> None:
    words = split_keywords(text)
    assert unique(words) == words
    for word in words:
        assert word
        # An accent that stands alone behind a word would become part of its last letter.
        assert any(squash(word) in form for form in (squash(text), "".join(map(squash, text))))


@given(
    st.lists(st.text(alphabet="水环境污染防治PM2.5", min_size=1, max_size=6)), st.sampled_from(",，;；、|")
)
def test_no_word_is_cut_inside(words: list[str], separator: str) -> None:
    assert split_keywords(separator.join(words)) == unique(words)
