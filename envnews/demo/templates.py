"""Page skeletons: HTML files with `{{name}}` for values and `{{> folder/file}}` for shared parts.

`string.Template` is no choice here, because the pages are full of jQuery's `$`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_INCLUDE = re.compile(r"\{\{> ?([\w./-]+)\}\}")
_FIELD = re.compile(r"\{\{(\w+)\}\}")


@cache
def template(name: str) -> str:
    """Return the template `sites/<name>.html` with its included parts."""
    text = (files(__package__) / "sites" / f"{name}.html").read_text("utf-8")
    return _INCLUDE.sub(lambda match: template(match[1]), text)


def fill(name: str, **values: str | int) -> str:
    """Return a template with its fields filled; values are HTML already.

    Raises:
        KeyError: The template has a field without a value.
    """
    return _FIELD.sub(lambda match: str(values[match[1]]), template(name))
