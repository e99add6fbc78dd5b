"""Know the lead or summary that a template prints above a text: by its label, its element's name, or the text itself."""

from __future__ import annotations

import re
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import CUT_OFF, LEAD, MARKS, SUMMARY
from envnews.normalize import begin_apart, squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_CUT_OUT: Final = 15
"""Characters of the shortest summary that is taken for the beginning of the text; headings are shorter."""
_LEAD_LABELS: Final = frozenset(
    {"导读", "摘要", "导语", "核心提示", "内容提要", "内容摘要", "阅读提示", "提要"}
)
_PARTS: Final = ("【同期", "【解说", "【正文", "【现场", "【出镜", "【配音", "【字幕", "【记者")
_LEADS: Final = frozenset(label[:2] for label in _LEAD_LABELS)
_LEAD: Final = 160
"""Characters of the longest sentence that is looked for again further down."""
QUOTED: Final = 16
"""Lines of a text among which such a sentence stands again."""


_MACHINE: Final = re.compile(
    r"(?:^|[\s_-])ai[_-]?(?:area|comment|summary|abstract|digest|guide|qa|box)", re.IGNORECASE
)
_AROUND: Final = 5
_LABEL: Final = 8
LEAD_BOX: Final = 6
"""Lines among which a box with a lead ends."""


def is_summary(block: Block) -> bool:
    """Return whether a line is the summary that templates print above a text, by the name of its own element."""
    if len(block.text) <= _LABEL and _is_label(block.text):
        return False
    element = block.element
    parent = element.getparent()
    names = element.get("class") or ""
    if not names and parent is not None and len(parent) == 1:
        names = parent.get("class") or ""
    return bool(names) and SUMMARY.search(names) is not None


def is_machine_made(block: Block) -> bool:
    """Return whether a line stands in a box that says by its name that a machine has commented on the text or summed it up."""
    names = (element.get("class") or "" for element in islice(block.element.iterancestors(), _AROUND))
    return any(_MACHINE.search(name) for name in names if name)


def has_label(block: Block) -> bool:
    """Return whether a line is a lead with its label, behind a colon or without one in an element of its own."""
    text = block.text
    return LEAD.match(text) is not None or (text[:2] in _LEADS and _begins_with_label(block))


def _begins_with_label(block: Block) -> bool:
    """Return whether a line is a lead whose label stands in an element of its own, without a colon."""
    element = block.element
    first = element[0] if len(element) else None
    return (
        first is not None
        and not (element.text or "").strip()
        and (first.text or "").strip(MARKS + "】]") in _LEAD_LABELS
        and not len(first)
    )


def _is_label(text: str) -> bool:
    return text.strip(MARKS + "】]") in _LEAD_LABELS


def below_label(lines: Sequence[Block]) -> int:
    """Return how many lines a lead takes with the label above it and the prompts below, all in a box of their own; 0 where none does.

    Papers of finance print such a box with a code to scan (摘要, the lead, 手机上阅读文章).
    """
    if len(lines) < 2 or len(lines[0].text) > _LABEL or not lines[1].prose or not _is_label(lines[0].text):
        return 0
    around = {lines[0].element, *lines[0].element.iterancestors()}
    box = next((element for element in lines[1].element.iterancestors() if element in around), None)
    if box is None:
        return 0
    inside = 2 + sum(1 for _ in takewhile(lambda block: box in block.element.iterancestors(), lines[2:]))
    return inside if sum(block.prose for block in lines[:inside]) == 1 < inside < len(lines) else 0


def lead_in_box(lines: Sequence[Block]) -> str | None:
    """Return the lead that stands below a label alone in its line (摘要), among the lines above a text."""
    return next(
        (
            lead.text
            for label, lead in pairwise(lines)
            if lead.prose and len(label.text) <= _LABEL and _is_label(label.text)
        ),
        None,
    )


def opens_text(blocks: Sequence[Block]) -> bool:
    """Return whether a lead with its label is the text's first paragraph: 导语, beside the next one, or said in a broadcast.

    The others (导读, 摘要, 核心提示) are summaries, wherever they stand. The parts of a broadcast are labelled alike (【导语】, 【解说】).
    """
    if len(blocks) < 2 or not blocks[0].text.startswith(("导语", "【导语】")):
        return False
    around = blocks[0].element.getparent()
    beside = around is not None and blocks[1].element.getparent() is around
    return beside or blocks[1].text.startswith(_PARTS)


def is_beginning(block: Block, following: Block) -> bool:
    """Return whether a line only repeats the beginning of the next one: a summary that a template has cut out."""
    if len(block.text) >= len(following.text) or begin_apart(block.text, following.text):
        return False
    shown = squash(CUT_OFF.sub("", block.text))
    return len(shown) >= _CUT_OUT and squash(following.text).startswith(shown)


def is_quoted(block: Block, following: Sequence[Block]) -> bool:
    """Return whether a sentence stands once more in one of the next paragraphs: a template prints it above as a lead."""
    text = block.text
    if not block.prose or not _CUT_OUT <= len(text) <= _LEAD:
        return False
    return any(text in line.text and len(line.text) > len(text) for line in following)
