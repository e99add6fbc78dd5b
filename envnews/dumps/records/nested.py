"""Whether the lists and objects in a record of a dump are as `envnews.dumps.records.describe` describes them.

What is stored is published again, searched and shown, so nothing is let in that later code would stumble over:
no deep nesting, no numbers that SQLite or JSON cannot hold, no address that leads elsewhere than to the web.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from envnews.dumps.records.layout import SHA256

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Characters that no text holds."""
LINK: Final = re.compile(r"https?://[^\s/?#][^\x00-\x20]*", re.IGNORECASE)
LARGEST: Final = (1 << 63) - 1
"""Of the integers that SQLite holds."""

_TOPIC: Final = re.compile(r"[a-z0-9_-]{1,40}")


class RejectedError(ValueError):
    """A line that is no record."""


def check_nested(record: Mapping[str, Any]) -> None:
    """See that the lists and objects of a record are as described.

    Raises:
        RejectedError: One is not; the message names the field.
    """
    for name, check in _CHECKS.items():
        if name in record and not check(record[name]):
            raise RejectedError(f"{name}: not of the form that the schema of the record describes")
    if len(set(record.get("regions", ()))) != len(record.get("regions", ())):
        raise RejectedError("regions: one is named twice")


def is_text(value: object) -> bool:
    """Return whether a value is a text without control characters and halves of surrogate pairs."""
    return isinstance(value, str) and not CONTROL.search(value)


def is_link(value: object) -> bool:
    """Return whether a value is an address on the web."""
    return isinstance(value, str) and LINK.fullmatch(value) is not None


def _is_scalar(value: object) -> bool:
    """Return whether a value may stand where a later version of the format has a field that is unknown here."""
    if isinstance(value, bool | float) or value is None:
        return True
    return -LARGEST <= value <= LARGEST if isinstance(value, int) else is_text(value)


def _is_thing(value: object, /, **fields: Callable[[object], bool]) -> bool:
    """Return whether a value is an object with these fields; others hold no lists and objects."""
    return (
        isinstance(value, dict)
        and all(check(value.get(name)) for name, check in fields.items())
        and all(is_text(name) and (name in fields or _is_scalar(item)) for name, item in value.items())
    )


def _list_of(check: Callable[[Any], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _or_none(check: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or check(value)


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def _is_image(value: object) -> bool:
    return _is_thing(value, url=is_link, caption=_or_none(is_text))


def _is_attachment(value: object) -> bool:
    return _is_thing(
        value,
        url=is_link,
        name=is_text,
        type=is_text,
        sha256=_or_none(lambda each: isinstance(each, str) and SHA256.fullmatch(each) is not None),
        size=_or_none(_is_size),
    )


def _is_title(value: object) -> bool:
    return _is_thing(value, url=is_link, title=is_text)


def _are_links(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _is_thing(value, previous=_or_none(_is_title), next=_or_none(_is_title), related=_list_of(_is_title))
    )  # fmt: skip


def _is_witness(value: object) -> bool:
    return _is_thing(value, **dict.fromkeys(("field", "origin", "value", "raw", "detail"), is_text))


def _is_problem(value: object) -> bool:
    return _is_thing(value, field=is_text, code=is_text, message=is_text)


def _are_topics(value: object) -> bool:
    words = _list_of(is_text)
    return isinstance(value, dict) and all(
        _TOPIC.fullmatch(code) and words(each) for code, each in value.items()
    )


_CHECKS: Final[dict[str, Callable[[object], bool]]] = {
    **dict.fromkeys(("columns", "keywords", "regions"), _list_of(is_text)),
    "images": _list_of(_is_image),
    "attachments": _list_of(_is_attachment),
    "tables": _list_of(_list_of(_list_of(is_text))),
    "links": _are_links,
    "topics": _are_topics,
    "witnesses": _list_of(_is_witness),
    "problems": _list_of(_is_problem),
}
