from __future__ import annotations

import re

import pytest

from envnews.probe.shapes import article_url

HOST = "www.example.cn"


def address(path: str) -> str:
    return f"http://{HOST}/{path}"


@pytest.mark.parametrize(
    ("paths", "numbers", "others"),
    [
        (["hb/202207/t20220722_1001.html", "zw/202206/t20220622_1003.html"], ["1001", "1003"], ["hb/index_1.html"]),
        (["art/2022/7/22/art_12_1001.html", "art/2022/11/2/art_13_1002.html"], ["1001", "1002"], ["col/col12/index.html"]),
        (["show.asp?id=101&c=3", "show.asp?id=102&c=3"], ["101", "102"], ["list.asp?cid=3"]),
        (["i.php?m=content&a=show&catid=3&id=7", "i.php?m=content&a=show&catid=3&id=8"], ["7", "8"], ["i.php?m=content&a=lists&catid=3&id=7"]),
        (["news/101.html", "news/102.html"], ["101", "102"], ["list/14.html", "news/"]),
        (["2022/07/22/1.html", "2022/07/21/1.html", "2022/07/21/2.html"], ["2022/07/22/1", "2022/07/21/1", "2022/07/21/2"], ["1.html"]),
        (["bj/3100/index.html", "bj/3200/index.html"], ["3100", "3200"], ["bj/index.html"]),
    ],
)  # fmt: skip
def test_the_form_of_addresses_holds_the_number(
    paths: list[str], numbers: list[str], others: list[str]
) -> None:
    pattern = re.compile(article_url([HOST], [[address(path) for path in paths]]))
    assert [pattern.search(address(path))["document_id"] for path in paths] == numbers  # type: ignore[index]
    assert not [path for path in others if pattern.search(address(path))]


def test_two_forms_are_one_expression() -> None:
    forms = [
        [address(f"news/{n}.html") for n in (1, 2)],
        [address(f"zt/2022/content_{n}.htm") for n in (3, 4)],
    ]
    pattern = re.compile(article_url([HOST], forms))
    assert [pattern.search(url)["document_id"] for group in forms for url in group] == ["1", "2", "3", "4"]  # type: ignore[index]


def test_addresses_of_lists_narrow_the_form() -> None:
    articles = [address(f"show/{n}.html") for n in range(3)] + [address(f"view/{n}.html") for n in range(3)]
    pattern = re.compile(article_url([HOST], [articles], [address("list/7.html")]))
    assert not pattern.search(address("list/7.html"))
    assert pattern.search(address("view/9.html"))
