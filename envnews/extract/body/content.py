"""Make the body of an article from the lines that belong to it: text, safe HTML, pictures, tables.

The fragment is sanitised with nh3 after parsing, so depth and size are bounded; the allow-list is what
reads well on another site: no style, class, id, script or frame survives.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import nh3
from lxml import etree

from envnews.extract.body.images import LAZY, image_source, lines_apart, shown_source
from envnews.extract.body.main_pictures import picture_of
from envnews.extract.furniture.words import without_widget
from envnews.extract.page.blocks import INLINE, Block, inner_text, writable
from envnews.normalize import absolute, clean, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAKEN_OUT: Final = "taken-out"
"""Name of elements that are to be taken out; no page has it."""
SAFE: Final = nh3.Cleaner(
    tags={
        "p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
        "caption", "blockquote", "strong", "em", "b", "i", "u", "sub", "sup", "a", "img", "figure", "figcaption",
        "div", "span", "section",
    },
    clean_content_tags={"script", "style", "iframe", "object", "embed", "noscript", "textarea", "select", "template"},
    attributes={"*": set(), "a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)  # fmt: skip
"""What HTML of a body may hold."""


def body_text(blocks: Sequence[Block], tables: Sequence[etree._Element]) -> str:
    """Return plain text, one paragraph a line, the cells of a data table's row in one line."""
    rows = (
        {cell: row for table in tables for row in table.iter("tr") for cell in row.iter()} if tables else {}
    )
    lines: list[str] = []
    current: etree._Element | None = None
    for block in blocks:
        row = rows.get(block.element)
        if row is not None and row is current:
            lines[-1] += "\t" + clean(block.text)
        else:
            lines.append(clean(block.text))
        current = row
    if lines:
        lines[-1] = without_widget(lines[-1])
    return "\n".join(line for line in lines if line)


def data_tables(body: etree._Element) -> list[etree._Element]:
    """Return the tables that hold data; a table around paragraphs or other tables is layout."""
    found = []
    for table in body.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        rows = [
            [len(inner_text(cell)) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")
        ]
        if len(rows) >= 2 and max(map(len, rows)) >= 2 and max(max(row, default=0) for row in rows) <= 200:
            found.append(table)
    return found


def table_rows(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a data table as text; empty rows are left out."""
    rows = (
        tuple(clean(inner_text(cell)) for cell in row if cell.tag in {"td", "th"}) for row in table.iter("tr")
    )
    return tuple(row for row in rows if any(row))


def safe_html(body: etree._Element | None, kept: Sequence[Block], cut: Sequence[Block], base_url: str) -> str:
    """Return the body as sanitised HTML without the lines that were cut.

    The element is changed: call this last.
    """
    if body is None:
        return ""
    apart = _apart(body, kept, base_url)
    _remove(body, kept, cut)
    if not all(block.text.isprintable() for block in kept):
        _scrub(body)
    for element in body.iter("a", "img"):
        picture = element.tag == "img"
        link = image_source(element) if picture else element.get("href") or ""
        element.set("src" if picture else "href", absolute(link, base_url) or "")
    # The cleaner leaves them out, too; not to write and parse them first saves a sixth of its time on real pages.
    etree.strip_attributes(body, "class", "id", "style", *LAZY)
    html = SAFE.clean(etree.tostring(body, encoding="unicode", method="html", with_tail=False))
    return apart + html.replace('<a href="" ', "<a ").strip()


def _apart(body: etree._Element, shown: Sequence[Block], base_url: str) -> str:
    """Return the first lines of a text that stand outside of the body's element: paragraphs, and captions with their pictures."""
    written: list[str] = []
    for line in lines_apart(body, shown):
        text = escape(clean(line.text), quote=False)
        source = shown_source(picture_of(line), base_url)
        picture = f'<img src="{escape(source)}">' if source else ""
        caption = (
            f"<figure>{picture}<figcaption>{text}</figcaption></figure>" if picture else f"<p>{text}</p>"
        )
        written.append(SAFE.clean(caption))
    return "".join(written)


def _scrub(body: etree._Element) -> None:
    """Take the control characters out of the text, which old sites paste from word processors.

    XML 1.0 forbids them, so libxml2 would write U+FFFD in their place.
    """
    for element in body.iter():
        element.text = writable(element.text)
        element.tail = writable(element.tail)


def _remove(body: etree._Element, kept: Sequence[Block], cut: Sequence[Block]) -> None:
    holders = {body}
    for block in kept:
        element: etree._Element | None = block.element
        while element is not None and element not in holders:
            holders.add(element)
            element = element.getparent()
    shared: dict[etree._Element, list[str]] = {}
    for block in cut:
        if block.element in holders:
            shared.setdefault(block.element, []).append(squash(block.text))
        else:
            _leave_to_cleaner(block.element)
    for holder, lines in shared.items():
        _clear_lines(holder, lines)


def _leave_to_cleaner(element: etree._Element) -> None:
    """Make an element one that the cleaner drops: to take out thousands would copy the text between them as often."""
    del element[:]
    element.text = None
    element.attrib.clear()
    element.tag = "script"


def take_out(root: etree._Element, elements: Iterable[etree._Element]) -> None:
    """Take elements out of a tree and leave the text behind each in place.

    It is done in one walk: to move what stands behind each of thousands copies it as often.
    """
    for element in elements:
        if element is not root:
            element.tag = _TAKEN_OUT
    etree.strip_elements(root, _TAKEN_OUT, with_tail=False)


def _clear_lines(element: etree._Element, lines: Sequence[str]) -> None:
    """Empty the text nodes of lines that share their element with lines that stay (lines ended by <br>)."""
    if _is_of(element.text, lines):
        element.text = None
    for child in element:
        if child.tag in INLINE:
            _clear_lines(child, lines)
        if _is_of(child.tail, lines):
            child.tail = None


def _is_of(text: str | None, lines: Sequence[str]) -> bool:
    if not text or text.isspace():
        return False
    form = squash(text)
    return bool(form) and any(form in line for line in lines)
