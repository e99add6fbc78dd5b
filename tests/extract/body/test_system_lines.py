"""Lines that publishing systems print around a text: pagers, counters, prompts, headings of annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


@pytest.mark.parametrize(
    "line",
    [
        "1 2 &gt;",
        "喜欢这条河的用户还在看",
        "本文导航",
        "阅读 ┆ 评论 ┆ 转载 ┆ 收藏",
        "临ICP备05000001号",
        "选稿：周小禾",
        "微信公众号搜索《临江水务》关注我们",
        "附件信息:",
        "娛樂頻道臉書粉絲團: 點這裡",
        "點擊以下6大平台 接收河口新聞及生活資訊",
        "（转载本站文章请注明作者和出处 临江壳 – LinShell ，请勿用于任何商业用途）",
        "打开全文",
        "Posts navigation",
        "©http://www.linjiang.example整理",
        "☆河口新聞不漏接，按讚追蹤粉絲頁。",
        "☆更多重要水質新聞訊息，請上河口水務網。",
        "由于您未安装flash播放器视频无法播放，点击这里安装",
    ],
)
def test_what_systems_print_below_a_text_is_none_of_it(
    line: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert read(article(text=f"<div>更多</div>{text}<p>{line}</p>")).body.splitlines() == list(paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "——本信息真实性未经临江网证实，仅供您参考",
        "正文已结束，您可以按alt+4进行评论",
        "想通过手机客户端访问临江网：<a href='/m'>请点这里</a>",
        "股票及指數資料由臨江財經有限公司提供。外滙及黃金報價由河口社提供。",
        "本網站的內容概不構成任何投資意見，本網站內容亦不為個別投資者編寫。",
    ],
)
def test_what_a_site_says_of_its_information_is_none_of_a_short_text(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "会议通报了上半年排查进度，交流了溯源和分类整治的做法。"
    assert read(article(text=f"<p>{text}</p><div>{line}</div>")).body == text
