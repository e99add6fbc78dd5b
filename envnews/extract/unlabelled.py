"""Hear what no visible label tells, where a field is still open: names of elements, hidden fields, bare lines, scripts.

Each kind of page has its habit: news portals name the element (class="source"), party newspapers print paper
and issue in brackets, Baidu's inclusion rules had portals repeat the fields in elements named pubtime_baidu and
source_baidu, often hidden, reporters stand alone in a line, and self-media platforms keep the time in a script.
"""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from envnews.extract.accounts import (
    BARE_LINE,
    DATE,
    PIECES,
    hear_blogger,
    hear_card,
    hear_linked_site,
    hear_own_name,
    hear_pictured,
    hear_poster,
    hear_site,
)
from envnews.extract.bare_names import hear_bare_names
from envnews.extract.closings import hear_closing
from envnews.extract.disclosure import is_box_label
from envnews.extract.far_boxes import hear_far_box
from envnews.extract.furniture import ends_text
from envnews.extract.hints import Hint, is_human, read_hints
from envnews.extract.inclusion import hear_repeated
from envnews.extract.lines import begins_sentence, spelled_out
from envnews.extract.metaline import parse_meta_line
from envnews.extract.papers import hear_issue_day, hear_paper, is_electronic_edition
from envnews.extract.persons import is_person
from envnews.extract.ruled import add_meta_line
from envnews.extract.scripts import script_source, script_time, written_source
from envnews.extract.signatures import signed_day
from envnews.extract.strangers import is_title
from envnews.model import Origin
from envnews.normalize import clean_names, clean_source, find_date, find_dates, find_split_date, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from envnews.extract.blocks import Block
    from envnews.extract.choose import Witnesses
    from envnews.extract.document import Document
    from envnews.extract.labels import MetaTags
    from envnews.extract.layout import Layout

_OPEN: Final = ("published_at", "source", "author", "editor")
_BELOW: Final = 6
"""Lines below the text in which a byline may stand."""
_EDGE: Final = 3
_FIGURES: Final = 16
"""Characters of a line that consists of day, month and year."""
_PLATFORM: Final = compile_later(r"上传并发布|信息(?:存储|发布平台)|自媒体平台")
"""What platforms say of what their accounts publish."""
# These two are begun with one class of characters, for which `re` leaps.
_CLOCK: Final = re.compile(
    r"[今现农北欢版cC©备](?:(?<=今)天|(?<=现)在(?:是)?时间|(?<=农)历|(?<=北)京时间|(?<=欢)迎|(?<=版)权|(?<=[cC])(?i:opyright)|(?<=©)|(?<=备)案)"
)
_CLOCK_ALONE: Final = compile_later(
    r"\W?(?:(?:香港|北京|台北|本地)?[时時][间間]\s?[:：]?\s?)?(\d{1,2}(?:[:：]\d\d(?:[:：]\d\d)?|[时時]\d{1,2}分))\W?"
)
_DATED: Final = re.compile("[0-9０-９年前刚剛今昨]")
"""Characters of which every date holds one."""
_SHORT_YEAR: Final = re.compile(r"\d\d-\d\d-\d\d")
_YEAR: Final = re.compile(r"[12一二前昨今](?:(?<=[前昨今])|(?<=1)9\d\d|(?<=2)0\d\d|(?<=[一二])[〇○零0OＯ九])")


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
    above, below = layout.near, _until_others(layout.below[:_BELOW])
    hear_repeated(document, base, witnesses)
    # Above the text first: below it, the cards of other articles have names of the same kind.
    for lines, where in ((above, "above the text"), (below, "below the text")):
        if wanted := _wanted(witnesses):
            for hint in read_hints(lines, wanted, base):
                # Below a text, links to members' pages are the site's own accounts.
                own = lines is below and hint.detail.startswith("href=")
                if hint.field in _wanted(witnesses) and not own and not _edits(hint, witnesses):
                    field = "source" if _is_account(hint, layout, witnesses) else hint.field
                    witnesses.add(field, Origin.META_LINE, hint.value, hint.raw, f"{hint.detail}, {where}")
    edges = [*above, *layout.kept[-_EDGE:], *below]
    hear_paper(document, edges, witnesses)
    _hear_declared_author(document.title, tags, stated, (*above, *below), witnesses)
    # An author's office and name may be the first line of the text itself.
    # Beside a picture there it is whom the picture shows.
    first = [block for block in layout.kept[:1] if block.element.find(".//img") is None]
    hear_bare_names((*layout.above, *first), document.title, witnesses)
    hear_closing(below, base, witnesses)
    hear_linked_site(above, witnesses)
    hear_own_name(document.title, layout, witnesses)
    hear_card(layout.above, witnesses)
    hear_pictured(layout.above, witnesses)
    hear_site(tags, layout.above, witnesses)
    hear_poster(layout.above, witnesses)
    hear_blogger(document.title, witnesses)
    # Over the headline stands the name of the site, which JSON-LD calls the publisher of every page.
    _hear_declared_publisher(document.title, stated, layout.above, witnesses)
    _hear_provider(stated, (*layout.over, *layout.above), witnesses)
    _hear_dates(above, below, base, witnesses, with_year=True)
    if is_electronic_edition(document.title):
        # The issue's date stands at the head of an electronic edition, where other pages have a clock.
        _hear_dates(layout.before, (), base, witnesses, with_year=True)
    hear_issue_day(document, base, witnesses)
    if not witnesses.has("published_at"):
        # The day large in a column beside the headline, year and month under it.
        lines = (*layout.over, *above)
        split = find_split_date((part for block in lines for part in _parts(block)), base)
        witnesses.add("published_at", Origin.GENERIC, split, str(split), "date in two elements")
    _hear_scripts(document, [*above, *layout.below], base, witnesses)
    _hear_dates(above, below, base, witnesses, with_year=False)
    _hear_short_year(above, base, witnesses)
    if not witnesses.has("published_at") and (signed := signed_day([block.spaced for block in layout.kept])):
        witnesses.add("published_at", Origin.GENERIC, *signed, "day of the document")
    headline = str(witnesses.peek("headline") or "")
    if not witnesses.has("published_at") and _YEAR.search(headline) and (day := find_date(headline, None)):
        # 空气质量日报（2022年7月22日）
        witnesses.add("published_at", Origin.GENERIC, day.timestamp, headline, "day in the headline")
    hear_far_box(layout.before, layout.rest, base, witnesses)


def _parts(block: Block) -> Sequence[str]:
    """Return a line, or what stands in elements of their own in one of figures (08 2023-05)."""
    spaced = block.spaced
    return spaced.split() if len(spaced) <= _FIGURES and spaced[:2].isdigit() else (block.text,)


def _edits(hint: Hint, witnesses: Witnesses) -> bool:
    """Return whether a template's name tells the editor or the account once more as author, or the author as account."""
    if hint.field == "source":
        return hint.value == witnesses.peek("author")
    same = hint.value == witnesses.peek("source") and not is_person(str(hint.value))
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


def _until_others(lines: Sequence[Block]) -> tuple[Block, ...]:
    """Return the lines up to where other articles, comments or the footer begin."""
    end = next((index for index, block in enumerate(lines) if ends_text(block.text)), len(lines))
    return tuple(lines[:end])


def _hear_declared_author(
    title: str, tags: MetaTags, stated: Mapping[str, str], lines: Sequence[Block], witnesses: Witnesses
) -> None:
    """Hear the author that JSON-LD or a meta tag names: as an answer where the page displays the name apart.

    Many systems put the editor there, the account that posted the page, or the site. Where the author is
    known, the name only agrees or disagrees.
    """
    declared = tags.structured("author") or tags.label("author")
    if "author" in stated:
        declared = ("JSON-LD", stated["author"])
    name = clean_names(declared[1]) if declared else None
    if declared is None or name is None or not is_human(name) or name.endswith(("综合", "网络")):
        return
    # A title names the site, which portals declare as the author of every page.
    known = {str(witnesses.peek(field) or "").strip("《》") for field in ("editor", "source")}
    if name in known or name in title:
        return
    if witnesses.has("author"):
        heard = declared[0] == "JSON-LD"
    else:
        # The parts of a foreign name stand apart for its point.
        heard = _pieces(lines).issuperset(name.split("、")) or (
            "·" in name and any(name in line.text for line in lines if len(line.text) <= BARE_LINE)
        )
    if heard:
        witnesses.add("author", Origin.STRUCTURED, name, declared[1], declared[0])


def _hear_declared_publisher(
    title: str, stated: Mapping[str, str], lines: Sequence[Block], witnesses: Witnesses
) -> None:
    """Hear the publisher that JSON-LD names where the page displays the name apart, or as its source.

    The publisher of a reprint is the site that reprints it, which says nothing against the source.
    """
    name = clean_source(stated.get("publisher", ""))
    if not name:
        return
    known = witnesses.peek("source")
    # The site's own name, which its title ends with, stands in breadcrumbs, too.
    stating = [line for line in lines if DATE.search(line.spaced)] if title.endswith(name) else lines
    if name == known or (known is None and name in _pieces(stating)):
        witnesses.add("source", Origin.STRUCTURED, name, stated["publisher"], "JSON-LD")


def _hear_provider(stated: Mapping[str, str], lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the provider of JSON-LD, from whom a portal has a text, where its name stands alone around the headline."""
    name = clean_source(stated.get("provider", ""))
    if name and not witnesses.has("source") and any(line.text == name for line in lines):
        witnesses.add("source", Origin.STRUCTURED, name, stated["provider"], "JSON-LD")


def _pieces(lines: Sequence[Block]) -> frozenset[str]:
    """Return what stands apart in the lines: between blanks, bars and points."""
    return frozenset(piece.removesuffix("记者") for block in lines for piece in PIECES.split(block.spaced))


def _hear_dates(
    above: Sequence[Block],
    below: Sequence[Block],
    base: datetime | None,
    witnesses: Witnesses,
    *,
    with_year: bool,
) -> None:
    """Hear a date that stands apart, the nearest one to the text; never the clock of the page."""
    if witnesses.has("published_at"):
        return
    # Below a text, the day beside a linked title is another article's.
    lines = (*reversed(above), *(block for block in below if not is_title(block)))
    for block, before in zip_longest(lines, lines[1 : len(above)]):
        if not _DATED.search(block.spaced):
            continue
        text = spelled_out(block.spaced)
        if len(text) > 80 or (with_year and not _YEAR.search(text)) or _CLOCK.search(text):
            continue
        # Few of these lines hold a date; what else they hold need not be read.
        if not find_dates(text, base) or (before is not None and is_box_label(before.text)):
            continue
        line = parse_meta_line(_with_clock(text, block, (*above, *below)), base)
        if line.published and not begins_sentence(text, line):
            add_meta_line(witnesses, line, Origin.GENERIC, "line with a date")
            return


def _with_clock(text: str, day: Block, lines: Sequence[Block]) -> str:
    """Return a line with the time of day that stands alone in the next one (2022年7月22日（星期五）, 香港時間17時30分)."""
    for block, following in pairwise(lines):
        if block is day and (clock := _CLOCK_ALONE.fullmatch(following.text)):
            return f"{text} {clock[1]}"
    return text


def _hear_short_year(lines: Sequence[Block], base: datetime | None, witnesses: Witnesses) -> None:
    """Hear a day whose year has two figures (| 19-08-16 | 【大 中 小】), which is one only where it stands apart."""
    if witnesses.has("published_at"):
        return
    pieces = (piece for block in reversed(lines) for piece in PIECES.split(block.spaced))
    day = next(filter(_SHORT_YEAR.fullmatch, pieces), None)
    if day:
        witnesses.add(
            "published_at", Origin.GENERIC, parse_date(f"20{day}", base), day, "day with a short year"
        )


def _hear_scripts(
    document: Document, lines: Sequence[Block], base: datetime | None, witnesses: Witnesses
) -> None:
    """Hear time and account that scripts name; the account has to be displayed, for scripts name others too."""
    scripts = document.places.telling("script")
    if not witnesses.has("published_at") and (found := script_time(scripts, base)):
        witnesses.add("published_at", Origin.STRUCTURED, found[0], found[1], "script")
    if not witnesses.has("source") and (written := written_source(scripts)):
        witnesses.add("source", Origin.STRUCTURED, written[0], written[1], "written by a script")
    named = None if witnesses.has("source") else script_source(scripts)
    if named and any(named[0] in block.spaced for block in lines):
        witnesses.add("source", Origin.STRUCTURED, named[0], named[1], "script")
