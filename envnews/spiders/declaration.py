"""Is a portal declared as it must be? Told when the class is made, so that the file and line are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from envnews.errors import ConfigurationError
from envnews.extract.page.selectors import compile_selector
from envnews.spiders.hosts import HostSet

if TYPE_CHECKING:
    from envnews.spiders.declared import DeclaredPortal

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS = ("ministry", "department", "media")
_RIGHTS = ("official_document", "media")
_CONFIDENCES = ("seen", "partly seen", "inferred")


def check(portal: type[DeclaredPortal]) -> None:
    """Raise ConfigurationError that names every mistake in a portal's declaration."""
    mistakes = [*_missing(portal)] or [
        *_wrong_words(portal),
        *_wrong_addresses(portal),
        *_wrong_selectors(portal),
    ]
    if mistakes:
        raise ConfigurationError(f"portal {portal.name}: {'; '.join(mistakes)}")


def _missing(portal: type[DeclaredPortal]) -> list[str]:
    needed = ("title", "kind", "home", "hosts", "columns", "article_url")
    return [f"`{name}` is not declared" for name in needed if not getattr(portal, name, None)]


def _wrong_words(portal: type[DeclaredPortal]) -> list[str]:
    mistakes = []
    if not NAME.fullmatch(portal.name):
        mistakes.append("`name` takes lower-case letters, digits and single hyphens")
    for field, allowed in (("kind", _KINDS), ("rights", _RIGHTS), ("confidence", _CONFIDENCES)):
        if getattr(portal, field) not in allowed:
            mistakes.append(f"`{field}` is {getattr(portal, field)!r}, expected one of {', '.join(allowed)}")
    hosts: object = portal.hosts
    if not isinstance(hosts, tuple):
        mistakes.append('`hosts` takes a tuple, as in ("www.mee.gov.cn",)')
    return mistakes


def _wrong_addresses(portal: type[DeclaredPortal]) -> list[str]:
    mistakes = []
    for url in (portal.home, *portal.columns.values()):
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or parts.hostname not in HostSet(
            (*portal.hosts, *portal.other_hosts)
        ):
            mistakes.append(f"{url} is no http or https address on one of `hosts`")
    try:
        pattern = re.compile(portal.article_url)
    except re.error as error:
        return [*mistakes, f"`article_url` is no regular expression: {error}"]
    if "document_id" not in pattern.groupindex:
        mistakes.append("`article_url` has no group (?P<document_id>…) around the site's own number")
    return mistakes


def _wrong_selectors(portal: type[DeclaredPortal]) -> list[str]:
    mistakes = []
    for selector in portal.rows:
        try:
            compile_selector(selector)
        except ConfigurationError as error:
            mistakes.append(f"`rows`: {error}")
    return mistakes
