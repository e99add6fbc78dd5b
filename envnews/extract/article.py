"""Extract an article: one parse, one walk of the tree, every witness heard, each field decided once."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from lxml import etree

from envnews.extract.blocks import Block, Outline
from envnews.extract.boilerplate import ORIGINAL_TITLE, Trimmed, trim
from envnews.extract.choose import Witnesses
from envnews.extract.content import (
    body_text,
    data_tables,
    find_attachments,
    find_images,
    safe_html,
    table_rows,
)
from envnews.extract.credits import find_author, find_editor, find_reporters, find_source
from envnews.extract.disclosure import read_disclosure
from envnews.extract.document import Document, parse
from envnews.extract.generic import Span, lines_above, lines_below, main_text, span_of
from envnews.extract.headline import find_headline, strip_site_name
from envnews.extract.kinds import page_kind
from envnews.extract.labels import MetaTags, read_meta_tags
from envnews.extract.metaline import parse_meta_line
from envnews.extract.neighbours import find_neighbours, find_related
from envnews.extract.ruled import add_meta_line, apply_rules, rule_link
from envnews.extract.rules import Rules
from envnews.extract.selectors import select_elements
from envnews.extract.structured import read_json_ld
from envnews.extract.tags import displayed_keywords, linked_keywords, plausible_keywords
from envnews.model import Extraction, Link, Origin, Page, PageKind, Problem, Timestamp
from envnews.normalize import clean, clean_names, clean_source, find_date, parse_date

_LEAD: Final = re.compile(r"^[\s【\[]*(?:导\s?读|摘\s?要|内容(?:提要|摘要)|核心(?:提示|提要)|导语|導讀)[】\]]?\s*[:：】]\s*(.{10,})$")
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
    return _Reading(page, rules or _NO_RULES).result()


class _Reading:
    """The state of one extraction; the steps run in the order of `result`."""

    def __init__(self, page: Page, rules: Rules) -> None:
        self.base: datetime | None = page.fetched_at
        self.rules = rules
        self.document: Document = parse(page)
        self.outline = Outline(self.document.root, weigh=True)
        self.blocks = self.outline.blocks
        self.tags: MetaTags = read_meta_tags(self.document.root)
        self.witnesses = Witnesses()
        self.problems: list[Problem] = list(self.document.problems)

    def result(self) -> Extraction:
        kind = page_kind(self.document, self.outline)
        self.problems += apply_rules(self.document, self.rules, self.base, self.witnesses)
        span, body_origin, body_detail = self._body()
        headline, headline_index = self._headline(span.start if span else len(self.blocks))
        trimmed = trim(self.blocks, span.start, span.end, headline or "") if span else Trimmed((), (), ())
        kept = [self.blocks[index] for index in trimmed.kept]
        first = trimmed.kept[0] if trimmed.kept else (span.end if span else len(self.blocks))
        above = lines_above(self.blocks, headline_index, first)
        below = lines_below(self.blocks, span, trimmed) if span else []
        self._machine_labels(headline or "")
        self._meta_line(above, below)
        self._credits(above, kept, below)
        box = self._disclosure(first)
        paragraphs = body_text(kept, tables := data_tables(span.element) if span else [])
        self._keywords(above, below, headline or "", paragraphs)
        lead = self.witnesses.choose("lead", str)
        original = self._original_title([*above, *below])
        published = self.witnesses.choose("published_at", Timestamp)
        neighbours = find_neighbours(below, self.document.base_url)
        related = self._related(below)
        if paragraphs:
            self.witnesses.add("body", body_origin, paragraphs, paragraphs, body_detail)
        self._complain(kind, headline, paragraphs, published)
        images = find_images(span.element, self.document.base_url, kept) if span else ()
        attachments = self._attachments(span)
        html = self._html(span, kept, trimmed)
        return Extraction(
            url=self.document.url,
            charset=self.document.charset,
            kind=kind,
            headline=headline,
            subtitle=self.witnesses.choose("subtitle", str),
            original_title=original,
            published=published,
            source=self.witnesses.choose("source", str),
            author=self.witnesses.choose("author", str),
            editor=self.witnesses.choose("editor", str),
            keywords=self.witnesses.choose("keywords", tuple) or (),
            lead=lead,
            body=self.witnesses.choose("body", str) or "",
            body_html=html,
            views=self.witnesses.choose("views", int),
            index_number=box.get("index_number"),
            document_number=box.get("document_number"),
            issuing_agency=box.get("issuing_agency"),
            issued_on=self._issued_on(box),
            valid=box.get("valid"),
            images=images,
            attachments=attachments,
            tables=tuple(rows for table in tables if (rows := table_rows(table))),
            previous=rule_link(self.document, self.rules.previous) or neighbours.get("previous"),
            next=rule_link(self.document, self.rules.next) or neighbours.get("next"),
            related=related,
            column=label[1] if (label := self.tags.label("column")) else None,
            witnesses=self.witnesses.as_tuple(),
            problems=tuple(self.problems),
        )

    def _body(self) -> tuple[Span | None, Origin, str]:
        elements, selector = select_elements(self.document.root, self.rules.body)
        for element in elements:
            span = span_of(self.outline, element)
            if span.end > span.start or element.find(".//img") is not None:
                return span, Origin.RULE, selector
        span = main_text(self.outline)
        return span, Origin.GENERIC, _name(span.element) if span else ""

    def _headline(self, body_start: int) -> tuple[str | None, int | None]:
        label = self.tags.label("headline")
        if label:
            self.witnesses.add("headline", Origin.LABEL, label[1], label[1], label[0])
        structured = self.tags.structured("headline")
        if structured:
            self.witnesses.add("headline", Origin.STRUCTURED, strip_site_name(structured[1]), structured[1], structured[0])
        # Furniture may precede the text inside its element; the headline often stands there.
        first = next((i for i in range(body_start, len(self.blocks)) if self.blocks[i].prose), body_start)
        hint = label[1] if label else ""
        found = find_headline(self.blocks, self.document.title, first, hint)
        if found:
            self.witnesses.add("headline", Origin.GENERIC, found.text, found.text, found.detail)
        return self.witnesses.choose("headline", str), found.index if found else None

    def _machine_labels(self, headline: str) -> None:
        """Hear the meta tags and JSON-LD."""
        label = self.tags.label("published_at")
        if label and (when := parse_date(label[1], self.base)):
            self.witnesses.add("published_at", Origin.LABEL, when, label[1], label[0])
        elif label:
            self.problems.append(
                Problem("published_at", "unreadable_label", f"{self.document.url}: meta {label[0]} says {label[1]!r}"),
            )
        source = self.tags.label("source")
        if source and not source[1].startswith("http"):
            self.witnesses.add("source", Origin.LABEL, clean_source(source[1]), source[1], source[0])
        stated, problems = read_json_ld(self.document)
        self.problems += problems
        for name, value in (("published_at", self.tags.structured("published_at")), ("author", self.tags.label("author"))):
            if value:
                stated.setdefault(name, value[1])
        when = parse_date(stated["published_at"], self.base) if "published_at" in stated else None
        self.witnesses.add("published_at", Origin.STRUCTURED, when, stated.get("published_at", ""))
        visible = self.document.root
        author = clean_names(stated.get("author", ""))
        # The label names the author or the editor; it counts where the page displays the name beside the text.
        if author and visible is not None and author != headline:
            self._named_author = author

    _named_author: str = ""

    def _meta_line(self, above: list[Block], below: list[Block]) -> None:
        for lines, where in ((above, "above the text"), (below, "below the text")):
            if not lines:
                continue
            line = parse_meta_line("\n".join(block.spaced for block in lines), self.base)
            if where.startswith("below") and not line.labelled:
                continue
            if not line.empty:
                missing = [name for name in ("published_at", "source", "author", "editor", "views")]
                if where.startswith("below") and any(self.witnesses.has(n, Origin.META_LINE, Origin.RULE) for n in missing):
                    if not self.witnesses.has("published_at", Origin.META_LINE, Origin.RULE) and line.published:
                        self.witnesses.add("published_at", Origin.META_LINE, line.published, line.raw["published_at"], where)
                    continue
                add_meta_line(self.witnesses, line, Origin.META_LINE, where)
                words = next((w for b in lines if (w := linked_keywords(b.element, line.raw.get("keywords", "")))), line.keywords)
                self.witnesses.add("keywords", Origin.META_LINE, words, line.raw.get("keywords", ""), where)

    def _credits(self, above: list[Block], kept: list[Block], below: list[Block]) -> None:
        """Hear what byline, dateline and closing credits say."""
        # A byline may be the text's first line, a credit its last ones.
        before = [b.spaced for b in (*above, *kept[:1])]
        after = [b.spaced for b in (*kept[-2:], *below)]
        paragraphs = [block.text for block in kept]
        for lead in (m for line in before if (m := _LEAD.match(line))):
            self.witnesses.add("lead", Origin.GENERIC, clean(lead[1]), lead[0], "导读")
        editor = find_editor(after)
        if editor:
            self.witnesses.add("editor", Origin.TEXT, *editor, "below the text")
        author = find_author(before) or find_reporters(paragraphs) or find_author(after)
        if author:
            self.witnesses.add("author", Origin.TEXT, *author, "byline or dateline")
        source = find_source(after)
        if source:
            self.witnesses.add("source", Origin.TEXT, *source, "below the text")

    def _disclosure(self, first: int) -> dict[str, str]:
        if not any(word in self.document.html for word in ("索引号", "索 引 号", "文号", "发文字号", "成文日期")):
            return {}
        elements, selector = select_elements(self.document.root, self.rules.disclosure)
        lines = [block for element in elements for block in Outline(element).blocks] or self.blocks[: first + 6]
        box = read_disclosure(lines)
        origin = Origin.RULE if elements else Origin.DISCLOSURE
        for name in ("index_number", "document_number", "issuing_agency", "valid"):
            self.witnesses.add(name, origin, box.get(name), box.get(name, ""), selector)
            self.witnesses.choose(name, str)
        if "published_at" in box and (found := find_date(box["published_at"], self.base)):
            self.witnesses.add("published_at", Origin.DISCLOSURE, found.timestamp, box["published_at"], selector)
        return box

    def _issued_on(self, box: dict[str, str]) -> str | None:
        raw = box.get("issued_on")
        if not raw:
            return None
        found = find_date(raw, self.base)
        when = found.timestamp if found else parse_date(raw, self.base)
        if when is None:
            self.problems.append(Problem("issued_on", "unreadable_date", f"{self.document.url}: 成文日期 is {raw!r}"))
            return None
        day = when.at.date().isoformat()
        self.witnesses.add("issued_on", Origin.DISCLOSURE, day, raw)
        return self.witnesses.choose("issued_on", str)

    def _keywords(self, above: list[Block], below: list[Block], headline: str, body: str) -> None:
        shown = displayed_keywords([*above, *below])
        if shown:
            self.witnesses.add("keywords", Origin.GENERIC, *shown, "labelled line")
        label = self.tags.label("keywords")
        if label:
            site = (self.tags.label("site") or ("", ""))[1]
            words = plausible_keywords(label[1], headline, body, site)
            self.witnesses.add("keywords", Origin.LABEL, words, label[1], label[0])

    def _original_title(self, lines: list[Block]) -> str | None:
        if "原标题" in self.document.html or "原題" in self.document.html or "原標題" in self.document.html:
            for block in lines:
                found = ORIGINAL_TITLE.match(block.text)
                if found:
                    self.witnesses.add("original_title", Origin.TEXT, clean(found[1]), block.text)
                    break
        return self.witnesses.choose("original_title", str)

    def _related(self, below: list[Block]) -> tuple[Link, ...]:
        elements, _ = select_elements(self.document.root, self.rules.related)
        if elements:
            lines = [block for element in elements for block in Outline(element).blocks]
            return find_related([*_heading(lines), *lines], self.document.base_url)
        return find_related(below, self.document.base_url)

    def _attachments(self, span: Span | None) -> tuple:  # type: ignore[type-arg]
        if span is None:
            return ()
        parent = span.element.getparent()
        return find_attachments(parent if parent is not None else span.element, self.document.base_url)

    def _html(self, span: Span | None, kept: list[Block], trimmed: Trimmed) -> str:
        if span is None:
            return ""
        cut = [self.blocks[index] for index in (*trimmed.head, *trimmed.tail)]
        return safe_html(span.element, kept, cut, self.document.base_url)

    def _complain(self, kind: PageKind, headline: str | None, body: str, published: Timestamp | None) -> None:
        url = self.document.url
        if kind is not PageKind.ARTICLE:
            self.problems.append(Problem("page", f"page_is_{kind}", f"{url}: the page is no article but: {kind}"))
        if not headline:
            self.problems.append(Problem("headline", "no_headline", f"{url}: no headline was found; declare a rule for it"))
        if not body:
            self.problems.append(Problem("body", "no_body", f"{url}: no text was found; declare a rule for the body"))
        if published is None:
            self.problems.append(Problem("published_at", "no_date", f"{url}: no readable time of publication was found"))


def _name(element: etree._Element) -> str:
    """Return an element as a selector would name it, for --explain."""
    return f"{element.tag}" + "".join(f".{c}" for c in (element.get("class") or "").split()) + (f"#{i}" if (i := element.get("id")) else "")


def _heading(lines: list[Block]) -> list[Block]:
    """Return a heading for a declared container of related links that has none of its own."""
    return [Block("相关新闻", "相关新闻", 0, lines[0].element, prose=False)] if lines else []
