"""Pages that are empty until a browser has run their scripts: told as such, not taken for an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.extract.blocks import Outline
from envnews.model import Problem

if TYPE_CHECKING:
    from envnews.extract.document import Document

_SHELL = 200
"""Characters of text up to which a page with scripts is an application's empty shell."""


def empty_shell(document: Document) -> tuple[Problem, ...]:
    """Return the problem of a page that is drawn by JavaScript: scripts, and hardly anything to read."""
    if next(document.root.iter("script"), None) is None:
        return ()
    if sum(len(block.text) for block in Outline(document.root).blocks) > _SHELL:
        return ()
    message = f"{document.url} is drawn by JavaScript, and no data behind it is known; it cannot be read"
    return (Problem("links", "needs_javascript", message),)
