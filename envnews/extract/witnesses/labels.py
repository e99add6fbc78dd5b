"""Read the meta tags of a page: the government's page labels and their cousins.

国办发〔2017〕47号《政府网站发展指引》 prescribes ArticleTitle, PubDate, ContentSource and others for every
article page of a government site. Real pages deviate: mixed case, duplicates of which the first is empty,
placeholders left in, labels repeated inside the value, site-wide keywords and descriptions. Other CMSs use
names of their own for the same things, and news portals OpenGraph; one table names them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from envnews.normalize import clean

if TYPE_CHECKING:
    from envnews.extract.page.document import Document

SECOND_KEYWORDS: Final = "keywords (second)"
"""Name of a second tag of keywords: templates print the site's and then the article's."""
PAGE_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("articletitle",),
    "published_at": (
        "pubdate",
        "publishdate",
        "publishtime",
        "firstpublishedtime",
        "publish_time",
        "maketime",
    ),
    "source": ("contentsource", "source", "mediaid"),
    "keywords": ("keywords", SECOND_KEYWORDS, "news_keywords", "keyword", "tags", "article:tag"),
    "author": ("author",),
    "editor": ("editor",),
    "lead": ("description",),
    "column": ("columnname", "catalogs", "lanmu"),
    "site": ("sitename",),
}
"""Field of the record -> meta names in lower case, the guide's own first."""

STRUCTURED: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("og:title", "twitter:title"),
    "published_at": (
        "article:published_time",
        "og:published_time",
        "og:release_date",
        "bytedance:published_time",
        "datepublished",
        "og:time",
        "dateupdate",
    ),
    "author": ("og:article:author", "article:author"),
    "site": ("og:site_name",),
}
"""The same for OpenGraph and its relatives; keywords and images stand in JSON-LD or the page itself."""

# 网站名称 and its like are what vendors ship in their templates; nobody filled them in.
_PLACEHOLDERS: Final = frozenset(
    {"网站名称", "网站域名", "政府网站标识码", "栏目名称", "文章标题", "null", "undefined", "none", "无"}
)
_LABELLED: Final = re.compile(
    r"^(?:文章|信息|稿件)?(?:来源|來源|作者|编辑|责任编辑|时间|发布时间|关键词)\s*[:：]\s*"
)


_REPEATED: Final = "article:tag"
"""Property of which each element states one word."""

OF_TAGS: Final = frozenset({"tags", _REPEATED})
"""Names of lists that an article has, and no site."""

_READ: Final = frozenset(
    name for table in (PAGE_LABELS, STRUCTURED) for names in table.values() for name in names
)


# With attributes or none: in a<b 且 c>d, letters and signs are the text's own.
_REST: Final = r"(?:\s[\w\s-]{0,20}=[^<>]{0,99})?\s?/?>"
_BREAK: Final = re.compile(rf"</?(?:br|div|p|h[1-6]|center){_REST}", re.IGNORECASE)
_INLINE: Final = re.compile(rf"</?(?:span|font|b|strong|i|em|u|sup|sub|a){_REST}", re.IGNORECASE)
_LIST: Final = re.compile(
    rb"""<meta[^<>]{0,80}keywords?['"][^<>]{0,80}content="\[("[^<>\]]{1,600}")\]\"""", re.IGNORECASE
)
_QUOTES: Final = "“”‘’"
"""What editors of templates type for quotation marks; to a parser they are of the value."""
_STRIPPED: Final = " \t\r\n" + _QUOTES


@dataclass(frozen=True, slots=True)
class MetaTags:
    """The meta tags of a page that say something about the article: name or property in lower case -> its first telling value."""

    values: Mapping[str, str]

    def label(self, name: str) -> tuple[str, str] | None:
        """Return meta name and value of the page label for field `name`, None where there is none."""
        return self._first(PAGE_LABELS.get(name, ()))

    def labels(self, name: str) -> list[tuple[str, str]]:
        """Return meta names and values of all page labels for field `name`, in their order of trust."""
        return [(key, self.values[key]) for key in PAGE_LABELS.get(name, ()) if key in self.values]

    def structured(self, name: str) -> tuple[str, str] | None:
        """Return property and value of OpenGraph for field `name`, None where there is none."""
        return self._first(STRUCTURED.get(name, ()))

    def _first(self, names: tuple[str, ...]) -> tuple[str, str] | None:
        for name in names:
            if name in self.values:
                return name, self.values[name]
        return None


def read_meta_tags(document: Document) -> MetaTags:
    """Return the meta tags of a parsed page.

    Names are compared without case; of duplicates the first value that is neither empty nor a
    template's placeholder counts; a label repeated inside the value (来源：…) is taken off.
    """
    values: dict[str, str] = {}
    quoted: str | None = None
    for element in document.places.telling("meta"):
        stated = (
            element.get("name")
            or element.get("property")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        name = stated.strip(_STRIPPED).lower() if stated else ""
        if name == "keywords" and name in values:
            name = SECOND_KEYWORDS
        if name not in _READ or (name in values and name != _REPEATED):
            continue
        content = element.get("content") or ""
        if stated and stated[0] in _QUOTES:
            content = content.strip(_QUOTES)
        if content == "[" and "keyword" in name:
            if quoted is None:  # looked for once: it takes the whole page
                quoted = _quoted_list(document)
            content = quoted
        value = _without_markup(content)
        if name in values and value:
            values[name] += f",{value}"
        elif value and not _is_placeholder(value):
            label = _LABELLED.match(value) if ":" in value or "：" in value else None
            values[name] = (value[label.end() :] if label else value) or value
    return MetaTags(values)


def _without_markup(content: str) -> str:
    """Return a value without the markup with which editors break a title into lines (A<br/>B, A<div>B</div>).

    >>> _without_markup("河水<div style='x'>变<b>清</b></div>"), _without_markup("a<p 值与 p>0.05 的检验")
    ('河水 变清', 'a<p 值与 p>0.05 的检验')
    """
    return clean(_INLINE.sub("", _BREAK.sub(" ", content)) if "<" in content else content)


def _quoted_list(document: Document) -> str:
    """Return the words of a tag whose own quotation marks end its value for a parser (content="["口门","闸门"]")."""
    found = _LIST.search(document.source)
    return found[1].decode("utf-8", "replace").replace('"', "") if found else ""


def _is_placeholder(value: str) -> bool:
    first = value[0]
    unfilled = first == "$" or (first == "{" and value.endswith("}"))
    return unfilled or value.lower() in _PLACEHOLDERS or (first in "-—" and not value.strip(first))
