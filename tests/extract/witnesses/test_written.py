from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml.html import fromstring

from envnews.extract.witnesses.written import written_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ('document.write("省厅");', "来源： 省厅 大"),
        ("var ly='监测处';document.write('<span class=\"con\">'+ly+'<\\/span>');", "来源： 监测处 大"),
        (
            'var ly = "新华社"; if (ly != "") { document.write(ly); } else { document.write("省厅"); }',
            "来源： 新华社 大",
        ),
        (
            'var ly = ""; if (ly == "") { document.write("省厅"); } else { document.write(ly); }',
            "来源： 省厅 大",
        ),
        ("document.write('<script src=\"/count.js\"><\\/script>')", ""),
        ("getHits(12)", ""),
    ],
)
def test_what_a_script_writes_stands_in_its_place(script: str, text: str) -> None:
    line = fromstring(f"<div>来源：<script>{script}</script><span>大</span></div>")
    assert written_text([line]) == text


def test_strings_and_long_scripts_write_nothing() -> None:
    long = fromstring(f"<p><script>document.write('省厅');{'x' * 5000}</script></p>")
    assert not written_text(["来源：", long])


def test_a_script_writes_the_day_behind_its_label_on_a_page_without_rules(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    script = "<script>var pubdata='2017年08月08日'; if(pubdata!=''){ document.write(pubdata); }</script>"
    found = read(article(f"<div class='toolbar'>发布时间： {script} 字体：<span>小</span></div>"))
    assert found.published is not None
    assert found.published.isoformat()[:10] == "2017-08-08"
