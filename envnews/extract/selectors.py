"""Evaluate the selectors of rules: parsel's CSS dialect or XPath, compiled once per process.

Rules name a handful of places on every page, nearly all by tag and class, and most of the time goes into
finding the first element of the selector. Walking the elements of one tag and looking at their class is
twice as fast as the XPath that stands for it, and an id is found in libxml2's table without any walk; the
rest of the selector is XPath from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, cast

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from envnews.errors import ConfigurationError

Node: TypeAlias = "etree._Element | str"  # noqa: SLF001 - the only name lxml has for it
"""What a selector finds: elements, or strings for ::text and ::attr()."""

_TRANSLATOR = HTMLTranslator()
_HEAD = re.compile(r"([a-z][a-z0-9]*)?(?:#([\w-]+)|((?:\.[\w-]+)+))(?=$|\s*>\s*[a-z.#]|\s+[a-z.#])")
_TEXTS = etree.XPath("descendant-or-self::*[not(self::script or self::style)]/text()", smart_strings=False)


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector: what its first element is and XPath from there, or XPath for all of it."""

    tag: str | None
    id: str | None
    classes: frozenset[str]
    rest: etree.XPath | None
    whole: etree.XPath

    def __call__(self, root: etree._Element) -> list[Node]:
        """Return what the selector finds, in document order."""
        if self.id is None and not self.classes:
            return _evaluate(self.whole, root)
        heads = self._heads(root)
        if self.rest is None or not heads:
            return list[Node](heads)
        # Of elements inside one another only the whole XPath gives what it finds once and in order.
        return _evaluate(self.rest, heads[0]) if len(heads) == 1 else _evaluate(self.whole, root)

    def _heads(self, root: etree._Element) -> list[etree._Element]:
        if self.id is not None:
            named = cast("list[etree._Element]", _BY_ID(root, name=self.id))  # noqa: SLF001 - as above
            return [element for element in named if self.tag in {None, element.tag}]
        first = next(iter(self.classes))
        return [
            element
            for element in root.iter(self.tag or "*")
            if (stated := element.get("class")) and first in stated and self.classes.issubset(stated.split())
        ]


_BY_ID = etree.XPath("id($name)", smart_strings=False)


@lru_cache(maxsize=4096)
def compile_selector(selector: str) -> Selector:
    """Return the compiled selector.

    Args:
        selector: XPath if it begins with `/`, `./` or `(`, otherwise CSS; `::text` and `::attr(name)` work.

    Raises:
        ConfigurationError: The selector is not valid; the message quotes it.
    """
    try:
        by_path = selector.startswith(("/", "./", "("))
        whole = etree.XPath(selector if by_path else _TRANSLATOR.css_to_xpath(selector), smart_strings=False)
        head = None if by_path or "," in selector else _HEAD.match(selector)
        if head is None:
            return Selector(None, None, frozenset(), None, whole)
        classes = frozenset((head[3] or "").split(".")) - {""}
        return Selector(head[1], head[2], classes, _rest(selector[head.end() :].strip()), whole)
    except (etree.XPathError, SelectorError, ValueError) as error:
        raise _invalid(selector, error) from error


def select(root: etree._Element, selector: str) -> list[Node]:
    """Return elements or strings that the selector finds, in document order.

    Raises:
        ConfigurationError: It is not valid; functions and prefixes of XPath are known only when they are met.
    """
    try:
        return compile_selector(selector)(root)
    except etree.XPathEvalError as error:
        raise _invalid(selector, error) from error


def _invalid(selector: str, error: Exception) -> ConfigurationError:
    return ConfigurationError(f"selector {selector!r} is not valid: {error}; see docs/add-a-portal.md")


def select_all(root: etree._Element, selector: str) -> list[etree._Element]:
    """Return the elements that the selector finds; strings of ::text and ::attr() are none."""
    return [node for node in select(root, selector) if not isinstance(node, str)]


def select_elements(root: etree._Element, selectors: tuple[str, ...]) -> tuple[list[etree._Element], str]:
    """Return the elements of the first selector that finds any, and that selector."""
    for selector in selectors:
        elements = select_all(root, selector)
        if elements:
            return elements, selector
    return [], ""


def text_of(node: Node) -> str:
    """Return the text of an element, its parts separated by a space, scripts left out; or the string itself."""
    if isinstance(node, str) or not len(node):
        return " ".join(((node if isinstance(node, str) else node.text) or "").split())
    parts = cast("list[str]", _TEXTS(node))
    return " ".join(" ".join(parts).split())


def _rest(selector: str) -> etree.XPath | None:
    """Return the XPath for what follows the first element: `> h2`, `td.title`, nothing."""
    if not selector:
        return None
    child = selector.startswith(">")
    path = _TRANSLATOR.css_to_xpath(
        selector.removeprefix(">").strip(), prefix="child::" if child else "descendant::"
    )
    return etree.XPath(path, smart_strings=False)


def _evaluate(path: etree.XPath, root: etree._Element) -> list[Node]:
    found = path(root)
    return cast("list[Node]", found) if isinstance(found, list) else [str(found)]
