"""Write docs/reliability.md from the marks of the tests: `python -m tests.docs.reliability`.

A test says what it proves with `@pytest.mark.proves(NUMBER, WHAT)`. The marks are read from the source, so
that the table can be made without loading anything.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs/reliability.md"

FAULTS: Final = (
    "kill -9 at any moment of a crawl",
    "one SIGTERM or SIGINT",
    "two signals",
    "a second crawl is started while one runs",
    "a lock file is left behind by a dead process",
    "the disk fills up during a crawl",
    "the disk fills up during a dump",
    "the database or its directory is read-only",
    "an analyst reads in one transaction for as long as the crawl takes",
    "an analyst holds the write lock",
    "the database is truncated or damaged",
    "the clock jumps forwards or backwards",
    "other time zones",
    "a migration is killed at any statement",
    "the database is newer than the program",
    "two sources have the same document at once",
    "no address, refused, reset, TLS error, 500, 503, 429",
    "not modified",
    "a server that drips",
    "a connection that ends before its page",
    "a page of 200 MB",
    "decompression bombs",
    "pages that are slow to parse",
    "a list of 10,000 links",
    "a list without end",
    "redirects without end",
    "one document under many addresses",
    "charsets that are declared wrongly or not at all",
    "characters that no record may hold",
    "headlines and bodies that are too long or none",
    "dates that are none",
    "links with other schemes",
    "one host in many spellings",
    "malformed HTML",
    "error, login and anti-bot pages with status 200",
    "robots.txt that is none, too large, failing or silent",
    "a site answers every address with an empty template",
    "an exception in a portal's own code",
    "a reader follows a dump while it is published",
    "an import is killed",
    "an import of a damaged dump",
    "a backup while a crawl writes",
    "the log cannot be written, stderr is closed",
    "a crawl of many hours",
)

OPERATION: Final = (
    "cron: no terminal, nothing to tell",
    "a terminal: progress there, none in files",
    "exit codes",
    "two starts at once",
    "missed intervals",
    "sixty days without a crawl",
    "metrics for Prometheus",
    "logrotate renames the log during a run",
    "a template changes",
    "systemd units and the crontab line",
    "the ping's endpoint hangs",
    "a long crawl of everything is killed and started again",
)

SECURITY: Final = (
    "requests to this machine or its network (SSRF)",
    "name servers that change their answer (DNS rebinding)",
    "metadata services of clouds",
    "local files",
    "ports that run code",
    "TLS",
    "bombs",
    "XML entities",
    "stored scripts (XSS)",
    "pictures that track",
    "formulas in CSV",
    "SQL in texts",
    "an analyst who writes",
    "names that leave the directory",
    "archives",
    "escape sequences and forged lines in logs",
    "secrets",
    "pickles",
    "the supply chain",
    "one portal that takes everything",
    "regular expressions",
    "forged dumps",
    "privileges of the service",
)

NUMBERS: Final[Mapping[str, str]] = {
    f"{letter}{number}": fault
    for letter, faults in (("F", FAULTS), ("O", OPERATION), ("S", SECURITY))
    for number, fault in enumerate(faults, 1)
}

_HEAD = """# Reliability

What envnews is held against, and the tests that do so: faults (F), operation (O) and security (S). Written by
`python -m tests.docs.reliability` from the marks of the tests; a test keeps it current. `make test` runs all
but the slow ones, `make test-all` every one.

| | when | what is proved | test |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """A test that proves something about a number."""

    number: str
    what: str
    file: str
    test: str
    slow: bool


def proofs() -> Iterator[Proof]:
    """Yield the proofs of all tests, by file and place in it."""
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _proofs_of(node, file.relative_to(ROOT).as_posix())


def _proofs_of(node: ast.FunctionDef | ast.AsyncFunctionDef, file: str) -> Iterator[Proof]:
    marks = {ast.unparse(mark) for mark in node.decorator_list}
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.proves":
            number, what = map(ast.literal_eval, mark.args)
            yield Proof(number, what, file, node.name, "pytest.mark.slow" in marks)


def page() -> str:
    """Return the page."""
    by_number: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs():
        by_number[proof.number].append(proof)
    return _HEAD + "".join(
        f"| {number} | {NUMBERS[number]} | {_cell(proof.what)} | {_test(proof)} |\n"
        for number in NUMBERS
        for proof in by_number[number]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _test(proof: Proof) -> str:
    name = f"[{proof.test.removeprefix('test_')}](../{proof.file})"
    return f"{name} (slow)" if proof.slow else name


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
