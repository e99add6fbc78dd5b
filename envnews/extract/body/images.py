"""Find the pictures of a text, where each really is, and what is said below it.

Scripts load pictures once they are scrolled to: what `src` shows until then is a blank one.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from envnews.extract.body.main_pictures import picture_of
from envnews.extract.furniture.boxes import stands_in
from envnews.extract.page.blocks import inner_text, names_of
from envnews.model import Image
from envnews.normalize import absolute, clean
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from envnews.extract.page.blocks import Block

LAZY: Final = (
    "data-src", "data-original", "data-lazy-src", "data-original-src", "data-lazyload", "data-lazy", "data-actualsrc", "data-echo",
    "data-img", "original", "zoomfile", "file", "data-url", "real_src", "h5src", "_src",
)  # fmt: skip
"""Attributes from which scripts load a picture once it is scrolled to; of Discuz! zoomfile and file."""
_LOADED_FROM: Final = re.compile(
    r"^(?!.*(?:avatar|share|face|head|big|large|link)).*(?:src|lazy|orig|file|img|image|load)", re.IGNORECASE
)
"""Names of further such attributes."""
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_LONGEST_NAME: Final = 100
"""Characters of a file's name that are looked at."""
_CAPTION: Final = re.compile(
    r"^(?:资料图|图[为:：\d一二三]|▲|△|↑|（图|\(图)|(?:摄|供图|/图|图/|制图)\W?[）)]?$"
)
_BESIDE: Final = 2
"""Elements right behind a picture that may be called its caption."""
_LONGEST: Final = 120
"""Characters of a caption."""
_NAMED: Final = compile_later(
    r"(?i:caption|(?:img|pic|photo|image)[-_]?(?:te?xt|desc\w*|info|tit\w*|note)|tuzhu|zhushi)"
)
"""What templates call the element of a caption."""
_HOLDERS: Final = frozenset({"p", "div", "td", "center", "li", "figure", "section"})
# Of text in lower case, for `re` leaps to letters and to nothing that ignores case.
_ICON: Final = re.compile(r"(?:icon|logo|qrcode|ewm|blank|spacer|loading|weixin)[\w-]*\.\w+$")
"""File names of what a template adds to a text."""
_FILE_ICON: Final = re.compile(r"(?:docx?|xlsx?|pptx?|pdf|zip|rar|txt)\.(?:gif|png)")
_ICONS: Final = re.compile(r"/(?:file)?icons?/")


def find_images(body: etree._Element | None, base_url: str, captions: Sequence[Block]) -> tuple[Image, ...]:
    """Return the pictures above and in the body with the caption that follows each; icons and inline data are none."""
    if body is None:
        return ()
    above = (picture_of(line) for line in lines_apart(body, captions))
    pictures = [*(picture for picture in above if picture is not None), *body.iter("img")]
    if not pictures:
        return ()
    by_element = {block.element: block.text for block in captions}
    found: dict[str, Image] = {}
    for element in pictures:
        url = shown_source(element, base_url)
        if url and url not in found:
            found[url] = Image(url, _caption(element, by_element))
    return tuple(found.values())


def _is_icon(url: str) -> bool:
    url = url.lower()
    name = url.rpartition("/")[2][-_LONGEST_NAME:]
    return bool(_ICON.search(name) or _FILE_ICON.match(name) or _ICONS.search(url))


def lines_apart(body: etree._Element, shown: Sequence[Block]) -> list[Block]:
    """Return the first lines of a text that stand outside of the body's element."""
    return list(takewhile(lambda line: not stands_in(line, body), shown))


def shown_source(picture: etree._Element | None, base_url: str) -> str | None:
    """Return the address of a picture that is shown, None where there is none or an icon."""
    source = absolute(image_source(picture), base_url) if picture is not None else None
    return None if source is None or _is_icon(source) else source


def image_source(element: etree._Element) -> str:
    """Return the address of a picture as its element states it: what scripts load comes before what is shown until then."""
    for name in LAZY:
        source = element.get(name)
        if source and ("/" in source or "." in source) and not source.startswith("data:"):
            return source
    shown = element.get("src") or ""
    if shown and not shown.startswith("data:") and not _is_icon(shown):
        return shown
    for attribute, value in element.items():
        if attribute != "src" and _LOADED_FROM.search(str(attribute)) and _is_file_of_picture(str(value)):
            return str(value)
    sizes = (element.get("srcset") or "").split(maxsplit=1)
    return sizes[0].rstrip(",") if sizes else "" if shown.startswith("data:") else shown


def _is_file_of_picture(value: str) -> bool:
    path = re.split("[?#!@]", value, maxsplit=1)[0].lower()
    return path.endswith(_PICTURES) and not any(map(str.isspace, value))


def _caption(element: etree._Element, lines: Mapping[etree._Element, str]) -> str | None:
    figure = next(element.iterancestors("figure"), None)
    if figure is not None and (caption := figure.find(".//figcaption")) is not None:
        return clean(inner_text(caption)) or None
    for beside in islice(element.itersiblings(), _BESIDE):
        if next(beside.iter("img"), None) is not None:
            break  # another picture's
        named = beside.get("class") is not None and _NAMED.search(names_of(beside)) is not None
        words = clean(inner_text(beside)) if named else ""
        if 0 < len(words) <= _LONGEST:
            return words
    for holder in _below(element):
        text = lines.get(holder, "")
        own = _CAPTION.search(text) or _centred(holder) or _NAMED.search(names_of(holder))
        if 0 < len(text) <= _LONGEST and own:
            return clean(text)
    return None


def _below(picture: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that may hold the caption of a picture: around it, behind that, in the row below."""
    around = next(picture.iterancestors(*_HOLDERS), None)
    if around is None:
        return
    yield around
    row = around.getparent()
    behind = around.getnext()
    if behind is None and around.tag == "td" and row is not None and (below := row.getnext()) is not None:
        behind = below[0] if len(below) == 1 else None
    if behind is not None:
        yield behind
        yield from behind.iterchildren("span", "font", "p")


def _centred(element: etree._Element | None) -> bool:
    if element is None:
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("align") == "center" or "text-align:center" in style
