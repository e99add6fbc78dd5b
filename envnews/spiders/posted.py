"""Where a list goes on by a form: pagers that send one instead of following a link.

ASP.NET sends the page's own form back with the name of what was clicked (`__doPostBack`), and older ASP and
JSP pages set a field `page` by a script and submit. Only forms of lists are sent, with the values that the
page itself has filled in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from envnews.extract.page.selectors import text_of
from envnews.model import ListRequest
from envnews.normalize import clean, host_of
from envnews.spiders.page_calls import Functions, script_of
from envnews.spiders.paging import says_next

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from envnews.extract.page.document import Document

_POST_BACK = re.compile(r"""__doPostBack\(\s*['"]([^'"]*)['"]\s*,\s*['"]([^'"]*)['"]""")
_SETTING = re.compile(r"""(\w+)['"\])]{0,4}\.(?:value\s*=|val\()\s*(\w+)\b[^{}]{0,300}?submit\(""")
"""Of a function: the field that it sets, and what to, before it sends the form."""
_NUMBER = re.compile(r"\[?(\d{1,4})\]?")
_BUTTONS = frozenset({"submit", "button", "image", "reset", "file"})


def posted_page(document: Document, url: str) -> ListRequest | None:
    """Return the request that the page's pager sends for the next page; None where it has no such pager.

    Args:
        document: The list page.
        url: Its address.
    """
    anchors = [anchor for anchor in document.root.iter("a") if not anchor.get("disabled")]
    following, functions = _next_number(document, anchors), Functions(document.html)
    for anchor in (one for one in anchors if says_next(one) or one is following):
        if asked := _post_back(document, anchor, url) or _submitted(document, anchor, url, functions):
            return asked
    return _button(document, url)


def _post_back(document: Document, anchor: etree._Element, url: str) -> ListRequest | None:
    """Return what ASP.NET's `__doPostBack(target, argument)` sends."""
    found = _POST_BACK.search(script_of(anchor))
    form = _form_of(document, anchor) if found else None
    if found is None or form is None:
        return None
    return _sent(form, {"__EVENTTARGET": found[1], "__EVENTARGUMENT": found[2]}, document, url)


def _submitted(
    document: Document, anchor: etree._Element, url: str, functions: Functions
) -> ListRequest | None:
    """Return what a script of the page sends that sets a field to the page's number: `gopage(2)`."""
    for given, body in functions.calls(anchor):
        setting = _SETTING.search(body)
        if setting is None or not (number := given.get(setting[2], "")).isdigit():
            continue
        for form in document.root.iter("form"):
            field = _field_called(form, setting[1])
            if field is not None:
                return _sent(form, {field: number}, document, url)
    return None


def _field_called(form: etree._Element, called: str) -> str | None:
    """Return the name of the field of a form that a script calls by its name or by its id."""
    if called in _fields(form):
        return called
    named = (field.get("name") for field in form.iter("input", "select") if field.get("id") == called)
    return next(named, None)


def _button(document: Document, url: str) -> ListRequest | None:
    """Return what a button 下一页 sends."""
    for button in document.root.iter("input"):
        if (button.get("type") or "").lower() != "submit" or button.get("disabled") is not None:
            continue
        form = _form_of(document, button)
        if form is not None and says_next(button):
            name = button.get("name")
            return _sent(form, {name: button.get("value") or ""} if name else {}, document, url)
    return None


def _next_number(document: Document, anchors: list[etree._Element]) -> etree._Element | None:
    """Return the link of the number after the current page's, which is no link, in a pager of numbers only."""
    numbers = {
        int(found[1]): anchor
        for anchor in anchors
        if _POST_BACK.search(script_of(anchor)) and (found := _NUMBER.fullmatch(clean(text_of(anchor))))
    }
    for number, anchor in sorted(numbers.items()):
        cell = anchor.getparent()
        # A cell of its own for each number, as ASP.NET's GridView draws them, or all in one.
        pager = cell if cell is None or cell.tag != "td" else cell.getparent()
        shown = {
            clean(text_of(one))
            for one in (pager.iter("span", "b", "strong", "font", "em") if pager is not None else ())
        }
        if str(number - 1) in shown and number - 1 not in numbers:
            return anchor
    return None


def _form_of(document: Document, element: etree._Element) -> etree._Element | None:
    """Return the form around an element, or the page's only one: tables often tear forms apart."""
    around = next(element.iterancestors("form"), None)
    if around is not None:
        return around
    forms = list(document.root.iter("form"))
    return forms[0] if len(forms) == 1 else None


def _sent(
    form: etree._Element, changed: Mapping[str, str], document: Document, url: str
) -> ListRequest | None:
    """Return the request that sends a form with some fields changed; None where it leaves the site."""
    action = form.get("action")
    target = urljoin(document.base_url, action) if action else url
    if host_of(target) != host_of(url):
        return None
    fields = _fields(form) | dict(changed)
    if (form.get("method") or "get").lower() == "post":
        return ListRequest(target, "POST", urlencode(fields), guess=True)
    here, there = urlsplit(url), urlsplit(target)
    # Some forms forget which column they are in, and the site takes it from the session.
    stated = dict(parse_qsl(here.query, keep_blank_values=True)) if here.path == there.path else {}
    return ListRequest(there._replace(query=urlencode(stated | fields), fragment="").geturl(), guess=True)


def _fields(form: etree._Element) -> dict[str, str]:
    return dict(_filled_in(form))


def _filled_in(form: etree._Element) -> Iterator[tuple[str, str]]:
    for element in form.iter("input", "select", "textarea"):
        name, kind = element.get("name"), (element.get("type") or "").lower()
        unchecked = kind in {"checkbox", "radio"} and element.get("checked") is None
        if not name or kind in _BUTTONS or unchecked:
            continue
        if element.tag == "select":
            options = list(element.iter("option"))
            chosen = next((one for one in options if one.get("selected") is not None), None)
            chosen = chosen if chosen is not None else next(iter(options), None)
            if chosen is not None:
                yield name, chosen.get("value") or clean(text_of(chosen))
        else:
            yield name, element.get("value") or clean(text_of(element))
