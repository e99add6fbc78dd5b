"""A portal as far as it was found out: it can be tried at once, and written down as a portal file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from envnews.extract.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from envnews.spiders.portal import PortalSpider

_WIDTH = 110
_NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found out about a portal; the fields are the attributes of a portal class.

    Attributes:
        family: Class of the family.
        attributes: What the family takes besides (`next_page` …).
    """

    name: str
    title: str
    kind: str
    home: str
    hosts: tuple[str, ...]
    columns: Mapping[str, str]
    article_url: str
    family: type[PortalSpider]
    other_hosts: tuple[str, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)
    rules: Rules = _NO_RULES
    charset: str | None = None
    evidence: str = ""

    def portal(self) -> type[PortalSpider]:
        """Return the portal as a class, checked like any other."""
        names = {one.name for one in fields(self)} - {"family", "attributes"}
        stated = {name: getattr(self, name) for name in names}
        return type(self.class_name, (self.family,), {**stated, **self.attributes, "__module__": __name__})

    def with_columns(self, columns: Mapping[str, str]) -> Draft:
        """Return the draft with other columns."""
        return replace(self, columns=columns)

    @property
    def class_name(self) -> str:
        """Name of the portal's class."""
        words = re.findall(r"[a-z0-9]+", self.name)
        name = "".join(word.capitalize() for word in words)
        return f"{'' if name[:1].isalpha() else 'Portal'}{name}Spider"

    def source(self) -> str:
        """Return the portal file."""
        rules = [one for one in fields(Rules) if getattr(self.rules, one.name)]
        imports = ["from envnews.extract.rules import Rules"] if rules else []
        imports.append(f"from {self.family.__module__} import {self.family.__name__}")
        host = self.hosts[0]
        lines = [
            f'"""{self.title}, as `envnews new` found it."""',
            "",
            "from __future__ import annotations",
            "",
            *imports,
            "",
            "",
            f"class {self.class_name}({self.family.__name__}):",
            f'    """{host}: written by `envnews new`; read it through before you rely on it."""',
            "",
            *self._stated(),
        ]
        if rules:
            lines += ["    rules = Rules("]
            for one in rules:
                lines += _tuple(f"        {one.name}=", getattr(self.rules, one.name), ",")
            lines += ["    )"]
        lines += [f"    rights = {_text('media' if self.kind == 'media' else 'official_document')}"]
        lines += [
            '    confidence = "partly seen"',
            '    evidence = """',
            *_wrapped(self.evidence),
            '    """',
            "",
        ]
        return "\n".join(lines)

    def _stated(self) -> Iterator[str]:
        for name in ("name", "title", "kind", "home"):
            yield f"    {name} = {_text(getattr(self, name))}"
        yield from _tuple("    hosts = ", self.hosts, "")
        if self.other_hosts:
            yield from _tuple("    other_hosts = ", self.other_hosts, "")
        yield "    columns = {"
        for name, url in self.columns.items():
            yield f"        {_text(name)}: {_text(url)},"
        yield "    }"
        yield f"    article_url = {_raw(self.article_url)}"
        for name, value in self.attributes.items():
            if isinstance(value, dict):
                yield f"    {name} = {{"
                yield from (f"        {_text(key)}: {_text(one)}," for key, one in value.items())
                yield "    }"
                continue
            yield f"    {name} = {_text(value) if isinstance(value, str) else repr(value)}"
        if self.charset:
            yield f"    charset = {_text(self.charset)}"


def _text(value: object) -> str:
    """Return a string as Python source in double quotes."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"' if text.isprintable() else repr(str(value))


def _raw(pattern: str) -> str:
    return f'r"{pattern}"' if '"' not in pattern else repr(pattern)


def _tuple(start: str, values: tuple[str, ...], end: str) -> list[str]:
    line = f"{start}({', '.join(map(_text, values))}{',' if len(values) == 1 else ''}){end}"
    if len(line) <= _WIDTH:
        return [line]
    indent = " " * (len(start) - len(start.lstrip()))
    return [f"{start}(", *(f"{indent}    {_text(value)}," for value in values), f"{indent}){end}"]


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) > _WIDTH - 10:
            yield f"        {line}"
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield f"        {line}"
