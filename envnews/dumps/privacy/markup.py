"""Numbers of persons in HTML, as a reader sees it: split over tags, written as entities, or in an attribute.

A browser shows `138<b>1234</b>&#53;678` as one number, so what is searched is the text that it shows. Addresses in
tags are left alone, or their links would lead nowhere.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from envnews.dumps.privacy.gaps import BREAKS, UNSEEN
from envnews.dumps.privacy.numbers import any_run, is_unusual, mask, wide_narrowed
from envnews.dumps.privacy.numerals import may_be_spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS: Final = (
    "p|br|hr|div|li|ul|ol|dl|dt|dd|table|thead|tbody|tfoot|tr|th|td|caption|h[1-6]|blockquote|pre|figure|figcaption"
    "|section|article|address"
)
"""Elements that begin a new line, or a new cell; all others go on in the same one."""
_TAG: Final = r"""<[A-Za-z/!?](?:[^<>"'\0]|"[^"\0]{0,4000}+"|'[^'\0]{0,4000}+')*+>"""
_BLOCK: Final = re.compile(rf"</?(?:{_BLOCKS})[\s/>]", re.IGNORECASE)
_NO_BLOCK: Final = rf"(?!/?(?i:{_BLOCKS})[\s/>])"
_INLINE: Final = re.compile(f"<{_NO_BLOCK}{_TAG[1:]}")
_GAPS: Final = f"{UNSEEN}{BREAKS}"
_REST: Final = r"""(?=[A-Za-z/!?])(?:[^<>'"\\]|\\"[^"\\<>]*\\")*+"""
_SPLIT: Final = re.compile(
    rf"<(?<=[0-9{_GAPS};]<){_NO_BLOCK}{_REST}"
    rf"(?:[^>]|>(?:[{_GAPS}]|<{_NO_BLOCK}{_REST}>)*+(?:[0-9&]|<{_NO_BLOCK}(?=[A-Za-z/!?])))"
)
"""A tag between two digits of a number, in HTML within JSON, or one that is not as nh3 writes it."""
_DIGIT_BEFORE: Final = re.compile(rf"[0-9;][{_GAPS}]*\Z")
_MARKED_SPLIT: Final = re.compile(
    rf"0<{_NO_BLOCK}{_REST}(?:[^>]|>(?:<{_NO_BLOCK}{_REST}>)*+(?:[0&]|<{_NO_BLOCK}(?=[A-Za-z/!?])))".encode()
)
"""The same where only ASCII is left, without gaps, and all digits are zeros: a faster look."""
_TOKEN: Final = re.compile(
    rf"(?P<tag>{_TAG})|(?P<entity>&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?)|[^<&]+|[<&]"
)
_VALUE: Final = re.compile(r"""(?P<name>[^\s"'=<>/]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_ADDRESS: Final = re.compile(r"https?://\S*")
_ADDRESSES: Final = frozenset({"href", "src"})
_ENTITY: Final = re.compile(r"&(?:#|shy|nbsp(?!;)|(?!(?:amp|lt|gt|quot|nbsp);)[A-Za-z][A-Za-z0-9]*;)")
"""Entities but those that nh3 writes; any of them may be a digit, or nothing that is seen."""


def has_odd_entities(html: str) -> bool:
    """Return whether HTML holds entities that sanitised HTML does not have."""
    return "&" in html and _ENTITY.search(html) is not None


def splits_digits(text: str, marks: bytes) -> bool:
    """Return whether HTML, within JSON, may have a tag between digits.

    Its full-width digits must be narrowed; `marks` is what it has of ASCII, without gaps, all digits as zeros.
    """
    return _MARKED_SPLIT.search(marks) is not None and any(
        _DIGIT_BEFORE.search(text[max(0, found.start() - 12) : found.start()])
        for found in _SPLIT.finditer(text)
    )


def bare(html: str) -> str:
    """Return HTML without the tags that begin no line, and with `&nbsp;` as a space.

    >>> bare("<p>138<b>1234</b>&nbsp;5678</p>")
    '<p>1381234 5678</p>'
    """
    return _INLINE.sub("", html.replace("&nbsp;", " "))


def mask_html(html: str) -> str:
    """Return HTML with the numbers in its text and its attributes masked; http addresses in its tags are left alone.

    >>> mask_html('<p>138<b>1234</b>5678<img src="http://a.cn/1.jpg" alt="13812345678"></p>')
    '<p>138<b>****</b>****<img src="http://a.cn/1.jpg" alt="138********"></p>'
    """
    if not _may_hold(html):
        return html
    tokens = [(found[0], _shown(found), bool(found["tag"])) for found in _TOKEN.finditer(html)]
    shown = "".join(text for _, text, _ in tokens)
    return "".join(_put(tokens, mask(shown)))


def _may_hold(html: str) -> bool:
    text = wide_narrowed(html)
    return (
        is_unusual(html.encode(errors="replace"))
        or any_run(text)
        or any_run(bare(text))
        or has_odd_entities(html)
        or "…" in html
        or may_be_spelled(html.replace("&nbsp;", " "))
    )


def _shown(token: re.Match[str]) -> str:
    """Return what is seen of a token: of a tag nothing, or a line end."""
    if token["tag"]:
        return "\n" if _BLOCK.match(token[0]) else ""
    return unescape(token[0]) if token["entity"] else token[0]


def _put(tokens: list[tuple[str, str, bool]], masked: str) -> Iterator[str]:
    """Yield the source of the tokens, the masked text in the place of what it changes."""
    at = 0
    for source, text, tag in tokens:
        new = masked[at : at + len(text)]
        at += len(text)
        if tag:
            yield _masked_tag(source)
        else:
            yield source if new == text else new if source == text else escape(new)


def _masked_tag(tag: str) -> str:
    """Return a tag with the numbers in it masked, but those of addresses."""
    parts, at = [], 0
    for found in _VALUE.finditer(tag):
        parts += [mask(tag[at : found.start()]), _masked_value(found)]
        at = found.end()
    return "".join((*parts, mask(tag[at:])))


def _masked_value(found: re.Match[str]) -> str:
    value = unescape(found["double"] if found["single"] is None else found["single"])
    if found["name"].lower() in _ADDRESSES and _ADDRESS.fullmatch(value):
        return found[0]
    new = mask(value)
    return found[0] if new == value else f'{mask(found["name"])}="{escape(new)}"'
