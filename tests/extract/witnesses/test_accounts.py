"""The account on whose card a text stands: its own name, not what the platform says of it, and no author of what is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction


def card(account: str, line: str) -> str:
    return f"<div><h2>{account}</h2><p>{line}</p></div><div>关注</div>"


@pytest.mark.parametrize(
    ("account", "line"),
    [
        ("临江时报", "《临江时报》官方账号 2022.07.22 07:10"),
        ("临江时报", "临江时报官方账号 07月22日07:10"),
        ("临江娱乐V", "临江娱乐官方账号 2022.07.22 07:10"),
    ],
)
def test_what_the_platform_says_of_an_account_is_not_its_name(
    account: str, line: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(card(account, line)))
    assert (found.source, found.author) == (account, None)


@pytest.mark.parametrize("account", ["临江科技综合", "临江时报"])
def test_the_desk_of_a_portal_is_no_author_of_what_it_takes_from_elsewhere(
    account: str, article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(card(account, "2022.07.22 07:10") + "<p>来源：河口研究中心</p>"))
    assert (found.source, found.author) == ("河口研究中心", None)


def test_an_account_of_ones_own_wrote_what_came_from_elsewhere(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    found = read(article(card("水边的老周", "2022.07.22 07:10") + "<p>来源：河口研究中心</p>"))
    assert (found.source, found.author) == ("河口研究中心", "水边的老周")
