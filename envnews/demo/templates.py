"""Page skeletons: HTML files with fields, shared parts, and menus written once for each item.

    {{name}}                       a value
    {{> folder/file}}              another template
    {{each folder/file}} … {{/each}}
                                   once for each line of `folder/file.txt`, with `{{text}}` and `{{href}}`
    {{sub}} … {{/sub}}             within it, once for each line indented below

`string.Template` is no choice here, because the pages are full of jQuery's `$`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_INCLUDE = re.compile(r"\{\{> ?([\w./-]+)\}\}")
_EACH = re.compile(r"\{\{each ([\w./-]+)\}\}\n?(.*?)\{\{/each\}\}", re.DOTALL)
_SUB = re.compile(r"\{\{sub\}\}(.*?)\{\{/sub\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of a menu: what it says, where it leads, and the lines below it."""

    text: str
    href: str
    items: tuple[MenuItem, ...] = ()


@cache
def template(name: str) -> str:
    """Return the template `sites/<name>.html` with its included parts and its menus."""
    text = _INCLUDE.sub(lambda match: template(match[1]), _read(f"{name}.html"))
    return _EACH.sub(lambda match: "".join(_written(item, match[2]) for item in menu(match[1])), text)


def fill(name: str, **values: str | int) -> str:
    """Return a template with its fields filled; values are HTML already.

    Raises:
        KeyError: The template has a field without a value.
    """
    return _FIELD.sub(lambda match: str(values[match[1]]), template(name))


@cache
def menu(name: str) -> tuple[MenuItem, ...]:
    """Return the menu `sites/<name>.txt`: lines of text and address, subordinate ones indented.

    An address below one that ends in a slash continues it, unless it begins with a slash or a scheme.
    """
    items: list[MenuItem] = []
    for line in _read(f"{name}.txt").splitlines():
        text, _, href = line.strip().rpartition(" ")
        if line.startswith(" "):
            above = items.pop()
            below = MenuItem(text, _joined(above.href, href))
            items.append(MenuItem(above.text, above.href, (*above.items, below)))
        elif text:
            items.append(MenuItem(text, href))
    return tuple(items)


def _joined(above: str, href: str) -> str:
    continues = above.endswith("/") and not href.startswith(("/", "http:", "https:"))
    return above + href if continues else href


def _written(item: MenuItem, markup: str) -> str:
    outer = _SUB.sub(lambda match: "".join(_written(below, match[1]) for below in item.items), markup)
    return outer.replace("{{text}}", item.text).replace("{{href}}", item.href)


def _read(name: str) -> str:
    return (files(__package__) / "sites" / name).read_text("utf-8")
