"""Hear what a page declares of its article in meta tags and JSON-LD, which only machines read.

Who wrote a text and from whom it is, they often say of the site or of whoever posted the page. So these fields count where
the page displays the name, too.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.cards import is_button
from envnews.extract.headline.titles import DATE, last_part, strip_site_name, without_name
from envnews.extract.people.persons import is_person
from envnews.extract.witnesses.bare_names import BARE_LINE, PIECES
from envnews.extract.witnesses.hints import is_human
from envnews.model import Origin, Problem
from envnews.normalize import clean_names, clean_source, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document
    from envnews.extract.witnesses.labels import MetaTags


_LETTERS: Final = compile_later(r"[\u4e00-\u9fff]{4,12}|\d+[\w\u4e00-\u9fff]{1,10}")
_CARD: Final = 2
"""Elements around an account's name that may be its card, and"""
_BESIDE: Final = 12
"""pieces of text in it."""
_OF_ITS_OWN: Final = "source"
"""The name of a label that no guide prescribes; `ContentSource` and `mediaid` are of one."""


def hear_declared(
    document: Document,
    tags: MetaTags,
    stated: Mapping[str, str],
    base: datetime | None,
    witnesses: Witnesses,
) -> list[Problem]:
    """Hear page labels, OpenGraph and JSON-LD (`stated`): headline, time and source; returns what could not be read.

    Author, publisher and provider need the page's lines beside them, and are heard with these.
    """
    _hear_headline(tags, stated, witnesses)
    problems = _hear_time(document, tags, stated, base, witnesses)
    label = tags.label("source")
    if label and not (_is_own_name(label, document.title) or _repeats_headline(label, tags)):
        # Where label and page agree, as most do, the name has been cleaned already.
        same = label[1] == witnesses.peek("source")
        named = label[1] if same else clean_source(label[1])
        witnesses.add("source", Origin.LABEL, named, label[1], label[0])
    return problems


def _hear_headline(tags: MetaTags, stated: Mapping[str, str], witnesses: Witnesses) -> None:
    if label := tags.label("headline"):
        site = tags.label("site")
        headline = without_name(label[1], site[1]) if site else label[1]
        witnesses.add("headline", Origin.LABEL, headline, label[1], label[0])
    if structured := tags.structured("headline"):
        witnesses.add(
            "headline", Origin.STRUCTURED, strip_site_name(structured[1]), structured[1], structured[0]
        )
    if named := stated.get("headline"):
        witnesses.add("headline", Origin.STRUCTURED, strip_site_name(named), named, "JSON-LD")


def _is_own_name(label: tuple[str, str], title: str) -> bool:
    """Return whether a label outside 国办发〔2017〕47号 states the site, as the title ends, in place of where a text is from."""
    return label[0] == _OF_ITS_OWN and last_part(title).startswith(label[1])


def _repeats_headline(label: tuple[str, str], tags: MetaTags) -> bool:
    """Return whether a label states the headline, with which some templates fill all of them."""
    headline = tags.label("headline")
    return headline is not None and headline[1] == label[1]


def _hear_time(
    document: Document,
    tags: MetaTags,
    stated: Mapping[str, str],
    base: datetime | None,
    witnesses: Witnesses,
) -> list[Problem]:
    """Hear the time of publication; return a problem where a label states what is none."""
    problems: list[Problem] = []
    if label := tags.label("published_at"):
        when = parse_date(label[1], base)
        witnesses.add("published_at", Origin.LABEL, when, label[1], label[0])
        if when is None:
            message = f"{document.url}: meta tag {label[0]} says {label[1]!r}, which is no date, or one ahead of the fetch"
            problems.append(Problem("published_at", "unreadable_label", message))
    if when_stated := stated.get("published_at"):
        witnesses.add(
            "published_at", Origin.STRUCTURED, parse_date(when_stated, base), when_stated, "JSON-LD"
        )
    if structured := tags.structured("published_at"):
        when = parse_date(structured[1], base)
        witnesses.add("published_at", Origin.STRUCTURED, when, structured[1], structured[0])
    return problems


def hear_declared_author(
    document: Document,
    tags: MetaTags,
    stated: Mapping[str, str],
    lines: Sequence[Block],
    witnesses: Witnesses,
) -> None:
    """Hear the author that JSON-LD or a meta tag names: as an answer where the page displays the name apart.

    Many systems put the editor there, the account that posted the page, or the site. Where the author is
    known, the name only agrees or disagrees; an account is the source where that is open, too.

    Args:
        document: The page, whose title and host name the site.
        tags: The meta tags of the page.
        stated: Fields of its JSON-LD.
        lines: Lines around headline and text.
        witnesses: Those heard so far.
    """
    declared = tags.structured("author") or tags.label("author")
    if "author" in stated:
        declared = ("JSON-LD", stated["author"])
    name = clean_names(declared[1]) if declared else None
    if declared is None or name is None or not is_human(name) or name.endswith(("综合", "网络")):
        return
    # Portals declare themselves as the author of every page, or the outlet that they declare as the source.
    known = {str(witnesses.peek(field) or "").strip("《》") for field in ("editor", "source")}
    known.add((tags.label("source") or ("", ""))[1])
    if name in known or name in document.title or name.lower() in document.host.split("."):
        return
    if witnesses.has("author"):
        heard = declared[0] == "JSON-LD"
    else:
        # The parts of a foreign name stand apart for its point.
        heard = _pieces(lines).issuperset(name.split("、")) or (
            "·" in name and any(name in line.text for line in lines if len(line.text) <= BARE_LINE)
        )
    if heard:
        # Portals declare the account from which they have a text, too.
        account = not (witnesses.has("author") or witnesses.has("source")) and _is_account(name, lines)
        field = "source" if account else "author"
        witnesses.add(field, Origin.STRUCTURED, name, declared[1], declared[0])


def _is_account(name: str, lines: Sequence[Block]) -> bool:
    """Return whether a declared author is no person by the name, of four Chinese letters or more without a surname, or with figures.

    Names of Tibetans, Uighurs and Japanese look so, too: what tells an account is the button beside it to follow it.
    """
    if _LETTERS.fullmatch(name) is None or is_person(name):
        return False
    cards = (
        box for line in lines if line.text == name for box in islice(line.element.iterancestors(), _CARD)
    )
    return any(is_button(str(text).strip()) for box in cards for text in islice(box.itertext(), _BESIDE))


def hear_declared_publisher(
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


def hear_provider(stated: Mapping[str, str], lines: Sequence[Block], witnesses: Witnesses) -> None:
    """Hear the provider of JSON-LD, from whom a portal has a text, where its name stands alone around the headline."""
    name = clean_source(stated.get("provider", ""))
    if name and not witnesses.has("source") and any(line.text == name for line in lines):
        witnesses.add("source", Origin.STRUCTURED, name, stated["provider"], "JSON-LD")


def _pieces(lines: Sequence[Block]) -> frozenset[str]:
    """Return what stands apart in the lines: between blanks, bars and points."""
    return frozenset(piece.removesuffix("记者") for block in lines for piece in PIECES.split(block.spaced))
