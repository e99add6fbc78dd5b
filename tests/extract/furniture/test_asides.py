"""What a template prints beside and below a text in boxes of its own: advertisements, side columns, its house."""

from __future__ import annotations

from itertools import product

import pytest

from envnews.extract import Page, extract

HEADLINE = "临江市召开入海排污口整治现场会"
PARAGRAPHS = (
    "7月22日上午，临江市召开入海排污口整治现场会，通报上半年的排查进度，部署下一阶段工作。",
    "会议指出，入海排污口是陆源污染物进入海洋的最后一道闸门，必须坚持一口一策，做到查得清、溯得准、治得好。",
    "据了解，今年以来全市共排查各类排污口1260个，完成整治843个，整治完成率达66.9%。",
)
HOUSE = "本公司在临江地区经营多年，拥有完整的质量管理体系和专业的技术团队，产品远销海内外，深受广大客户的信赖，欢迎来电洽谈。"
OTHER = "近日，河口区举办首届荷花文化节，吸引了来自周边城市的游客前来观赏，现场人头攒动，热闹非凡。"
BOXES = {
    "the house": f"<div class='foot2'><p>{HOUSE}</p></div>",
    "an advertisement": f"<div class='ad'><p>【广告】{HOUSE}</p></div>",
    "a side piece": f"<div class='right'><div class='box'><h3>主编推荐</h3><p>{OTHER}</p></div></div>",
    "a card of the author": f"<div class='author-card'><h4>江小川</h4><p>临江时报记者，关注环保与民生。{HOUSE}</p></div>",
    "an aside": f"<aside><p>{OTHER}</p></aside>",
}
TEXTS = {
    "paragraphs": "{}",
    "an element of its own": "<div class='content'>{}</div>",
    "several elements": "<div class='a'><div class='b'>{}</div></div>",
    "a cell": "<table><tr><td>{}</td></tr></table>",
}


def body_of(text: str, below: str, beside: str) -> str:
    html = (
        f"<html><head><title>{HEADLINE}_临江网</title></head><body><div class='main'><div class='left'><h1>{HEADLINE}</h1>"
        f"<div>来源：临江时报　2022-07-22 10:08</div>{text}{below}</div>{beside}</div>"
        "<div class='foot'>版权所有：临江网</div></body></html>"
    )
    return extract(Page("https://www.example.com/a/1.html", html.encode())).body


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_box_of_the_template_is_none_of_the_text(count: int, box: str) -> None:
    paragraphs = PARAGRAPHS[:count]
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    for (name, text), place in product(TEXTS.items(), ("below", "beside")):
        below, beside = (box, "") if place == "below" else ("", box)
        assert body_of(text.format(inner), below, beside) == "\n".join(paragraphs), (name, place)


@pytest.mark.parametrize("name", ["promo-text", "foot", "sidebar"])
def test_a_text_whose_own_element_has_such_a_name_is_the_text(name: str) -> None:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert body_of(f"<div class='{name}'>{inner}</div>", "", "") == "\n".join(PARAGRAPHS)


def test_a_part_of_the_text_below_it_in_a_box_without_such_a_name_is_the_texts() -> None:
    first = f"<div class='content'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>"
    second = f"<div class='content2'><p>{PARAGRAPHS[2]}</p><p>{OTHER}</p></div>"
    assert body_of(first, second, "") == "\n".join((*PARAGRAPHS, OTHER))


def test_what_stands_behind_an_advertisement_in_the_same_element_is_the_texts() -> None:
    first = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    rest = f"<div><div class='m-interstitial__ad'>广告</div><p>{PARAGRAPHS[2]}</p><p>{OTHER}</p></div>"
    assert body_of(f"<div class='content'>{first}{rest}</div>", "", "").endswith(OTHER)
