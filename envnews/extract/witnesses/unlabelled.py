"""Hear what no visible label tells, where a field is still open: names of elements, hidden fields, bare lines, scripts.

Each kind of page has its habit: news portals name the element (class="source"), party newspapers print paper
and issue in brackets, Baidu's inclusion rules had portals repeat the fields in elements named pubtime_baidu and
source_baidu, often hidden, reporters stand alone in a line, and self-media platforms keep the time in a script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.body.around import until_others
from envnews.extract.body.closings import hear_closing
from envnews.extract.page.blocks import Block
from envnews.extract.page.scripts import medium_beside, script_source, script_time, written_source
from envnews.extract.people.persons import is_person, names_outlet
from envnews.extract.witnesses.accounts import hear_account
from envnews.extract.witnesses.bare_dates import (
    hear_dated_line,
    hear_own_day,
    hear_short_year,
    hear_split_date,
)
from envnews.extract.witnesses.bare_names import hear_bare_names
from envnews.extract.witnesses.declared import hear_declared_author, hear_declared_publisher, hear_provider
from envnews.extract.witnesses.far_boxes import hear_far_box
from envnews.extract.witnesses.hidden_fields import hear_hidden_fields
from envnews.extract.witnesses.hints import Hint, read_hints
from envnews.extract.witnesses.inclusion import hear_repeated
from envnews.extract.witnesses.marked_up import hear_machine_time, hear_marked_up
from envnews.extract.witnesses.papers import (
    hear_issue_day,
    hear_paper,
    is_electronic_edition,
    is_page_of_paper,
)
from envnews.model import Origin
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.page.document import Document
    from envnews.extract.witnesses.labels import MetaTags

_OPEN: Final = ("published_at", "source", "author", "editor")
_BELOW: Final = 6
"""Lines below the text in which a byline may stand."""
_EDGE: Final = 3
_OPENING: Final = 3
"""First lines of a text among which outlet and reporter stand, behind a picture and its caption."""
_BYLINE: Final = 24
_TITLE: Final = 8
"""Characters of the shortest title of a text, and"""
_NAME: Final = 12
"""of the longest line with nothing but the name of who wrote it."""
_PLATFORM: Final = compile_later(r"上传并发布|信息(?:存储|发布平台)|自媒体平台")
"""What platforms say of what their accounts publish."""


class _Lines(NamedTuple):
    """Lines around a text that may state what a field lacks."""

    above: tuple[Block, ...]
    below: tuple[Block, ...]


def hear_unlabelled(
    document: Document,
    layout: Layout,
    tags: MetaTags,
    base: datetime | None,
    witnesses: Witnesses,
    *,
    stated: Mapping[str, str],
) -> None:
    """Hear the fields that neither rules nor labels nor the meta line have told; costs nothing where all are known."""
    if not layout.whole:
        return
    lines = _Lines(layout.near, tuple(until_others(layout.below[:_BELOW])))
    around = (*lines.above, *lines.below)
    hear_repeated(document, base, witnesses)
    _hear_hints(layout, lines, base, witnesses)
    hear_paper(document, (*lines.above, *layout.kept[-_EDGE:], *lines.below), witnesses)
    # An author's office and name may be the first line of the text itself.
    # Beside a picture there it is whom the picture shows.
    first = [
        block
        for index, block in enumerate(layout.kept[:_OPENING])
        if (index == 0 and next(block.element.iterdescendants("img"), None) is None)
        or (" " in block.spaced and len(block.spaced) <= _BYLINE and names_outlet(block.spaced))
    ]
    if _opens_with_title(layout.kept):
        first.append(layout.kept[1])
    hear_bare_names((*layout.above, *first), document.title, witnesses)
    hear_closing(lines.below, base, witnesses)
    hear_account(document.title, tags, layout, lines.above, witnesses)
    # Portals declare the account from whose card the source is known as the author, too.
    hear_declared_author(document, tags, stated, around, witnesses)
    # Over the headline stands the name of the site, which JSON-LD calls the publisher of every page.
    hear_declared_publisher(document.title, stated, layout.above, witnesses)
    hear_provider(stated, (*layout.over, *layout.above), witnesses)
    hear_marked_up(document, base, witnesses)
    hear_machine_time(lines.above, base, witnesses)
    hear_hidden_fields(document, base, witnesses)
    _hear_days(document, layout, lines, base, witnesses)


def _opens_with_title(text: Sequence[Block]) -> bool:
    """Return whether a text begins with its title once more, whoever wrote it, and a paragraph, each in a line."""
    if len(text) <= _OPENING or text[0].prose or not text[2].prose:
        return False
    return (
        len(text[0].text) >= _TITLE
        and len(text[1].text) <= _NAME
        and text[0].element.tag == text[1].element.tag
    )


def _hear_hints(layout: Layout, lines: _Lines, base: datetime | None, witnesses: Witnesses) -> None:
    """Hear the elements named for a field: above the text first, for the cards below it have names of the same kind."""
    for blocks, where in ((lines.above, "above the text"), (lines.below, "below the text")):
        if wanted := _wanted(witnesses):
            for hint in read_hints(blocks, wanted, base):
                # Below a text, links to members' pages are the site's own accounts.
                own = blocks is lines.below and hint.detail.startswith("href=")
                if hint.field in _wanted(witnesses) and not own and not _tells_again(hint, witnesses):
                    field = "source" if _is_account(hint, layout, witnesses) else hint.field
                    witnesses.add(field, Origin.META_LINE, hint.value, hint.raw, f"{hint.detail}, {where}")


def _hear_days(
    document: Document, layout: Layout, lines: _Lines, base: datetime | None, witnesses: Witnesses
) -> None:
    """Hear the day of publication, from the surest place to the least sure."""
    hear_dated_line(*lines, base, witnesses, with_year=True)
    if is_electronic_edition(document.title) or is_page_of_paper(layout.before):
        # The issue's date stands at the head of an electronic edition, where other pages have a clock.
        hear_dated_line(layout.before, (), base, witnesses, with_year=True)
    hear_issue_day(document, base, witnesses)
    hear_split_date((*layout.over, *lines.above), base, witnesses)
    _hear_scripts(document, (*lines.above, *layout.below), base, witnesses)
    hear_dated_line(*lines, base, witnesses, with_year=False)
    hear_short_year(lines.above, base, witnesses)
    hear_own_day(layout.kept, base, witnesses)
    hear_far_box(layout.before, layout.rest, base, witnesses)


def _tells_again(hint: Hint, witnesses: Witnesses) -> bool:
    """Return whether a template's name tells the editor or the account once more as author, or the author as either."""
    if hint.field in {"source", "editor"}:
        return hint.value == witnesses.peek("author")
    same = hint.value == witnesses.peek("source") and (
        witnesses.has("source", Origin.META_LINE) or not is_person(str(hint.value))
    )
    return hint.field == "author" and (same or hint.value == witnesses.peek("editor"))


def _is_account(hint: Hint, layout: Layout, witnesses: Witnesses) -> bool:
    """Return whether an author is an account: no person, on a platform that says so below, where no source is stated."""
    if hint.field != "author" or witnesses.has("source") or is_person(hint.raw) or "、" in str(hint.value):
        return False
    return any(_PLATFORM.search(block.text) for block in layout.below[:_BELOW])


def _wanted(witnesses: Witnesses) -> frozenset[str]:
    return frozenset(
        name for name in _OPEN if not witnesses.has(name, Origin.RULE, Origin.META_LINE, Origin.TEXT)
    )


def _hear_scripts(
    document: Document, lines: Sequence[Block], base: datetime | None, witnesses: Witnesses
) -> None:
    """Hear time and account that scripts name.

    The account has to be displayed, for scripts name others too, or is named beside the time where neither is.
    """
    scripts = document.places.telling("script")
    found = None if witnesses.has("published_at") else script_time(scripts, base)
    if found:
        witnesses.add("published_at", Origin.STRUCTURED, found[0], found[1], "script")
    if not witnesses.has("source") and (written := written_source(scripts)):
        witnesses.add("source", Origin.STRUCTURED, written[0], written[1], "written by a script")
    named = None if witnesses.has("source") else script_source(scripts)
    beside = named is not None and found is not None and medium_beside(scripts, found[1], named[1])
    if named and (beside or any(named[0] in block.spaced and not block.is_link for block in lines)):
        witnesses.add("source", Origin.STRUCTURED, named[0], named[1], "script")
