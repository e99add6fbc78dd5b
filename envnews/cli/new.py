"""`envnews new`: from the address of a site to a portal file, a sample case and a table of what was found."""

from __future__ import annotations

import json
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from envnews.cli.options import allow_private_option, hosts_map_option
from envnews.cli.printing import print_table
from envnews.errors import DataError, ExitCode, StorageError, UsageError

if TYPE_CHECKING:
    from envnews.probe.fetcher import Fetcher
    from envnews.probe.survey import Findings


@click.command()
@click.argument("url", required=False)
@click.option("--name", help="Key of the portal [default: made from the host].")
@click.option("--out", type=click.Path(path_type=Path), help="Portal file to write; with --from a directory.")
@click.option(
    "--samples",
    type=click.Path(path_type=Path),
    help="Directory for sample cases [default: beside the file].",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True),
    help="File with an address, and perhaps a key, a line.",
)
@hosts_map_option
@allow_private_option
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, one portal a line.")
def new(
    url: str | None,
    *,
    name: str | None,
    out: Path | None,
    samples: Path | None,
    source: Path | None,
    hosts_map: Path | None,
    allow_private: tuple[str, ...],
    force: bool,
    as_json: bool,
) -> int:
    """Look at a site and write a portal file for it.

    URL is a column or the home page. The CMS, columns, the numbering of list pages, the form of article
    addresses and the places of fields are found by looking at some forty pages, politely. What came of it is
    printed with a confidence; the file is a start to be read through, and can be crawled at once.

    Example: envnews new https://www.example.gov.cn/hbyw/ --name example-sthjj --out example.py
    """
    from envnews.probe.fetcher import run

    if (url is None) == (source is None):
        raise UsageError("give one URL, or a file of them with --from")
    wanted = _wanted(source) if source else [(url or "", name)]
    for address, key in wanted:
        _check(address, key)
    files = [_file(out, key, address, many=source is not None) for address, key in wanted]
    for file in files:
        if file.exists() and not force:
            raise UsageError(f"{file} exists; --force replaces it")
        if files.count(file) > 1:
            raise UsageError(f"{source} leads to {file} twice; give each line a key behind its address")

    async def job(fetch: Fetcher) -> list[Findings | str]:
        return [await _survey(fetch, address, key) for address, key in wanted]

    found = run(job, [address for address, _ in wanted], hosts_map=hosts_map, allow_private=allow_private)
    for (address, _), result, file in zip(wanted, found, files, strict=True):
        if isinstance(result, str):
            click.echo(f"envnews: {result}", err=True)
            continue
        cases = samples or file.parent / "samples"
        _write(result, file, cases)
        _print(result, file, address, as_json=as_json)
        if not as_json:
            _print_next(result.draft.name, file, cases)
    return ExitCode.OK if not any(isinstance(one, str) for one in found) else ExitCode.UNAVAILABLE


async def _survey(fetch: Fetcher, address: str, key: str | None) -> Findings | str:
    from envnews.probe.pages import ProbeError
    from envnews.probe.survey import survey

    try:
        return await survey(fetch, address, key)
    except ProbeError as error:
        return str(error)


def _check(address: str, key: str | None) -> None:
    from envnews.normalize import absolute
    from envnews.spiders.declaration import NAME

    if not address.startswith(("http://", "https://")) or absolute(address, address) is None:
        raise UsageError(f"{address!r} is no address; give it whole, as in https://www.example.gov.cn/hbyw/")
    if key is not None and not NAME.fullmatch(key):
        raise UsageError(
            f"{key!r} cannot be a portal's key; it takes lower-case letters, digits and single hyphens"
        )


def _wanted(source: Path) -> list[tuple[str, str | None]]:
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{source} cannot be read: it is not UTF-8; give an address a line") from error
    lines = [line.partition("#")[0].split() for line in text.splitlines()]
    return [(words[0], words[1] if len(words) > 1 else None) for words in lines if words]


def _file(out: Path | None, key: str | None, address: str, *, many: bool) -> Path:
    """Return where the portal of an address is written: in a folder its name is the key's, or the host's."""
    from envnews.probe.names import key_of

    if out is not None and not many and not out.is_dir():
        return out
    return (out or Path()) / f"{(key or key_of(address)).replace('-', '_')}.py"


def _write(found: Findings, file: Path, samples: Path) -> None:
    from envnews.probe.samples import write_samples

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found.draft.source(), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{file.parent}: {error.strerror}; choose a writable place with --out") from error
    write_samples(found, samples)


def _print_next(name: str, file: Path, cases: Path) -> None:
    spiders = f"{name} --spiders {quote(str(file))}"
    click.echo(f"Read {file} through. What to type next:", err=True)
    click.echo(f"  envnews check {spiders} --samples {quote(str(cases))}", err=True)
    click.echo(f"  envnews crawl {spiders} --max-pages 1", err=True)


def _print(found: Findings, file: Path, address: str, *, as_json: bool) -> None:
    if as_json:
        facts = [
            {"what": one.what, "value": one.value, "confidence": round(one.confidence, 2), "basis": one.basis}
            for one in found.facts
        ]
        click.echo(
            json.dumps(
                {"url": address, "portal": found.draft.name, "file": str(file), "facts": facts},
                ensure_ascii=False,
            )
        )
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(
        title=f"{found.draft.name}: {file}",
        title_justify="left",
        box=None,
        pad_edge=False,
        header_style="bold",
    )
    for name in ("what", "found", "sure", "by"):
        table.add_column(name, justify="right" if name == "sure" else "left", overflow="fold")
    for one in found.facts:
        table.add_row(one.what, one.value, f"{one.confidence:.0%}", one.basis)
    print_table(Console(), table)
