from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.normalize import clean, clean_source, is_placeholder, squash

CREDITS = st.lists(
    st.sampled_from(
        ["来源", "文章来源", "来源于", "转自", "：", ":", " ", "【", "】", "[", "]", "（", "）", "|", "·", "/", "-", "新华社", "人民网-文化频道", "《中国环境》杂志",
         "字号", "大 中 小", "分享到", "打印", "【在线投稿】", "作者", "张三", "无", "null", "网站名称", "www.huanbaole.com", "　"],
    ),
    max_size=8,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("来源：浙江省生态环境厅", "浙江省生态环境厅"),
        ("文章来源:执法监督局", "执法监督局"),
        ("信息来源 ：黄冈市生态环境局", "黄冈市生态环境局"),
        ("稿件来源：中国环境报", "中国环境报"),
        ("來源：上報快訊", "上報快訊"),
        ("来　源：省厅", "省厅"),
        ("来源于：新华社", "新华社"),
        ("转自新华网", "新华网"),
        ("来源：来源：新华社", "新华社"),
        ("【来源：中国环境报】", "中国环境报"),
        ("来源：（新华网）", "新华网"),
        ("[来源:法规与标准处]", "法规与标准处"),
        ("来源：新华社]", "新华社"),
        ("新华社 |", "新华社"),
        ("生态毒理学报 【在线投稿】", "生态毒理学报"),
        ("新华社 字号：大 中 小", "新华社"),
        ("新华社【字体：大 中 小】", "新华社"),
        ("证券市场红周刊 举报", "证券市场红周刊"),
        ("临江监管局 文章类型：原创", "临江监管局"),
        ("央视《经济半小时》 作者： 阅读:831", "央视《经济半小时》"),
        ("《中国生态文明》杂志", "《中国生态文明》杂志"),
        ("人民网-文化频道", "人民网-文化频道"),
        ("人民网－人民日报", "人民网－人民日报"),
        ("澎湃新闻·澎湃号·政务", "澎湃新闻·澎湃号·政务"),
        ("中国新闻网(北京)", "中国新闻网(北京)"),
        ("游民星空[整理]", "游民星空[整理]"),
        ("www.huanbaole.com", "www.huanbaole.com"),
        ("人民日报评论员", "人民日报评论员"),
        ("3D打印网", "3D打印网"),
        ("来源网", "来源网"),
        ("本站原创", "本站原创"),
        ("来源：", None),
        ("来源： 作者：张三", None),
        ("无", None),
        ("-", None),
        ("来源：未知", None),
        ("undefined", None),
        ("网站名称", None),
        ("“学习强国”平台", "“学习强国”平台"),
        ("环保在线”的所有作品，版权均属于环保在线", None),
        ("新华社。转载请注明出处", None),
        ("", None),
    ],
)
def test_a_source_is_read_as_displayed(text: str, source: str | None) -> None:
    assert clean_source(text) == source


@given(CREDITS | st.text())
def test_cleaning_twice_changes_nothing_and_nothing_is_invented(text: str) -> None:
    source = clean_source(text)
    if source is not None:
        assert source in clean(text)
        assert not is_placeholder(source)
        assert clean_source(source) == source


@given(st.text())
def test_a_placeholder_is_one_in_any_width_and_spacing(text: str) -> None:
    assert is_placeholder(text) == is_placeholder(squash(text))


@given(st.text(alphabet="来源作者编辑新闻网中国环境报转自打印无记者未知省厅", min_size=2, max_size=16))
def test_plain_names_are_left_as_the_long_way_would_leave_them(name: str) -> None:
    # A blank in front takes the long way.
    assert clean_source(name) == clean_source(f" {name}")
