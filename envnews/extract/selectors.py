"""Evaluate the selectors of rules: parsel's CSS dialect or XPath, compiled once per process."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias, cast

from lxml import etree
from parsel.csstranslator import HTMLTranslator

from envnews.errors import ConfigurationError

Node: TypeAlias = "etree._Element | str"  # noqa: SLF001 - the only name lxml has for it
"""What a selector finds: elements, or strings for ::text and ::attr()."""

_TRANSLATOR = HTMLTranslator()
_ID = re.compile(r"#([\w-]+)")


@lru_cache(maxsize=4096)
def compile_selector(selector: str) -> etree.XPath:
    """Return the compiled selector.

    Args:
        selector: XPath if it begins with `/`, `./` or `(`, otherwise CSS; `::text` and `::attr(name)` work.

    Raises:
        ConfigurationError: The selector is not valid; the message quotes it.
    """
    try:
        return etree.XPath(_path(selector), smart_strings=False)
    except (etree.XPathSyntaxError, ValueError, SyntaxError) as error:
        raise ConfigurationError(
            f"selector {selector!r} is not valid: {error}; see docs/add-a-portal.md"
        ) from error


def _path(selector: str) -> str:
    if selector.startswith(("/", "./", "(")):
        return selector
    # libxml2 keeps a table of ids; a plain #id needs no walk through the whole tree.
    by_id = _ID.fullmatch(selector)
    return f"id('{by_id[1]}')" if by_id else _TRANSLATOR.css_to_xpath(selector)


def select(root: etree._Element, selector: str) -> list[Node]:
    """Return elements or strings that the selector finds, in document order."""
    found = compile_selector(selector)(root)
    return cast("list[Node]", found) if isinstance(found, list) else [str(found)]


def select_elements(root: etree._Element, selectors: tuple[str, ...]) -> tuple[list[etree._Element], str]:
    """Return the elements of the first selector that finds any, and that selector."""
    for selector in selectors:
        elements = [node for node in select(root, selector) if not isinstance(node, str)]
        if elements:
            return elements, selector
    return [], ""


_TEXTS = etree.XPath("descendant-or-self::*[not(self::script or self::style)]/text()", smart_strings=False)


def text_of(node: Node) -> str:
    """Return the text of an element, its parts separated by a space, scripts left out; or the string itself."""
    parts = (node,) if isinstance(node, str) else cast("list[str]", _TEXTS(node))
    return " ".join(" ".join(parts).split())
