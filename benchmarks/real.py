"""Crawl real pages with a portal that has no rules, store them, and score the records.

    python benchmarks/real.py --corpus ../shared/corpus

Every article of the corpus is served on loopback with its own bytes, under its own path where that is
known, below an index page that tells nothing but addresses. What the crawl stored is then compared with
the hand-checked gold by ../score/score_extraction.py beside the corpus.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from envnews.run.crawl import CrawlPlan, crawl_apart
from envnews.store import open_database

HOST = "corpus.example"
PORTAL = f'''
from envnews.spiders.families.plain import PlainSpider


class CorpusSpider(PlainSpider):
    """Real pages from many hosts under one name; no rules at all."""

    name = "corpus"
    title = "Corpus"
    kind = "media"
    home = "http://{HOST}/"
    hosts = ("{HOST}",)
    columns = {{"index": "http://{HOST}/"}}
    article_url = r"^http://{HOST}(?P<document_id>/.+)$"
    rights = "media"
'''


@dataclass(frozen=True)
class RealPage:
    """One page of the corpus and the path under which it is served."""

    id: str
    path: str
    body: bytes


def main() -> int:
    """Crawl, store, score; return the scorer's exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    corpus = parser.parse_args().corpus
    if not (corpus / "gold.jsonl").exists():
        print(f"{corpus} holds no gold.jsonl; name a corpus with make real CORPUS=…", file=sys.stderr)
        return 2
    pages = read_pages(corpus)
    with tempfile.TemporaryDirectory() as folder:
        rows = crawl_pages(pages, Path(folder))
        predictions = Path(folder) / "predictions.jsonl"
        predictions.write_text(
            "".join(prediction(page, rows.get(page.path)) for page in pages), encoding="utf-8"
        )
        print(f"{len(pages)} pages served, {len(rows)} articles stored", flush=True)
        scorer = corpus.parent / "score" / "score_extraction.py"
        command = [sys.executable, str(scorer), str(corpus / "gold.jsonl"), str(predictions)]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own interpreter and scorer


def read_pages(corpus: Path) -> list[RealPage]:
    """Return the articles of the corpus; of two with one address the second gets a path of its own."""
    pages: dict[str, RealPage] = {}
    for line in (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "article":
            continue
        parts = urlsplit(row["url"] or "")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if len(path) < 2 or path in pages:
            path = f"/pages/{row['id']}.html"
        pages[path] = RealPage(row["id"], path, (corpus / row["file"]).read_bytes())
    return list(pages.values())


def crawl_pages(pages: list[RealPage], folder: Path) -> dict[str, dict[str, Any]]:
    """Serve and crawl the pages; return the stored articles by path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        portal, hosts_map, database = folder / "corpus.py", folder / "hosts", folder / "real.db"
        portal.write_text(PORTAL, encoding="utf-8")
        hosts_map.write_text(f"{HOST} 127.0.0.1:{server.server_port}\n", encoding="utf-8")
        crawl_apart(CrawlPlan(("corpus",), database=database, spiders=(str(portal),), hosts_map=hosts_map))
    finally:
        server.shutdown()
        server.server_close()
    with closing(open_database(database, readonly=True).conn) as connection:
        cursor = connection.execute("SELECT * FROM articles")
        names = [column[0] for column in cursor.description]
        return {
            row["document_id"]: row for row in (dict(zip(names, values, strict=True)) for values in cursor)
        }


def prediction(page: RealPage, row: dict[str, Any] | None) -> str:
    """Return what the scorer reads: one JSON object a line; a page that was not stored predicts nothing."""
    fields = ("headline", "published_at", "source", "author", "editor", "lead", "body")
    record: dict[str, Any] = {"id": page.id}
    if row is not None:
        record |= {name: row[name] for name in fields} | {"keywords": json.loads(row["keywords"])}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _handler(pages: list[RealPage]) -> type[BaseHTTPRequestHandler]:
    bodies = {page.path: page.body for page in pages}
    rows = "".join(
        f'<li><a href="{path.replace("&", "&amp;")}">No headline here: {path}</a></li>' for path in bodies
    )
    bodies["/"] = f"<html><body><ul>{rows}</ul></body></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing: the crawl reports what fails."""

    return Handler


if __name__ == "__main__":
    raise SystemExit(main())
