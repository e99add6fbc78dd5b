"""Who signs a text at its end, or is introduced there, and what stands in the same place and names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.conftest import PARAGRAPHS, body

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


@pytest.mark.parametrize(
    "note",
    [
        *("有改动", "略有改", "谢谢", "鸣谢", "结束", "同比", "万元", "央视", "联合国", "宁波", "苏州", "截屏", "评论员"),
        *("实习生", "特约", "主持人", "已更新", "进行中", "随笔", "征文", "光明", "鞠躬", "代拟", "文中人", "存档", "联系人"),
    ],
)  # fmt: skip
def test_words_in_brackets_behind_the_last_sentence_are_no_author(
    note: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = body() + f"<p>今后三年，全省还将建成二百个示范口门。（{note}）</p>"
    assert read(article(text=text)).author is None


def test_a_person_in_brackets_behind_the_last_sentence_is_the_author(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = body() + "<p>今后三年，全省还将建成二百个示范口门。（何燕）</p>"
    assert read(article(text=text)).author == "何燕"


@pytest.mark.parametrize(
    "line",
    [
        "（作者分别系临江大学教授、讲师）",
        "（作者单位为临江大学环境学院）",
        "（作者此前系临江大学教授）",
        "（作者父亲是临江大学教授）",
        "作者目前是临江大学教授。",
        "作者认为是流域管理体制出了问题，应当尽快改革。",
    ],
)
def test_what_is_said_of_an_author_is_no_name(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + f"<p>{line}</p>")).author is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("（作者系临江市生态环境局高级工程师）", None),
        ("（作者系临江市环境监测中心站高工）", None),
        ("（作者系临江市政协常委）", None),
        ("（作者系临江大学教授、高工）", None),
        ("（作者系临江市生态环境局高级工程师何燕）", "何燕"),
    ],
)
def test_the_last_letters_of_an_office_are_no_name(
    line: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + f"<p>{line}</p>")).author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("文章作者张某，因涉嫌编造虚假信息，已被公安机关依法行政拘留。", None),
        ("本文作者张某，因涉嫌编造虚假信息，已被公安机关依法行政拘留。", None),
        ("作者江帆，临江大学历史系教授，长期研究江河史。", None),
        ("作者是临江大学教授何燕。", None),
        ("本文作者江帆，临江大学历史系教授。", "江帆"),
        ("（作者江帆，临江大学历史系教授）", "江帆"),
    ],
)
def test_an_author_of_whom_the_text_tells_is_not_its_own(
    line: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + f"<p>{line}</p><p>该书由临江出版社出版。</p>")).author == author


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("<div class='pl'>作者高明，分析得很透彻</div>", None),
        ("<div>本文作者高明，分析得很透彻</div>", None),
        ("<div>（作者江帆系临江大学教授）</div>", "江帆"),
    ],
)
def test_below_a_text_an_introduction_stands_in_brackets(
    below: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(below=below)).author == author


@pytest.mark.parametrize(
    "line",
    [
        "7月21日，整治后的临江河口。临江网记者 航拍",
        "“村里的水还黑吗？”记者 追问",
        "整治后的河口。临江网记者 成岗",
    ],
)
def test_what_a_reporter_did_in_a_paragraph_gives_way_to_the_credit_below(
    line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = f"<p>{PARAGRAPHS[0]}</p><p>{line}</p>{body()}<p>作者：何燕</p>"
    assert read(article(text=text)).author == "何燕"


@pytest.mark.parametrize("deed", ["获悉", "手记", "摄影", "综合", "整理", "提问", "直击", "航拍", "追问"])
@pytest.mark.parametrize("reporter", ["记者", "临江网记者"])
def test_what_a_reporter_did_in_the_last_paragraph_is_no_name(
    reporter: str, deed: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + f"<p>整治后的河口。{reporter} {deed}</p>")).author is None


@pytest.mark.parametrize(
    ("ending", "author"), [("临江网记者 成岗", "成岗"), ("临江网记者团队", None), ("记者 成岗", None)]
)
def test_a_rare_surname_stands_apart_behind_an_outlet_in_the_last_paragraph(
    ending: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + f"<p>整治后的河口。{ending}</p>")).author == author


@pytest.mark.parametrize(
    ("headline", "line", "author"),
    [
        ("守护绿水青山就是金山银山", "（记者 金山 何燕）", "金山、何燕"),
        ("本报记者江帆获全国环境好新闻一等奖", "（记者江帆 何燕）", "江帆、何燕"),
        ("江帆、何燕、王大田：黄河流域排污权交易的三点思考", "（江帆 何燕 赵宁）", "江帆、何燕、赵宁"),
    ],
)
def test_reporters_of_whom_the_headline_speaks_stay(
    headline: str, line: str, author: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(headline=headline, text=body() + f"<p>{line}</p>")).author == author


def test_whom_the_first_sentence_and_the_headline_name_does_not_report(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    text = "<p>临江网讯 记者 何燕 王大田 三年前来到临江，在河口镇安了家。</p>" + body()
    found = read(article(headline="返乡青年王大田求职记：一千次沟通", text=text))
    assert found.author == "何燕"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p>整治没有止境。本组稿件均由本报综合报道何燕</p>", "何燕"),
        ("<p>整治没有止境。据本报综合报道</p>", None),
        ("<p>作者何燕，工程师</p>", "何燕"),
        ("<p>作者何燕，临江大学教授，著有多部河志。</p>", None),
    ],
)
def test_papers_and_magazines_name_who_wrote_at_the_end(
    line: str, author: str | None, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    assert read(article(text=body() + line)).author == author


def test_a_papers_own_dispatch_may_stand_behind_a_box(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    box = "".join(f"<p>{n}月，临江治理了第{n}段岸线，市民常来散步。</p>" for n in range(1, 8))
    dispatch = "<p>本报讯（记者何燕）昨日，规范在省城发布。</p>"
    assert read(article(text=box + dispatch + body())).author == "何燕"
