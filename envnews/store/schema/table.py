"""A table with the meanings of its columns, and the meanings that many tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTAL: Final = "Key of the portal, such as `zj-sthjt`."
ARTICLE_ID: Final = "Stable identity of the document, derived from portal and document identity."
ARTICLE: Final = "The article, as `articles.number`."
COLUMN: Final = "Name of the column (栏目), as the site has it."


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its meaning and that of its columns."""

    name: str
    purpose: str
    columns: Mapping[str, str]
