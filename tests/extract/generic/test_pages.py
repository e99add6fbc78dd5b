"""Pages of no known portal, in the structures of the field: every stated field is read, nothing is invented."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from envnews.extract import Page, extract
from tests.extract.generic.fixtures import FETCHED_AT, NAMED, Fixture, load
from tests.extract.generic.perturbations import PERTURBATIONS

NO_LONGER_STATED = {
    # Its fields are told apart by the names of their elements alone.
    "without class and id": {("huanqiu_textarea", name) for name in NAMED}
    | {("baijiahao_short_year", "source")},
    # A line in bold is all that is left of this headline, a name like any other all of that source.
    # That the site's name stands behind a headline, the title alone tells.
    "without title": {
        ("founder_epaper", "headline"),
        ("founder_epaper", "source"),
        ("written_by_below_a_word_to_readers", "headline"),
    },
    "paragraphs as br": {("baijiahao_short_year", "source")},
}
TOLERATED = 0.03


@pytest.mark.parametrize("fixture", load(), ids=lambda fixture: fixture.name)
def test_a_page_gives_what_a_reader_sees_on_it(fixture: Fixture) -> None:
    assert fixture.wrong(fixture.read()) == {}


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_other_markup_that_says_the_same_costs_no_field_more_than_three_points(name: str) -> None:
    stated: Counter[str] = Counter()
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for fixture in load():
        found = fixture.read(PERTURBATIONS[name](fixture.html), "gbk" if name == "as GBK" else None)
        wrong = fixture.wrong(found)
        for field in (*NAMED, "body"):
            silent = (fixture.name, field) in NO_LONGER_STATED.get(name, ())
            if silent or (name == "without meta tags" and field == "keywords"):
                continue
            stated[field] += 1
            if field in wrong:
                lost[field].append(fixture.name)
    assert {field: pages for field, pages in lost.items() if len(pages) > TOLERATED * stated[field]} == {}


_PAGES = [fixture.html for fixture in load()]
_PIECES = [
    "<",
    ">",
    "</div>",
    "<div>",
    "<table><tr><td>",
    '"',
    "来源：",
    "2022年13月45日",
    "\x00\x0b",
    "<!--",
    "<script>",
    "\ufffe",
    "<p style='display:none'>",
]


@settings(max_examples=150, deadline=1000)
@given(
    st.sampled_from(_PAGES),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2), st.sampled_from(_PIECES)), max_size=6),
)
def test_a_damaged_page_raises_nothing_and_leaves_no_control_characters(
    html: str, damages: list[tuple[float, float, str]]
) -> None:
    for place, length, piece in damages:
        start = int(place * len(html))
        html = html[:start] + piece + html[start + int(length * len(html)) :]
    found = extract(Page("https://example.com/a.html", html.encode("utf-8", "surrogatepass"), {}, FETCHED_AT))
    values = [
        found.headline,
        found.source,
        found.author,
        found.editor,
        *found.keywords,
        # The cells of a data table's row are parted by tabs.
        *found.body.replace("\t", "\n").split("\n"),
    ]
    assert all(value.replace("\ufffd", "").isprintable() for value in values if value)
    assert not any("\ufffd" in value for value in values if value) or "undecodable" in {
        p.code for p in found.problems
    }
