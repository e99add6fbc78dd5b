"""The list of annexes at the end of a text: named files are of it, a label with nothing behind it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

NAMES = ("入海排污口整治清单", "重点企业整治情况统计", "监测断面水质数据汇总")
FILES = [f"<a href='/f/{n}.docx'>{name}</a>" for n, name in enumerate(NAMES)]
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "7月21日，全省入海排污口整治现场会在临江召开，会议通报了上半年排查进度，交流了溯源和分类整治的做法。",
        "会议要求，沿海各市要在十月底前完成重点口门整治，建立长效管护机制，并向社会公开整治清单和责任人。",
    )
)


@pytest.mark.parametrize(
    "label",
    ["<div>附件：</div>", "<p>附件</p>", "<p>【附件】</p>", "<p>附件下载：</p>", "<p>附&nbsp;件:</p>", "<p>附：</p>", "<p>附件列表</p>"],
)  # fmt: skip
def test_a_label_of_annexes_with_nothing_behind_it_is_none_of_the_text(
    label: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert len(read(article(text=TEXT + label)).body.splitlines()) == 2


@pytest.mark.parametrize("line", ["附件：无", "附件一", "附注", "附图见下页。"])
def test_what_begins_like_such_a_label_stays(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=f"{TEXT}<p>{line}</p>")).body.splitlines()[2:] == [line]


@pytest.mark.parametrize(
    ("box", "lines"),
    [
        ("<p>附件：</p>" + "".join(f"<p>{file}</p>" for file in FILES), ["附件：", *NAMES]),
        ("<p>附件：</p><ul>" + "".join(f"<li>{file}</li>" for file in FILES) + "</ul>", ["附件：", *NAMES]),
        ("<div>附件下载：</div><div>" + "<br>".join(FILES) + "</div>", ["附件下载：", *NAMES]),
        (f"<p>{FILES[0]}</p>", [NAMES[0]]),
        ("<p><a href='/down.jsp?id=7&file=a.pdf'>整治清单</a></p>", ["整治清单"]),
    ],
)
def test_files_that_a_text_links_at_its_end_are_of_it_though_their_names_have_no_ending(
    box: str, lines: list[str], article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(text=TEXT + box))
    assert found.body.splitlines()[2:] == lines
    assert len(found.attachments) == sum(line in {*NAMES, "整治清单"} for line in lines)


def test_links_to_other_articles_at_the_end_of_a_text_are_none_of_it(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    links = "".join(f"<p><a href='/n/{n}.html'>{name}</a></p>" for n, name in enumerate(NAMES))
    assert len(read(article(text=TEXT + links)).body.splitlines()) == 2
