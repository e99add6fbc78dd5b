"""Pages that are empty until a browser has run their scripts: told as such, not taken for an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.extract.page.blocks import Outline
from envnews.model import Problem

if TYPE_CHECKING:
    from envnews.extract.page.document import Document

_SHELL = 200
"""Characters of text up to which a page with scripts is an application's empty shell."""


_LINKS = 3
"""Links to other pages, as a menu has them, from which a page with little text is a short page and no shell."""


def empty_shell(document: Document) -> tuple[Problem, ...]:
    """Return the problem of a page that is drawn by JavaScript: scripts, and hardly anything to read."""
    if next(document.root.iter("script"), None) is None:
        return ()
    if sum(len(block.text) for block in Outline(document.root).blocks) > _SHELL:
        return ()
    if sum(_leads_on(anchor.get("href")) for anchor in document.root.iter("a")) >= _LINKS:
        return ()
    message = f"{document.url} is drawn by JavaScript, and no data behind it is known; it cannot be read"
    return (Problem("links", "needs_javascript", message),)


def _leads_on(href: str | None) -> bool:
    """Return whether an anchor leads to another page, rather than to a place or a script of its own."""
    return not (href or "#").strip().lower().startswith(("#", "javascript:"))
