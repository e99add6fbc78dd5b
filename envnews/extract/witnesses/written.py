"""Read the words that an inline script of the meta line writes: Jilin and Chongqing print their source so.

No script is run. What `document.write` is given, literals and variables that hold literals, stands where the
script stands; of the branches of an `if` the one is taken that writes a variable's words, else the default.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.metaline.parsing import parse_meta_line
from envnews.extract.page.selectors import select
from envnews.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml import etree

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document
    from envnews.extract.page.selectors import Node
    from envnews.extract.rules import Rules

_LITERAL: Final = r'"(?:[^"\\\n]|\\.){0,400}"|\'(?:[^\'\\\n]|\\.){0,400}\''
_VARIABLE: Final = re.compile(rf"\b(\w+)\s*=\s*({_LITERAL})")
_WRITE: Final = re.compile(rf"document\.write(?:ln)?\s*\(((?:{_LITERAL}|[\w\s+.]){{1,40}})\)")
_TERM: Final = re.compile(rf"{_LITERAL}|[\w.]+")
_IF: Final = re.compile(r"\bif\s*\(")
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_ELEMENTS: Final = 40
"""Elements of a meta line; what has more is a page's container."""
_LONGEST: Final = 4_000
"""Characters of a script of the meta line; longer ones do something else."""


def hear_written(document: Document, rules: Rules, base: datetime | None, witnesses: Witnesses) -> None:
    """Add the source that a script writes into the portal's meta line, where nothing else states one.

    A page label comes first: the default that a template's script writes is the department's own name.
    """
    if witnesses.has("source"):
        return
    for selector in rules.meta_line:
        text = written_text(select(document.places, selector))
        line = parse_meta_line(text, base) if text else None
        if line is not None and line.source is not None:
            witnesses.add("source", Origin.RULE, line.source, line.raw.get("source", ""), selector)
            return


def hear_written_lines(lines: Iterable[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the time that a script writes behind its label, where nothing else tells it.

    Labels of other fields are written by scripts without a value, too, which conditions guard.

    Args:
        lines: Lines between headline and text.
        base: Time of the fetch, for relative dates.
        witnesses: Those heard so far.
    """
    if witnesses.has("published_at"):
        return
    for element in dict.fromkeys(block.element for block in lines):
        small = sum(1 for _ in islice(element.iter(), _ELEMENTS + 1)) <= _ELEMENTS
        text = written_text([element]) if small else ""
        line = parse_meta_line(text, base) if text else None
        if line is not None and line.published is not None and line.labelled:
            raw = line.raw.get("published_at", "")
            witnesses.add("published_at", Origin.META_LINE, line.published, raw, "written by a script")
            return


def written_text(nodes: Iterable[Node]) -> str:
    """Return the text of elements as a browser shows it, with what their scripts write; empty where none writes.

    >>> from lxml.html import fromstring
    >>> page = '<p>来源：<script>var ly = "%s"; if (ly == "") {document.write("省厅");} else {document.write(ly);}</script></p>'
    >>> written_text([fromstring(page % "")]), written_text([fromstring(page % "新华社")])
    ('来源： 省厅', '来源： 新华社')
    """
    elements = [node for node in nodes if not isinstance(node, str)]
    scripts = (script for element in elements for script in element.iter("script"))
    if not any(_written(script.text or "") for script in scripts):
        return ""
    parts = (part for element in elements for part in _texts(element))
    return " ".join(" ".join(parts).split())


def _texts(element: etree._Element) -> Iterator[str]:
    if element.tag == "script":
        yield _written(element.text or "")
        return
    if element.tag == "style" or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _written(script: str) -> str:
    """Return the words that a script writes, without markup."""
    if "document.write" not in script or len(script) > _LONGEST:
        return ""
    variables = {name: _words(literal) for name, literal in _VARIABLE.findall(script)}
    from_variables: list[str] = []
    defaults: list[str] = []
    for found in _WRITE.finditer(script):
        terms = _TERM.findall(found[1])
        words = "".join(_words(term) if term[0] in "\"'" else variables.get(term, "") for term in terms)
        (from_variables if any(variables.get(term) for term in terms) else defaults).append(words)
    chosen = from_variables or defaults[:1] if _IF.search(script) else [*defaults, *from_variables]
    return _TAG.sub(" ", " ".join(chosen)).strip()


def _words(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal[1:-1])
