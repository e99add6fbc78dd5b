"""Rules: what a portal or family declares about its article pages.

A rule is a tuple of selectors, tried in order; the first that gives text wins. A selector is CSS in
parsel's dialect (`h1::text`, `meta[name=x]::attr(content)` work) or, if it begins with `/`, `.//` or `(`,
XPath. Rules name places only; reading what stands there (labels, dates, glued fields) is the extractor's
work, so a rule may point at a whole meta line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Rules:
    """Selectors by field; an empty tuple leaves the field to the other witnesses.

    Attributes:
        meta_line: Elements whose text is the line of time, source, author, editor and views.
        disclosure: The box of official documents (索引号, 文号 …).
        drop: Elements that are no part of the text, wherever they stand; here every selector counts.
        related: Container of the links to related articles.
        until: Last day on which the site used this layout; None for the present one.
    """

    headline: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    original_title: tuple[str, ...] = ()
    published_at: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    meta_line: tuple[str, ...] = ()
    disclosure: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    until: date | None = field(default=None)

    def over(self, fallback: Rules) -> Rules:
        """Return these rules, each field extended by the fallback's selectors (a family's).

        >>> Rules(body=("#zoom",)).over(Rules(body=("div.TRS_Editor",), headline=("h1",)))
        ... # doctest: +ELLIPSIS
        Rules(headline=('h1',), ..., body=('#zoom', 'div.TRS_Editor'), ...)
        """
        merged = {
            f.name: getattr(self, f.name) + getattr(fallback, f.name)
            for f in fields(self)
            if f.name != "until"
        }
        return Rules(**merged, until=self.until)
