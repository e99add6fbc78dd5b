"""Extract an article: one parse, every witness heard, each field decided once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from envnews.extract.body.attachments import find_attachments
from envnews.extract.body.content import (
    body_text,
    data_tables,
    safe_html,
    table_rows,
    take_out,
)
from envnews.extract.body.images import find_images
from envnews.extract.body.layout import Layout, find_layout
from envnews.extract.choose import Witnesses
from envnews.extract.disclosure.box import hear_box
from envnews.extract.links.neighbours import find_neighbours, find_related
from envnews.extract.page.blocks import Block, Outline
from envnews.extract.page.document import Document, parse
from envnews.extract.page.selectors import select_all, select_elements
from envnews.extract.rules import Rules
from envnews.extract.witnesses.credited import hear_credits
from envnews.extract.witnesses.declared import hear_declared
from envnews.extract.witnesses.heard import hear_lines
from envnews.extract.witnesses.keywords import hear_keywords
from envnews.extract.witnesses.labels import read_meta_tags
from envnews.extract.witnesses.papers import hear_paper_title
from envnews.extract.witnesses.ruled import apply_rules, rule_link
from envnews.extract.witnesses.structured import read_json_ld
from envnews.extract.witnesses.unlabelled import hear_unlabelled
from envnews.extract.witnesses.written import hear_written, hear_written_lines
from envnews.model import Extraction, Link, Page, PageKind, Problem, Timestamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_NO_RULES: Final = Rules()


def extract(page: Page, rules: Rules | None = None) -> Extraction:
    """Return all that a page states.

    A pure function: no network, no clock, no database. Relative and year-less dates are read against
    `page.fetched_at`; what cannot be read is a problem, never an exception.

    Args:
        page: The fetched page.
        rules: The portal's rules; without any the generic extractor answers alone.

    >>> page = Page("https://sthjt.example.gov.cn/a.html", "<h1>全省水环境会议召开</h1><p>来源：省生态环境厅"
    ...     " 2022-07-22 07:10</p><p>近日，会议在省会召开，部署下一阶段的重点任务。</p>".encode())
    >>> found = extract(page)
    >>> found.headline, found.source, found.published.isoformat()
    ('全省水环境会议召开', '省生态环境厅', '2022-07-22T07:10:00+08:00')
    """
    rules = rules or _NO_RULES
    base = page.fetched_at
    document = parse(page)
    tags = read_meta_tags(document)
    stated, damaged = read_json_ld(document)
    witnesses = Witnesses()
    problems = [
        *document.problems,
        *apply_rules(document, rules, base, witnesses),
        *hear_declared(document, tags, stated, base, witnesses),
        *damaged,
    ]
    hear_paper_title(document, witnesses)
    hear_written(document, rules, base, witnesses)
    _drop(document, rules)
    layout = find_layout(document, rules, witnesses)
    problems += hear_lines(document, layout, base, witnesses)
    hear_written_lines(layout.above, base, witnesses)
    hear_credits(layout, witnesses)
    hear_unlabelled(document, layout, tags, base, witnesses, stated=stated)
    problems += hear_box(document, layout, rules, base, witnesses)
    tables = data_tables(layout.body) if layout.body is not None else []
    body = body_text(layout.shown, tables)
    hear_keywords(document, layout, tags, body, witnesses, stated=stated)
    witnesses.add("body", layout.origin, body, "", layout.detail)
    column = tags.label("column")
    found = _record(document, rules, layout, tables, witnesses, column=column[1] if column else None)
    return _with_problems(found, [*problems, *_missing(found)])


def _record(
    document: Document,
    rules: Rules,
    layout: Layout,
    tables: Sequence[etree._Element],
    witnesses: Witnesses,
    *,
    column: str | None,
) -> Extraction:
    """Decide each field among its witnesses, and take from the tree what has none."""
    neighbours = find_neighbours(layout.below, document.base_url)
    return Extraction(
        url=document.url,
        charset=document.charset,
        kind=layout.kind,
        headline=witnesses.choose("headline", str),
        subtitle=witnesses.choose("subtitle", str),
        original_title=witnesses.choose("original_title", str),
        published=witnesses.choose("published_at", Timestamp),
        source=witnesses.choose("source", str),
        author=witnesses.choose("author", str),
        editor=witnesses.choose("editor", str),
        keywords=witnesses.choose("keywords", tuple) or (),
        lead=witnesses.choose("lead", str),
        body=witnesses.choose("body", str) or "",
        views=witnesses.choose("views", int),
        index_number=witnesses.choose("index_number", str),
        document_number=witnesses.choose("document_number", str),
        issuing_agency=witnesses.choose("issuing_agency", str),
        issued_on=witnesses.choose("issued_on", str),
        valid=witnesses.choose("valid", str),
        images=find_images(layout.body, document.base_url, layout.shown),
        # A notice that is nothing but a file has no text to find it by.
        attachments=find_attachments(
            document.root if layout.body is None else layout.body, layout.below, document.base_url
        ),
        tables=tuple(rows for table in tables if (rows := table_rows(table))),
        previous=rule_link(document, rules.previous) or neighbours.get("previous"),
        next=rule_link(document, rules.next) or neighbours.get("next"),
        related=_related(document, rules, layout),
        column=column,
        # Last, for it changes the tree.
        body_html=safe_html(layout.body, layout.shown, layout.cut, document.base_url),
        witnesses=witnesses.as_tuple(),
    )


def _drop(document: Document, rules: Rules) -> None:
    """Take out what the rules declare as no part of the text; what they read there has been read."""
    for selector in rules.drop:
        take_out(document.root, select_all(document.places, selector))
        document.places.forget()


def _related(document: Document, rules: Rules, layout: Layout) -> tuple[Link, ...]:
    elements, _ = select_elements(document.places, rules.related)
    if not elements:
        return find_related(layout.below, document.base_url)
    lines = [block for element in elements for block in Outline(element).blocks]
    # A declared container needs no heading to be known for what it is.
    heading = Block("相关新闻", "相关新闻", 0, elements[0], prose=False)
    return find_related([heading, *lines], document.base_url)


def _missing(found: Extraction) -> list[Problem]:
    url = found.url
    problems = []
    if found.kind is not PageKind.ARTICLE:
        problems.append(
            Problem("page", f"page_is_{found.kind}", f"{url} is no article but a page of kind {found.kind}")
        )
    if not found.headline:
        problems.append(
            Problem("headline", "no_headline", f"{url}: no headline was found; declare a rule for it")
        )
    if not found.body:
        problems.append(Problem("body", "no_body", f"{url}: no text was found; declare a rule for the body"))
    if found.published is None:
        problems.append(
            Problem("published_at", "no_date", f"{url}: no readable time of publication was found")
        )
    return problems


def _with_problems(found: Extraction, problems: list[Problem]) -> Extraction:
    return replace(found, problems=tuple(dict.fromkeys(problems))) if problems else found
