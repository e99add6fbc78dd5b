"""Decide what the keywords of an article are: the page's own before those of its meta tags, and no site-wide lists."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from envnews.extract.credited import FAR
from envnews.extract.stated_keywords import plausible_keywords, shown_below
from envnews.extract.tags import (
    displayed_keywords,
    hashtags,
    mostly_in,
    tagged_keywords,
    unlabelled_row,
)
from envnews.extract.titles import site_name
from envnews.model import Origin
from envnews.normalize import split_keywords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.extract.blocks import Block
    from envnews.extract.choose import Witnesses
    from envnews.extract.document import Document
    from envnews.extract.labels import MetaTags
    from envnews.extract.layout import Layout

_LABELS: Final = ("关键", "标签", "關鍵", "標籤", "字詞")
_LABELLED: Final = 160
"""Characters of a line that is a label and keywords."""
_WORDS: Final = 12
"""Lines that a label and its words take, each in an element of its own."""


def hear_keywords(
    document: Document,
    layout: Layout,
    tags: MetaTags,
    body: str,
    witnesses: Witnesses,
    *,
    stated: Mapping[str, str],
) -> None:
    """Hear the keywords that the page displays, and those of a label or of JSON-LD (`stated`) where they speak of this article."""
    headline = str(witnesses.peek("headline") or "")
    around = (*layout.above, *layout.below)
    marked = hashtags(around)
    label = tags.label("keywords")
    if (
        shown := marked
        if marked and len(marked[0]) > 1
        else displayed_keywords(around, headline + body) or marked
    ):
        source = witnesses.peek("source")
        kept = (*shown[0], *_further_words(shown[0], label[1], body, source)) if label else shown[0]
        witnesses.add("keywords", Origin.GENERIC, kept, shown[1], "labelled line")
    elif further := _labelled_further(layout.rest[:FAR], headline + body, label[1] if label else ""):
        witnesses.add("keywords", Origin.GENERIC, *further, "labelled line, further below the text")
    # Testing the label against the whole text is costly and pointless where the page shows keywords.
    if not witnesses.has("keywords"):
        site = (tags.label("site") or ("", ""))[1] or site_name(document.title)
        source = witnesses.peek("source")  # which templates put among them
        host = f".{document.url.split('/', 3)[2]}." if "//" in document.url else ""  # 12371 on www.12371.cn
        labels = [(Origin.LABEL, *label) for label in tags.labels("keywords")]
        if words := stated.get("keywords"):
            labels.append((Origin.STRUCTURED, "JSON-LD", words))
        for origin, name, value in labels:
            found = plausible_keywords(value, headline, body, site, document.title)
            found = found or shown_below(value, layout.below)
            found = tuple(
                word for word in found if (word != source or word in body) and f".{word.lower()}." not in host
            )
            witnesses.add("keywords", origin, found, value, name)
            if found:
                break
    if layout.whole and not witnesses.has("keywords"):
        tagged = tagged_keywords(layout.below, headline + body)
        people = {witnesses.peek("author"), witnesses.peek("editor")}
        if tagged and not people.intersection(tagged[0]):
            witnesses.add("keywords", Origin.GENERIC, *tagged, "links called tags")
        elif row := unlabelled_row(layout.below, headline + body):
            witnesses.add("keywords", Origin.GENERIC, *row, "row of links below the text")


def _further_words(shown: Sequence[str], label: str, text: str, source: object) -> tuple[str, ...]:
    """Return what a label has beside the keywords that the page shows, for some templates have room for but two.

    None where it lacks one of those, or where one of its own does not occur in the text, as the site's do. Templates put
    the source among them.

    >>> _further_words(("排污口",), "排污口,整治,临江日报", "排污口整治方案", "临江日报")
    ('整治',)
    >>> _further_words(("排污口",), "排污口,临江网", "排污口整治方案", None)
    ()
    """
    words = split_keywords(label)
    others = tuple(word for word in words if word not in shown and word != source)
    complete = all(word in words for word in shown) and all(word in text for word in others)
    return others if complete else ()


def _labelled_further(lines: Sequence[Block], text: str, label: str) -> tuple[tuple[str, ...], str] | None:
    """Return the keywords of a labelled line behind lists or comments: half of them occur in the text, or they are the label's.

    Others are the site's.
    """
    for index, block in enumerate(lines):
        words = block.text
        if (
            ("关" in words or "标" in words or "關" in words or "標" in words)
            and len(words) <= _LABELLED
            and any(label in words for label in _LABELS)
            and not words.startswith("热门")
        ):
            found = displayed_keywords(islice(lines, index, index + _WORDS), text)
            if found and (mostly_in(found[0], text) or list(found[0]) == list(split_keywords(label))):
                return found
    return None
