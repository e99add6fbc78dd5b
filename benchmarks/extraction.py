"""What extraction costs, as a multiple of the lxml parse of the same pages in the same run.

    python benchmarks/extraction.py [--rounds 15] [--corpus ../shared/corpus]

Pages: the articles of the replica portals, with the rules and page labels that the shipped portals have
for them, and, where they are at hand, real pages without any rules. The unit is lxml.html.document_fromstring
of the page decoded with its true charset (many declarations lie, and libxml2 stops early at the lies). CPU time; rounds are interleaved and
the fastest of each page counts, so that other work on the machine does not.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import html
from processes import modules

from envnews.demo.expected import expected_articles
from envnews.demo.server import ReplicaServer
from envnews.extract import Page, Rules, decode, extract
from envnews.extract.article import find_layout
from envnews.extract.choose import Witnesses
from envnews.extract.page.document import parse
from envnews.extract.witnesses.declared import hear_declared
from envnews.extract.witnesses.labels import read_meta_tags
from envnews.extract.witnesses.ruled import apply_rules
from envnews.extract.witnesses.structured import read_json_ld
from envnews.run.portals import load_portals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FETCHED_AT = datetime(2022, 8, 1, tzinfo=UTC)


@dataclass
class Subject:
    """One page and the fastest times seen for it, in seconds."""

    group: str
    page: Page
    rules: Rules | None
    declared: bool
    charset: str
    parse: float = float("inf")
    extract: float = float("inf")

    def measure(self) -> None:
        """Time one parse and one extraction."""
        self.parse = min(
            self.parse,
            _seconds(lambda: html.document_fromstring(self.page.body.decode(self.charset, "replace"))),
        )
        self.extract = min(self.extract, _seconds(lambda: extract(self.page, self.rules)))


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    arguments = parser.parse_args()
    subjects = [*_replicas(), *_real(arguments.corpus)]
    gc.disable()  # as timeit does
    for _ in range(arguments.rounds):
        for subject in subjects:
            subject.measure()
        gc.collect()
    print(f"envnews: {modules()}")
    print(f"{'pages':34} {'count':>5} {'kB':>6} {'parse ms':>9} {'extract ms':>10} {'x parse':>8}")
    for group in dict.fromkeys(subject.group for subject in subjects):
        _row(group, [subject for subject in subjects if subject.group == group])
    known = [subject for subject in subjects if subject.declared]
    _row("known shapes (rules, labels), sum", known)
    unknown = [subject for subject in subjects if not subject.declared]
    _row("unknown shapes, sum", unknown)
    ratios = sorted(subject.extract / subject.parse for subject in unknown)
    print(f"unknown shapes: median {ratios[len(ratios) // 2]:.2f} x, worst {ratios[-1]:.2f} x the parse")


def _row(name: str, subjects: list[Subject]) -> None:
    count = len(subjects)
    parsed, extracted = sum(s.parse for s in subjects), sum(s.extract for s in subjects)
    size = sum(len(s.page.body) for s in subjects) / count / 1000
    print(
        f"{name:34} {count:5} {size:6.1f} {parsed / count * 1e3:9.3f} {extracted / count * 1e3:10.3f}"
        f" {extracted / parsed:8.2f}",
    )


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _replicas() -> Iterator[Subject]:
    portals = load_portals().classes
    server = ReplicaServer()
    for article in expected_articles():
        parts = urlsplit(article.url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        page = Page(article.url, server.answer(parts.netloc, target).body, {}, FETCHED_AT)
        rules = portals[article.portal].article_rules
        yield Subject(article.portal, page, rules, _is_declared(page, rules), decode(page.body).charset)


def _is_declared(page: Page, rules: Rules) -> bool:
    """Return whether rules and labels name all that is needed, so that the page is not walked as a whole."""
    document, witnesses = parse(page), Witnesses()
    apply_rules(document, rules, page.fetched_at, witnesses)
    hear_declared(document, read_meta_tags(document), read_json_ld(document)[0], page.fetched_at, witnesses)
    return not find_layout(document, rules, witnesses).whole


def _real(corpus: Path) -> Iterator[Subject]:
    gold = corpus / "gold.jsonl"
    if not gold.exists():
        return
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "article":
            body = (corpus / row["file"]).read_bytes()
            page = Page(row["url"] or "http://unknown.invalid/", body, {}, FETCHED_AT)
            yield Subject(
                "real pages without rules", page, None, declared=False, charset=decode(body).charset
            )


if __name__ == "__main__":
    main()
