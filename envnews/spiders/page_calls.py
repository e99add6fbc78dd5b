"""Where a bar of pages leads whose links call a function of the page: `javascript:goPage(2)`.

Such functions put an address together from words and the number that they are given, and set the location to
it: `location.href = "list_" + n + ".html"`. Nothing is executed: an address is returned where the function's text
consists of quoted words, its own parameters and numbers, and None where it asks for anything else.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_GIVEN = r"""['"]?\w{1,40}['"]?"""
_CALL = re.compile(rf"(?:^|[\s:;({{])([A-Za-z_]\w{{0,60}})\(\s*({_GIVEN}(?:\s*,\s*{_GIVEN}){{0,3}})\s*\)")
_FUNCTION = re.compile(r"\bfunction\s+(\w{1,60})\s*\(([^()]{0,80})\)\s*\{")
_WORD = re.compile(r"\w+")
_LOCATION = r"location(?:\.href)?\s*=(?!=)\s*([^;}\n]{1,300})|(?:location\.(?:assign|replace)|open)\(([^;}\n]{1,300})\)"
_SETS = re.compile(_LOCATION)
_TOKEN = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|\(?\s*(\w+)\s*\)?)\s*(?:\+|$)""")
_LONGEST = 1200
"""Characters of a function that are read."""


class Call(NamedTuple):
    """A function of the page that a link or a button calls.

    Attributes:
        given: What is given to it, by the names of its parameters.
        body: What is read of its text.
    """

    given: Mapping[str, str]
    body: str


def script_of(element: etree._Element) -> str:
    """Return what a link or a button runs: the script in its address, and that of a click."""
    return f"{element.get('href') or ''} {element.get('onclick') or ''}"


class Functions:
    """The functions of one page's scripts, looked for once."""

    def __init__(self, html: str) -> None:
        self._html = html

    def calls(self, element: etree._Element) -> Iterator[Call]:
        """Yield the functions of this page that a link or a button calls."""
        script = script_of(element)
        for name, given in _CALL.findall(script) if "(" in script else ():
            if name in self._found:
                parameters, start = self._found[name]
                body = self._html[start : start + _LONGEST].partition("function ")[0]
                names = (one.strip() for one in parameters.split(","))
                yield Call(dict(zip(names, _WORD.findall(given), strict=False)), body)

    def address(self, element: etree._Element) -> str | None:
        """Return the address that a function sets which a link or a button calls; None where it sets none."""
        addresses = (_set_address(body, given) for given, body in self.calls(element))
        return next(filter(None, addresses), None)

    @cached_property
    def _found(self) -> dict[str, tuple[str, int]]:
        """The parameters of each function, and where its text begins."""
        found: dict[str, tuple[str, int]] = {}
        for function in _FUNCTION.finditer(self._html):
            found.setdefault(function[1], (function[2], function.end()))
        return found


def _set_address(body: str, given: Mapping[str, str]) -> str | None:
    """Return the first address that a function's text sets and that holds one of what is given to it."""
    names = dict(given)
    for name, value in re.findall(r"\bvar\s+(\w+)\s*=\s*([^;}\n]{1,300})", body):
        joined = _joined(value, names)
        if joined is not None:
            names[name] = joined
    for found in _SETS.finditer(body):
        expression = found[1] or found[2]
        uses = any(re.search(rf"\b{re.escape(name)}\b", expression) for name in names)
        address = _joined(expression.partition(",")[0], names) if uses else None
        if address:
            return address
    return None


def _joined(expression: str, names: Mapping[str, str]) -> str | None:
    """Return the words of a sum of strings, None where it has anything else in it.

    >>> _joined('"list_" + n + ".html"', {"n": "2"})
    'list_2.html'
    >>> _joined('base + "?page=" + n', {"n": "2"}) is None
    True
    """
    joined, at, expression = "", 0, expression.strip()
    while at < len(expression):
        token = _TOKEN.match(expression, at)
        if token is None:
            return None
        word = token[1] if token[1] is not None else token[2]
        if word is None:
            word = token[3] if token[3].isdigit() else names.get(token[3])
        if word is None:
            return None
        joined += word
        at = token.end()
    return joined or None
