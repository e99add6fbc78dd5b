"""The opening paragraph that a template sets apart from its text, between headline and meta line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

OPENING = (
    "臨江省水務廳周四宣布，沿江十二個排污口已全部封堵，這是去年入海口排查之後的第一批工程。"
    "廳長在例行記者會上說，費用由省財政承擔，但沒有透露第二批工程的日期，也沒有說明兩家拒不整改的企業如何處置。"
)
TEXT = (
    "據當地報道，白石村的村民三年前就投訴過這幾個口門，當時的答覆是管網圖紙不全，溯源要等到下一個枯水期。",
    "環保團體認為，封堵只是第一步，上游的電鍍廠才是源頭，這些企業的排污許可今年年底到期，應當一併檢討。",
    "記者在現場看到，施工人員正在加緊鋪設管網，預計十月底前可完成主幹管的閉水試驗，沿岸步道同時重開。",
)
LONG = TEXT + tuple(
    f"{name}區水務局表示，轄內的排污口已逐一核對，監測數據每十五分鐘上傳一次，異常情況會自動報警，並向社會公開。"
    for name in ("河口", "清水", "白石", "青龍", "上渡")
)
META = "<p class='m-pub-dates'>發表時間： <time datetime='2022-07-22'>22/07/2022 - 07:10</time></p><div class='m-from-author'>作者：<a href='/z/1'>江帆</a></div>"


CAPTION = "清水河口，施工人員封堵排污口。 © 河口電台資料圖片"
FIGURE = f"<div>11 分鐘</div><figure><img src='/0722.jpg'><figcaption>{CAPTION}</figcaption></figure>"
PICTURE = "https://sthjt.example.gov.cn/0722.jpg"


def page(opening: str, *, inside: bool = False, text: tuple[str, ...] = TEXT) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text)
    paragraphs = paragraphs if inside else f"<div class='t-content__body'>{paragraphs}</div>"
    return (
        "<html><head><title>沿江十二個排污口全部封堵 - 河口電台</title></head><body><ul><li><a href='/'>首頁</a></li></ul>"
        f"<main><article><div class='tag'>臨江/水務</div><h1>沿江十二個排污口全部封堵</h1>{opening}{META}{paragraphs}</article></main></body></html>"
    )


@pytest.mark.parametrize("tag", ["p", "div", "h2"])
def test_an_opening_of_several_sentences_that_the_text_does_not_repeat_is_of_it(
    tag: str, read: Callable[..., Extraction]
) -> None:
    links = "".join(f"<li><a href='/s/{n}'>河口電台節目表之{n}：水與城市</a></li>" for n in range(12))
    html = page(f"<{tag} class='t-content__chapo'>{OPENING}</{tag}>", text=LONG)
    found = read(
        html.replace("<div class='t-content__body'>", f"<ul>{links}</ul><div class='t-content__body'>")
    )
    assert found.body.splitlines() == [OPENING, *LONG]
    assert found.author == "江帆"
    assert found.body_html.startswith(f"<p>{OPENING}</p><div>")


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        ("<p class='chapo'>沿江排污口封堵完工，村民盼上游一併整治。</p>", TEXT),
        (f"<p class='abstract'>{OPENING}</p>", TEXT),
        (f"<p class='intro'>{OPENING}</p>", TEXT),
        (f"<p>摘要：{OPENING}</p>", TEXT),
        (f"<p>{OPENING}</p>", (OPENING, *TEXT)),
        (f"<p>{OPENING}</p>", (*TEXT, f"另外，{OPENING[:44]}")),
        (f"<p>{OPENING[:-1]}……</p>", TEXT),
        (f"<figcaption>{OPENING}</figcaption>", TEXT),
        (f"<div class='modal'><p>{OPENING}</p></div>", TEXT),
        (f"<p><a href='/n/2.html'>{OPENING}</a></p>", TEXT),
        ("<p>請同意我們的隱私權規範，才能啟用全部功能。我們會收集您的瀏覽記錄。第三方也會使用這些資料，詳情請見本站聲明，您可以隨時在設定中撤回同意，不影響瀏覽。</p>", TEXT),
    ],
)  # fmt: skip
def test_leads_and_summaries_above_the_text_are_none_of_it(
    opening: str, text: tuple[str, ...], read: Callable[..., Extraction]
) -> None:
    assert read(page(opening, text=text)).body.splitlines() == list(text)


@pytest.mark.parametrize("tag", ["p", "div"])
def test_lines_between_the_opening_and_a_text_that_share_their_element_are_none_of_it(
    tag: str, read: Callable[..., Extraction]
) -> None:
    found = read(page(f"<{tag} class='t-content__chapo'>{OPENING}</{tag}>", inside=True))
    assert found.body.splitlines() == [OPENING, *TEXT]
    assert (found.author, found.published and found.published.isoformat()[:10]) == ("江帆", "2022-07-22")
    assert found.body_html.index(OPENING) < found.body_html.index(TEXT[0])
    assert "發表時間" not in found.body_html


@pytest.mark.parametrize("inside", [True, False])
def test_the_main_picture_between_day_and_author_is_shown_with_its_caption(
    inside: bool, read: Callable[..., Extraction]
) -> None:
    html = page(f"<p class='t-content__chapo'>{OPENING}</p>", inside=inside)
    found = read(html.replace("<div class='m-from-author'>", f"{FIGURE}<div class='m-from-author'>"))
    assert (found.body.splitlines(), found.author) == ([OPENING, CAPTION, *TEXT], "江帆")
    assert [(image.url, image.caption) for image in found.images] == [(PICTURE, CAPTION)]
    shown = f'<figure><img src="{PICTURE}"><figcaption>{CAPTION}</figcaption></figure>'
    assert found.body_html.index(OPENING) < found.body_html.index(shown) < found.body_html.index(TEXT[0])


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><a href='/n/2.html'><img src='/2.jpg'><figcaption>沿海整治進入第二階段</figcaption></a></figure>",
        "<figure><figcaption>沿海整治進入第二階段</figcaption></figure>",
        "<div><img src='/2.jpg'><span>沿海整治進入第二階段</span></div>",
    ],
)
def test_what_stands_beside_others_pictures_above_a_text_is_none_of_it(
    figure: str, read: Callable[..., Extraction]
) -> None:
    found = read(page(figure))
    assert (found.body.splitlines(), found.images) == (list(TEXT), ())


def test_behind_several_paragraphs_the_day_of_publication_ends_a_short_text(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    paragraphs = [
        f"会议通报了第{number}阶段的排查进度，并交流了溯源和分类整治的做法。" for number in "一二三"
    ]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    others = "".join(
        f"<h3><a href='/{number}.html'>第{number}次水务工作会议在省城召开</a></h3>"
        f"<p>{number}月21日，第{number}次水务工作会议在省城召开，会议研究了入河排污口的排查、监测、溯源和整治，并听取了各市的汇报。</p>"
        for number in range(1, 7)
    )
    page = article("", text=f"{text}<p>发布时间：2022-07-22 07:10 来源：临江日报</p><div>{others}</div>")
    assert read(page).body.splitlines()[:3] == paragraphs
