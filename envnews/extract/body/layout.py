"""Say where things stand on an article page: the text, the lines above it, the lines below it.

Where a portal declares its body and the headline and time are known from rules and page labels, only the
body and its surroundings are walked. Everywhere else the whole page is, and the main text is found by
weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from envnews.extract.body.around import following, lines_above, lines_near, lines_over, preceding
from envnews.extract.body.boilerplate import Trimmed, trim
from envnews.extract.body.containers import is_named_content
from envnews.extract.body.few_words import text_of_few_words
from envnews.extract.body.kinds import page_kind
from envnews.extract.body.main_pictures import captions_above
from envnews.extract.body.maintext import main_text
from envnews.extract.body.openings import find_opening
from envnews.extract.body.parts import boxes_between
from envnews.extract.body.shrinking import without_surroundings
from envnews.extract.body.unshown import reveal, unfold_rest
from envnews.extract.disclosure.box import BOX_WORDS
from envnews.extract.furniture.strangers import foreign_lines
from envnews.extract.headline.displayed import find_headline, first_prose, heading_inside
from envnews.extract.headline.titles import apart_from_day, without_anchor, without_site
from envnews.extract.page.blocks import Block, Outline, inner_text
from envnews.extract.page.scripts import unfold
from envnews.extract.page.selectors import select_all
from envnews.model import Origin, PageKind
from envnews.normalize import clean, parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.document import Document
    from envnews.extract.rules import Rules

_BELOW: Final = 12
"""Lines below the text in which credits, pagers and neighbours stand."""
_LEAD: Final = 2
"""Lines above a declared body in which its lead stands; everything else up there has rules."""
_NOTICE: Final = 12
"""Characters of a declared body up to which the page is looked at as a whole: it may be a notice."""


class Layout(NamedTuple):
    """The parts of a page.

    Attributes:
        kind: What the page is.
        body: Element of the text, None where none was found.
        origin: Who says that it is the body.
        detail: Selector or element, for people.
        kept: Lines of the text.
        shown: These with the captions of pictures that a template sets above the text.
        cut: Furniture inside the body's element.
        above: Lines between headline and text.
        below: Furniture at the end of the body's element, and the lines after it.
        rest: The lines after these, down to the end of the page; only where the whole page was walked.
        before: All lines of the page that precede the text, for boxes that stand there.
        over: Those right above the headline, in which some templates put time and source.
        near: Those from a little above the headline to the text, where meta lines stand.
        whole: Whether the whole page was walked.
    """

    kind: PageKind
    body: etree._Element | None
    origin: Origin
    detail: str
    kept: tuple[Block, ...]
    shown: tuple[Block, ...]
    cut: tuple[Block, ...]
    above: tuple[Block, ...]
    below: tuple[Block, ...]
    rest: tuple[Block, ...]
    before: tuple[Block, ...]
    over: tuple[Block, ...]
    near: tuple[Block, ...]
    whole: bool


def find_layout(document: Document, rules: Rules, witnesses: Witnesses) -> Layout:
    """Return where things stand; adds the generic headline to the witnesses where the whole page is walked."""
    element, selector = _declared_body(document, rules)
    if element is not None and _known(witnesses, rules):
        layout = _around(element, selector, str(witnesses.peek("headline") or ""))
        if sum(len(block.text) for block in layout.kept) > _NOTICE:
            return layout
    root = document.root if element is None else _article_around(document, rules, element)
    return _whole_page(document, root, element, selector, witnesses)


def _known(witnesses: Witnesses, rules: Rules) -> bool:
    """Return whether nothing is left to look for: what is displayed has been read, not only what is labelled."""
    stated = (Origin.RULE, Origin.LABEL)
    named = bool(rules.meta_line) or witnesses.has("source", *stated)
    return named and witnesses.has("headline", *stated) and witnesses.has("published_at", Origin.RULE)


def _declared_body(document: Document, rules: Rules) -> tuple[etree._Element | None, str]:
    """Return the first element that a body rule finds and that holds text or pictures."""
    for selector in rules.body:
        for element in select_all(document.places, selector):
            if any(not text.isspace() for text in element.itertext()) or element.find(".//img") is not None:
                return element, selector
    return None, ""


def _around(element: etree._Element, selector: str, headline: str) -> Layout:
    blocks = Outline(element).blocks
    trimmed = trim(blocks, 0, len(blocks), headline)
    head, tail, kept = _pick(blocks, trimmed.head), _pick(blocks, trimmed.tail), _pick(blocks, trimmed.kept)
    return Layout(
        kind=PageKind.ARTICLE,
        body=element,
        origin=Origin.RULE,
        detail=selector,
        kept=kept,
        shown=kept,
        cut=head + tail,
        above=(*preceding(element, _LEAD), *head),
        below=(*tail, *following(element, _BELOW)),
        rest=(),
        before=head,
        over=(),
        near=head,
        whole=False,
    )


def _article_around(document: Document, rules: Rules, body: etree._Element) -> etree._Element:
    """Return the innermost element that holds a declared headline and the declared body: what lies between them is there.

    It is the whole page where no headline is declared, or where a box of official documents may stand outside.
    """
    if not rules.disclosure and any(word.encode() in document.source for word in BOX_WORDS):
        return document.root
    found = (
        node
        for selector in rules.headline
        for node in select_all(document.places, selector.removesuffix("::text"))
    )
    headline = next((node for node in found if inner_text(node).strip()), None)
    if headline is None:
        return document.root
    around = {headline, *headline.iterancestors()}
    return next((element for element in body.iterancestors() if element in around), document.root)


def _whole_page(
    document: Document,
    root: etree._Element,
    declared: etree._Element | None,
    selector: str,
    witnesses: Witnesses,
) -> Layout:
    outline, span, told = _walk(document, root, declared)
    blocks = outline.blocks
    body, start, end = span or (None, len(blocks), len(blocks))
    headline, start = _hear_headline(blocks, document.title, start, end, witnesses)
    if body is None and (gallery := _pictures(document)) is not None:
        body, start, end = _span_of(outline, gallery)
    between = boxes_between(blocks, body, start, end) if body is not None else frozenset()
    named = str(witnesses.peek("headline") or "")
    trimmed = trim(blocks, start, end, named, between) if span else Trimmed((), (), ())
    trimmed = without_surroundings(blocks, trimmed)
    first = trimmed.kept[0] if trimmed.kept else end
    head, tail, kept = _pick(blocks, trimmed.head), _pick(blocks, trimmed.tail), _pick(blocks, trimmed.kept)
    cut = (*head, *tail, *_beside(outline, body, start, end))
    above = (
        _above_text(blocks[headline], blocks[headline + 1 : first], kept)
        if headline is not None
        else _Above()
    )
    if above.shown:
        apart = set(above.shown)
        cut = tuple(line for line in cut if line not in apart)
    stated = declared is not None or witnesses.has("headline", Origin.LABEL)
    return Layout(
        kind=page_kind(document, outline, (*above.opening, *kept), declared=stated, told=told),
        body=body,
        origin=Origin.RULE if declared is not None else Origin.GENERIC,
        detail=selector or (_name(body) if body is not None else ""),
        kept=(*above.opening, *kept),
        shown=(*above.shown, *kept),
        cut=cut,
        above=lines_above(blocks, headline, first),
        below=(*tail, *blocks[end : end + _BELOW]),
        rest=tuple(blocks[end + _BELOW :]),
        before=tuple(blocks[:first]),
        over=lines_over(blocks, headline, first),
        near=lines_near(blocks, headline, first),
        whole=True,
    )


class _Above(NamedTuple):
    """What of a text stands above its element: its opening, and with it the captions of pictures, in document order."""

    opening: tuple[Block, ...] = ()
    shown: tuple[Block, ...] = ()


def _above_text(headline: Block, between: Sequence[Block], kept: Sequence[Block]) -> _Above:
    """Return the lines of a text among those between its headline and its first line."""
    opening = find_opening(headline, between, kept)
    said = {line.text for line in kept} | {headline.text}
    captions = [line for line in captions_above(between) if line.text not in said]
    if opening is None and not captions:
        return _Above()
    own = {opening, *captions}
    return _Above(() if opening is None else (opening,), tuple(line for line in between if line in own))


def _walk(
    document: Document, root: etree._Element, declared: etree._Element | None
) -> tuple[Outline, tuple[etree._Element, int, int] | None, bool]:
    """Return the lines of a page, the element of its text with the range of its lines, and whether it has but few words.

    What scripts would have shown, unfolded or written is put into the tree first where there is no text without it.
    """
    outline = Outline(root, weigh=True)
    span = _span_of(outline, declared) if declared is not None else main_text(outline, document.title)
    if span is None and (reveal(document.root, document.title) or unfold(document.root)):
        document.places.forget()
        root = document.root
        outline = Outline(root, weigh=True)
        span = main_text(outline, document.title)
    if span is not None and unfold_rest(outline.blocks[span[1] : span[2] + 1]):
        outline = Outline(root, weigh=True)
        span = main_text(outline, document.title) if declared is None else _span_of(outline, declared)
    if root is not document.root:
        outline.blocks += following(root, _BELOW)
    few = span is None and root is document.root
    if few:
        span = text_of_few_words(outline.blocks, document.title)
    return outline, span, few and span is not None


def _hear_headline(
    blocks: Sequence[Block], title: str, start: int, end: int, witnesses: Witnesses
) -> tuple[int | None, int]:
    """Hear the displayed headline of the text in blocks[start:end].

    Returns:
        The index of its last line, None where no line shows it, and that of the text's first line: a headline inside
        the text has the words of somebody else before it.
    """
    hint = str(witnesses.peek("headline") or "")
    prose = first_prose(blocks, start, len(blocks))
    found = find_headline(blocks, title, prose, hint)
    if (found is None or found.index is None) and (foreign := foreign_lines(blocks, start, end)):
        # The box of another text stands above the headline.
        prose = first_prose(blocks, start, len(blocks), foreign)
        found = find_headline(blocks, title, prose, hint)
    if found and found.index is None and (inside := heading_inside(blocks, title, prose, end)):
        found, start = inside, inside.index or start
    if found is None:
        return None, start
    text, day = apart_from_day(without_site(without_anchor(clean(found.text)), title), title)
    witnesses.add("headline", Origin.GENERIC, text, found.text, found.detail)
    if day:
        said = Origin.META_LINE if found.text.endswith(day) else Origin.GENERIC
        witnesses.add("published_at", said, parse_date(day, None), day, "behind the headline")
    return found.index, start


def _pictures(document: Document) -> etree._Element | None:
    """Return the element of a text that consists of pictures: the one named as content that holds most of them."""
    counts: dict[etree._Element, int] = {}
    for image in document.root.iter("img"):
        for element in image.iterancestors("div", "td", "section", "article"):
            if is_named_content(element):
                counts[element] = counts.get(element, 0) + 1
                break
    if not counts:
        for image in document.root.iter("img"):
            holder = next(image.iterancestors("div", "td", "section", "article"), None)
            if holder is not None and next(image.iterancestors("a"), None) is None:
                counts[holder] = counts.get(holder, 0) + 1
    return max(counts, key=counts.__getitem__, default=None)


def _span_of(outline: Outline, element: etree._Element) -> tuple[etree._Element, int, int]:
    """Return the range of blocks that stand in the element; an inline element's lines are appended."""
    members = set(element.iter())
    indexes = [index for index, block in enumerate(outline.blocks) if block.element in members]
    if indexes:
        return element, indexes[0], indexes[-1] + 1
    start = len(outline.blocks)
    outline.blocks.extend(Outline(element).blocks)
    return element, start, len(outline.blocks)


def _beside(outline: Outline, body: etree._Element | None, start: int, end: int) -> list[Block]:
    """Return the lines of the body's element that do not belong to the text: its parts may stand in a column of the page."""
    outer = next((weighed for weighed in outline.candidates if weighed.element is body), None)
    if outer is None:
        return []
    return [*outline.blocks[outer.start : start], *outline.blocks[end : max(end, outer.end)]]


def _pick(blocks: Sequence[Block], indexes: Sequence[int]) -> tuple[Block, ...]:
    return tuple(blocks[index] for index in indexes)


def _name(element: etree._Element) -> str:
    """Return an element as a selector would name it."""
    classes = "".join(f".{name}" for name in (element.get("class") or "").split())
    number = element.get("id")
    return f"{element.tag}{classes}" + (f"#{number}" if number else "")
