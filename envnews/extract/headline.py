"""Find the headline that the page displays, without knowing the portal.

The title element nearly always contains the headline, with column and site names around it; the displayed
headline is the line of the page that the title repeats. Where no line does, the first heading above the
text is taken, and at last the title's longest part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.extract.blocks import HEADINGS, Block
from envnews.extract.furniture import is_furniture, looks_like_meta
from envnews.extract.persons import names_office_and_person
from envnews.extract.titles import SITE, names_document, names_site, site_name, strip_site_name
from envnews.normalize import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

_CUT: Final = re.compile(r"(?:…+|\.{3,})$")
_CUT_OFF: Final = ("…", "...")
"""Ends of what `_CUT` finds."""
_DATE: Final = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")
_STATED: Final = re.compile(r"来\s*源|发布|时\s*间|日\s*期|作\s*者|编\s*辑|点\s*击|阅\s*读|浏\s*览")
_LABELLED: Final = re.compile(
    r"[\s\[【(（]*(?:(?:文章|信息|稿件|新闻)?来\s*源于?|(?:发布|发表|更新)?(?:时\s*间|日\s*期)|作\s*者)\s*[:：]"
)
_SENTENCE_END: Final = "。；;：:，,"
_MAX: Final = 120


_CLASS: Final = re.compile(
    r"title|headline|subject|biaoti|(?:^|[-_ ])(?:tit|bt|hd)(?:$|[-_ \d])", re.IGNORECASE
)
_SHORTEST: Final = 4
"""Characters of a heading that can be a headline."""
_HEADLINE: Final = 8
"""Characters of the shortest heading that is the headline because the title holds it."""
_NEAR: Final = 12
"""Lines above the text among which a headline without heading tag and without title is looked for."""
_OPENING: Final = 6
"""Characters of the shortest line that the beginning of a title can be."""
_JOINTS: Final = ("-", "_", "|", "—", "–", "·", ">")
_COLUMNS: Final = 12
"""Characters of a title that is shown nowhere, up to which it names a column rather than an article."""
_DAY: Final = 21
"""Characters of day and time of publication in brackets, which may stand behind a headline."""
_JOINED: Final = 4
"""Lines that a headline may be broken into."""


@dataclass(frozen=True, slots=True)
class Found:
    """A headline, the index of its last line (None where no line of the page shows it) and how it was found."""

    text: str
    index: int | None
    detail: str


def find_headline(blocks: Sequence[Block], title: str, body_start: int, hint: str = "") -> Found | None:
    """Return the headline.

    Args:
        blocks: Blocks of the page.
        title: Text of the title element.
        body_start: Index of the first line of the text; a headline stands above it.
        hint: What a meta tag says the headline is; a line that repeats it wins.
    """
    own = bool(hint) and not _is_of_the_site(hint, title)
    if own and (found := _repeated(blocks, squash(hint), body_start, "repeats the meta tag")):
        return found
    # The whole title, too: a headline of two parts, 臭氧污染防治 | 中卫市召开推进会.
    name = strip_site_name(title)
    # First without the site's name: a line of the page may repeat the title with it.
    bare = title.removesuffix(site_name(title) or title).rstrip(" -_|")
    for wanted in filter(None, (bare, name, title)):
        found = _repeated(blocks, squash(wanted), body_start, "repeats the title")
        if found:
            # The site's name stands in the head of the page as well.
            return (_untitled(blocks, body_start, title) if names_site(title) else None) or found
    if found := _untitled(blocks, body_start, title):
        return found
    return Found(name, None, "title") if name else None


def _is_of_the_site(hint: str, title: str) -> bool:
    """Return whether a meta tag has the site's name in place of the headline: nothing of it stands in a title that names no site."""
    return hint not in title and names_site(hint) and not names_site(title)


def _untitled(blocks: Sequence[Block], body_start: int, title: str) -> Found | None:
    """Return the headline of a page whose title does not repeat it."""
    unnamed = names_site(title) or len(squash(strip_site_name(title))) <= _COLUMNS
    for index, detail in (
        (_heading(blocks, body_start, ("h1", "h2")), "heading"),
        (_classed(blocks, body_start), "class of the line"),
        (_heading(blocks, body_start, ("h3", "h4", "h5")), "heading"),
        (_above_meta_line(blocks, body_start) if unnamed else None, "line above the meta line"),
    ):
        if index is not None:
            return Found(_document_name(blocks, index), index, detail)
    return None


def heading_inside(blocks: Sequence[Block], title: str, start: int, end: int) -> Found | None:
    """Return the heading that repeats part of the title below an author's card or a recommendation.

    What stands above it in blocks[start:end] is a small part of the prose there.
    """
    wanted = squash(title)
    prose = sum(len(block.text) for block in blocks[start:end] if block.prose)
    above = 0
    for index, block in enumerate(blocks[start:end], start):
        if above * 5 > prose:
            return None
        if block.element.tag in HEADINGS and len(block.text) >= _HEADLINE and squash(block.text) in wanted:
            return Found(block.text, index, "heading inside the text")
        above += len(block.text) if block.prose else 0
    return None


def title_line(blocks: Sequence[Block], title: str) -> int | None:
    """Return the index of the first line that repeats the title best, wherever it stands, else of the only main heading."""
    wanted = squash(strip_site_name(title))
    found = _repeated(blocks, wanted, len(blocks), "", first=True) if wanted else None
    if found:
        return found.index
    headings = [index for index, block in enumerate(blocks) if block.element.tag == "h1" and not block.linked]
    return headings[0] if len(headings) == 1 else None


def stands_above_meta_line(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line that reads like prose is a headline: time and source follow, and no other sentence."""
    text = blocks[index].text
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    stated = _is_meta_line(following) or (bool(following) and looks_like_meta(following))
    return stated and len(text) <= _MAX // 2 and not text.endswith(tuple(_SENTENCE_END))


def _is_meta_line(text: str) -> bool:
    """Return whether a line states when or by whom the text was published, with a label."""
    if len(text) > _MAX:
        return False
    return _LABELLED.match(text) is not None or (
        _DATE.search(text) is not None and _STATED.search(text) is not None
    )


def _repeated(
    blocks: Sequence[Block], wanted: str, body_start: int, detail: str, *, first: bool = False
) -> Found | None:
    """Return the line that repeats most of what is wanted: a heading before others, one that says no more, a late one.

    With `first`, an early one.
    """
    best: Found | None = None
    best_rank = (0, 0, False, 0)
    for index, block in _may_repeat(blocks[: body_start + 2], wanted):
        if block.linked and not _links_itself(block, wanted):
            continue
        text, form, last = _joined(blocks, index, wanted)
        if text.endswith(_CUT_OFF):
            form = squash(_CUT.sub("", text))
        most = max(len(wanted) * 1.5, len(wanted) + _DAY) if form.endswith(")") else len(wanted) * 1.5
        longer = wanted in form and len(form) <= most and len(wanted) >= 8
        if len(form) < 4 or not (form in wanted or longer):
            continue
        if len(form) * 2 < len(wanted) and not _opens(form, wanted):
            continue
        rank = (min(len(form), len(wanted)), _level(block), form == wanted, -index if first else index)
        if rank > best_rank:
            best, best_rank = Found(text, last, detail), rank
    return best


def _opens(form: str, wanted: str) -> bool:
    """Return whether a line is what a title begins with, the names of several columns and the site behind it."""
    following = wanted[len(form) : len(form) + 1]
    return (
        len(form) >= _OPENING
        and wanted.startswith(form)
        and following in _JOINTS
        and SITE.search(form) is None
    )


def _may_repeat(blocks: Sequence[Block], wanted: str) -> list[tuple[int, Block]]:
    """Return the lines, with their indexes, whose first two letters allow that one contains the other.

    Chinese letters stay as they are in the form that is compared; bringing a line into it costs more.
    """
    least = len(wanted)
    return [
        (index, block)
        for index, block in enumerate(blocks)
        if _SHORTEST <= len(text := block.text) <= _MAX
        and not text.startswith("——")  # a subtitle, which the title may hold as well
        and (
            len(text) >= least
            or text[:2] in wanted
            or not ("\u4e00" <= text[0] <= "\u9fff" and "\u4e00" <= text[1] <= "\u9fff")
        )
    ]


def _links_itself(block: Block, wanted: str) -> bool:
    """Return whether a line of blogs links the page's own headline, and is no entry of a list."""
    return block.element.tag != "li" and squash(block.text) == wanted


def _joined(blocks: Sequence[Block], index: int, wanted: str) -> tuple[str, str, int]:
    """Return the line with those of its element or beside it that continue what is wanted, its form, and the last's index."""
    text, last = blocks[index].text, index
    form = squash(text)
    if form not in wanted:
        return text, form, last
    for following in range(index + 1, min(index + _JOINED, len(blocks))):
        block = blocks[following]
        if not _beside(block, blocks[index]):
            break
        longer = squash(text + block.text)
        if longer not in wanted:
            break
        text, form, last = text + block.text, longer, following
    return text, form, last


def _beside(block: Block, first: Block) -> bool:
    """Return whether a line stands in the element of the first one, or in one of its kind beside it and is no subtitle."""
    one, other = first.element, block.element
    beside = other.tag == one.tag and other.getparent() is one.getparent()
    return other is one or (beside and not block.text.startswith("——"))


def _level(block: Block) -> int:
    tag = str(block.element.tag)
    return 7 - int(tag[1]) if tag in HEADINGS else 0


def _heading(blocks: Sequence[Block], body_start: int, tags: tuple[str, ...]) -> int | None:
    """Return the most important heading above the text, the nearest of several."""
    best, best_rank = None, (0, 0)
    for index, block in enumerate(blocks[: min(body_start, len(blocks) - 1)]):
        if (
            block.element.tag in tags
            and not block.is_link
            and _SHORTEST <= len(block.text) <= _MAX
            and _nameable(block)
            and not (tags[0] == "h3" and blocks[index + 1].is_link)  # a heading of links
        ):
            rank = (_level(block), index)
            if rank > best_rank:
                best, best_rank = index, rank
    return best


def _classed(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the nearest line above the text whose class says that it is the title."""
    for index in range(min(body_start, len(blocks)) - 1, max(-1, body_start - _NEAR), -1):
        block = blocks[index]
        names = f"{block.element.get('class') or ''} {block.element.get('id') or ''}"
        if not block.linked and 5 <= len(block.text) <= _MAX and _CLASS.search(names) and _nameable(block):
            return index
    return None


def _above_meta_line(blocks: Sequence[Block], body_start: int) -> int | None:
    """Return the line above the first meta line or date, on pages that have neither title nor heading."""
    lines = blocks[:body_start]
    first = next((i for i, block in enumerate(lines) if _is_meta_line(block.text)), None)
    if first is None:
        first = next((i for i, block in enumerate(lines) if _DATE.search(block.text)), None)
    for index in range(first - 1, -1, -1) if first else ():
        if not blocks[index].is_link and 6 <= len(blocks[index].text) <= _MAX and _nameable(blocks[index]):
            beside = index > 0 and blocks[index - 1].element.getparent() is blocks[index].element.getparent()
            if not (beside and names_office_and_person(blocks[index].spaced)):
                return index
    return None


def _document_name(blocks: Sequence[Block], index: int) -> str:
    """Return a headline with the lines above it where they make the name of an official document together."""
    text = blocks[index].text
    parent = blocks[index].element.getparent()
    name = text
    for block in reversed(blocks[max(0, index - _JOINED + 1) : index]):
        if block.element.getparent() is not parent or block.linked or block.prose or not _nameable(block):
            break
        name = block.text + name
    return name if name != text and len(name) <= _MAX and names_document(name) else text


def _nameable(block: Block) -> bool:
    text = block.text
    subtitle = text.startswith("——")
    return any(map(str.isalpha, text)) and not (subtitle or is_furniture(text) or _DATE.search(text))
