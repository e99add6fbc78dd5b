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

from envnews.run.crawl import CrawlPlan, crawl
from envnews.store import open_database

HOSTS = ("corpus.example", "again.example")
"""The second takes pages whose address is taken: two captures of one article would be one article."""

PORTALS = "from envnews.spiders.families.plain import PlainSpider\n" + "".join(
    f'''

class Corpus{number}Spider(PlainSpider):
    """Real pages from many hosts under one name; no rules at all."""

    name = "corpus-{number}"
    title = "Corpus {number}"
    kind = "media"
    home = "http://{host}/"
    hosts = ("{host}",)
    columns = {{"index": "http://{host}/"}}
    article_url = r"^http://{host}(?P<document_id>/.+)$"
    rights = "media"
'''
    for number, host in enumerate(HOSTS)
)


@dataclass(frozen=True)
class RealPage:
    """One page of the corpus and the address under which it is served."""

    id: str
    host: str
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
            "".join(prediction(page, rows.get((page.host, page.path))) for page in pages), encoding="utf-8"
        )
        print(f"{len(pages)} pages served, {len(rows)} articles stored", flush=True)
        scorer = corpus.parent / "score" / "score_extraction.py"
        command = [sys.executable, str(scorer), str(corpus / "gold.jsonl"), str(predictions)]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own interpreter and scorer


def read_pages(corpus: Path) -> list[RealPage]:
    """Return the articles of the corpus, each under its own path where that is known."""
    pages: dict[tuple[str, str], RealPage] = {}
    for line in (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "article":
            continue
        parts = urlsplit(row["url"] or "")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        path = path if len(path) > 1 else f"/pages/{row['id']}.html"
        host = next((host for host in HOSTS if (host, path) not in pages), None)
        if host is None:
            host, path = HOSTS[0], f"/pages/{row['id']}.html"
        pages[host, path] = RealPage(row["id"], host, path, (corpus / row["file"]).read_bytes())
    return list(pages.values())


def crawl_pages(pages: list[RealPage], folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Serve and crawl the pages; return the stored articles by host and path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        portals, hosts_map, database = folder / "corpus.py", folder / "hosts", folder / "real.db"
        portals.write_text(PORTALS, encoding="utf-8")
        lines = [f"{host} 127.0.0.1:{server.server_port}\n" for host in HOSTS]
        hosts_map.write_text("".join(lines), encoding="utf-8")
        names = tuple(f"corpus-{number}" for number in range(len(HOSTS)))
        crawl(CrawlPlan(names, database=database, spiders=(str(portals),), hosts_map=hosts_map))
    finally:
        server.shutdown()
        server.server_close()
    with closing(open_database(database, readonly=True).conn) as connection:
        cursor = connection.execute("SELECT * FROM articles")
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, values, strict=True)) for values in cursor]
    return {(HOSTS[int(row["portal"][-1])], row["document_id"]): row for row in rows}


def prediction(page: RealPage, row: dict[str, Any] | None) -> str:
    """Return what the scorer reads: one JSON object a line; a page that was not stored predicts nothing."""
    fields = ("headline", "published_at", "source", "author", "editor", "lead", "body")
    record: dict[str, Any] = {"id": page.id}
    if row is not None:
        record |= {name: row[name] for name in fields} | {"keywords": json.loads(row["keywords"])}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _handler(pages: list[RealPage]) -> type[BaseHTTPRequestHandler]:
    bodies = {(page.host, page.path): page.body for page in pages}
    for host in HOSTS:
        paths = [page.path.replace("&", "&amp;") for page in pages if page.host == host]
        rows = "".join(f'<li><a href="{path}">No headline here: {path}</a></li>' for path in paths)
        bodies[host, "/"] = f"<html><body><ul>{rows}</ul></body></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies.get((self.headers["Host"].partition(":")[0], self.path))
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
