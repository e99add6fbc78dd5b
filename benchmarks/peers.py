"""What general extractors cost beside envnews, on the same real pages in the same run.

    pip install 'envnews[bench]'
    python benchmarks/peers.py [--rounds 3] [--corpus ../shared/corpus]

The unit is lxml.html.document_fromstring of the decoded page; CPU time, rounds interleaved, the fastest of
each page counts. A peer that is not installed is left out and named. Lists are measured on the list pages.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html
from processes import modules

from envnews.extract import Page, decode, extract
from envnews.extract.links.list_page import extract_links

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Job = Callable[[Page, str], object]

FETCHED_AT = datetime(2026, 11, 23, tzinfo=UTC)


def main() -> None:
    """Measure and print a row for each extractor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    arguments = parser.parse_args()
    if not (arguments.corpus / "gold.jsonl").exists():
        print(f"skipped: no pages in {arguments.corpus}; name a corpus with --corpus")
        return
    print(f"envnews: {modules()}")
    gc.disable()
    articles = _pages(arguments.corpus, "article")
    _table("articles", articles, {"envnews": lambda page, _: extract(page), **_peers()}, arguments.rounds)
    _table(
        "lists",
        _pages(arguments.corpus, "list"),
        {"envnews": lambda page, _: extract_links(page)},
        arguments.rounds,
    )


def _pages(corpus: Path, kind: str) -> list[Page]:
    rows = map(json.loads, (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Page(row["url"] or "http://unknown.invalid/", (corpus / row["file"]).read_bytes(), {}, FETCHED_AT)
        for row in rows
        if row["kind"] == kind
    ]


def _peers() -> dict[str, Job]:
    """Return the peers that are installed, each as its documentation calls it."""
    found: dict[str, Job] = {}
    for name, module, job in (
        ("gne", "gne", _gne),
        ("trafilatura", "trafilatura", _trafilatura),
        ("newspaper4k", "newspaper", _newspaper),
        ("readability-lxml", "readability", _readability),
    ):
        try:
            found[name] = job(import_module(module))
        except ImportError as error:
            print(f"skipped: {name} is not installed ({error}); pip install 'envnews[bench]'")
    return found


def _gne(module: ModuleType) -> Job:
    extractor = module.GeneralNewsExtractor()
    return lambda _, text: extractor.extract(text)


def _trafilatura(module: ModuleType) -> Job:
    return lambda page, text: module.bare_extraction(text, url=page.url, with_metadata=True)


def _newspaper(module: ModuleType) -> Job:
    def run(page: Page, text: str) -> object:
        # It would fetch the page's pictures to weigh them; benchmarks send nothing beyond this machine.
        article = module.Article(page.url, language="zh", fetch_images=False)
        article.download(input_html=text)
        article.parse()
        return article

    return run


def _readability(module: ModuleType) -> Job:
    def run(_: Page, text: str) -> object:
        document = module.Document(text)
        return document.title(), document.summary()

    return run


def _table(kind: str, pages: list[Page], jobs: dict[str, Job], rounds: int) -> None:
    texts = [page.body.decode(decode(page.body).charset, "replace") for page in pages]
    every: dict[str, Job] = {"parse": lambda _, text: html.document_fromstring(text), **jobs}
    best = {name: [float("inf")] * len(pages) for name in every}
    failed = dict.fromkeys(every, 0)
    for _ in range(rounds):
        for index, (page, text) in enumerate(zip(pages, texts, strict=True)):
            for name, job in every.items():
                started = time.process_time()
                try:
                    job(page, text)
                except Exception:  # noqa: BLE001 - peers raise on pages that they cannot read; the count is told
                    failed[name] += 1
                best[name][index] = min(best[name][index], time.process_time() - started)
        gc.collect()
    print(
        f"{kind + f' ({len(pages)})':20} {'median':>8} {'worst':>8} {'failed':>7}   x the parse of the same page"
    )
    for name in jobs:
        ratios = sorted(spent / unit for spent, unit in zip(best[name], best["parse"], strict=True))
        print(f"{name:20} {ratios[len(ratios) // 2]:8.2f} {ratios[-1]:8.2f} {failed[name] // rounds:7}")


if __name__ == "__main__":
    main()
