"""Know the annexes of a text: lines that link a file are of it, a label (附件：) with nothing behind it is none.

Systems print the label below every text; what they link is named with its ending (清单.docx) or without it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import MARKS
from envnews.extract.page.blocks import inner_text
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from envnews.extract.page.blocks import Block

ATTACHMENT_TYPES: Final = frozenset(
    {
        "pdf", "doc", "docx", "docm", "wps", "xls", "xlsx", "xlsm", "et", "csv", "ppt", "pptx", "dps",
        "ofd", "zip", "rar", "7z", "tar", "gz", "txt", "rtf", "ceb", "caj",
    },
)  # fmt: skip
"""File name extensions of attachments on government portals; ofd and ceb are Chinese document formats."""

_NAMED: Final = re.compile(
    r"[\W\d]*附\s?[件表录][一二三四五六七八九十\d]{0,3}\s?[:：.、\s-]"
    r"|.{2,120}\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|pptx?)\W{0,2}(?:[（(].{1,12}[）)])?$",
    re.IGNORECASE,
)
_LABEL: Final = compile_later(r"附\s?[件表]?\s?(?:下载|列表|清单|文件)?\W*$")
_LONGEST: Final = 8
"""Characters of the longest label."""
_BESIDE: Final = 40
"""Links of the element of a line that are looked at."""
_BUTTON: Final = "下载"


def is_annex(block: Block) -> bool:
    """Return whether a linked line is an annex: by its words, or because its link leads to a file."""
    return _NAMED.match(block.text) is not None or (_BUTTON not in block.text and _links_file(block))


def _links_file(block: Block) -> bool:
    anchors = islice(block.element.iter("a"), _BESIDE)
    return any(
        file_type(anchor.get("href") or "") is not None and _stands_in(anchor_text, block.text)
        for anchor in anchors
        if (anchor_text := " ".join(inner_text(anchor).split()))
    )


def _stands_in(words: str, text: str) -> bool:
    return len(words) * 10 >= len(text) * 7 and words in text


def is_lone_label(text: str) -> bool:
    """Return whether a line is the label of annexes alone.

    >>> is_lone_label("【附件】"), is_lone_label("附件下载："), is_lone_label("附件：整治清单")
    (True, True, False)
    """
    return len(text) <= _LONGEST and "附" in text and _LABEL.match(text.lstrip(MARKS)) is not None


def file_type(href: str) -> str | None:
    """Return the extension of the file that a link leads to, in its path or in its query (?file=a.pdf)."""
    for part in (href.partition("?")[0], href):
        kind = part.rpartition(".")[2].lower()
        if kind in ATTACHMENT_TYPES:
            return kind
    return None
