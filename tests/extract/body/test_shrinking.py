"""Lines between a text and the texts of others in the same element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.extract.conftest import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

TEXT = f"<div class='text'>{''.join(f'<p>{line}</p>' for line in PARAGRAPHS)}</div>"
SHORT = "<div><p>点击右上角</p><p>选择在浏览器中打开</p></div>"
COLUMN = "<div class='left'><p>07/08</p><p>16:37</p><p>纵览河口</p></div>"
TEASER = (
    f"<div><h4><a href='/2.html'>海岛邮递员每天六趟船送信到渔村</a></h4><p>{PARAGRAPHS[0][5:] * 2}</p></div>"
)


def test_short_lines_between_a_text_and_that_of_others_are_the_pages(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(text=f"<div>{COLUMN}{TEXT}{SHORT}{TEASER}</div>"))
    assert found.body.splitlines() == list(PARAGRAPHS)


def test_short_lines_beside_the_paragraphs_of_a_text_are_its_own(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    lines = (*PARAGRAPHS, "临江省生态环境厅办公室", "2022年7月21日")
    rows = "".join(f"<div class='row'><p>{line}</p></div>" for line in lines)
    found = read(article(text=f"<div><div>{rows}</div>{TEASER}</div>"))
    assert found.body.splitlines() == list(lines)


def test_office_day_and_annexes_beside_the_box_of_a_text_are_its_own(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    signed = ("临江省生态环境厅", "2022年7月21日")
    beside = "".join(f"<p>{line}</p>" for line in signed)
    disclaimer = "<p>声明：本网站所刊载的内容仅供参考，如有侵权请联系我们删除。</p>"
    for other in (disclaimer, TEASER):
        found = read(article(text=f"<div>{TEXT}<div>{beside}</div>{other}</div>"))
        assert found.body.splitlines() == [*PARAGRAPHS, *signed]
