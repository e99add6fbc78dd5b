"""Somebody follows a dump while it is published."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from envnews.dumps.records.layout import parse_latest
from envnews.store import Writer
from envnews.store.articles.takedown import Reason
from tests.store.conftest import fetched

from .conftest import media

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from envnews.dumps.records.layout import FileRef
    from tests.dumps.conftest import World


def differs(out: Path, path: str, size: int, sha256: str) -> bool:
    data = (out / path).read_bytes()
    return (len(data), hashlib.sha256(data).hexdigest()) != (size, sha256)


def wrong_files(out: Path) -> Iterator[str]:
    """Yield the files that `latest.json` leads to, and that are not as it, or the manifest, says."""
    latest = parse_latest((out / "latest.json").read_bytes(), "latest.json")
    named: tuple[FileRef, ...] = (latest.full, *latest.changes)
    yield from (file.path for file in named if differs(out, file.path, file.bytes, file.sha256))
    folder = latest.full.path.rpartition("/")[0]
    manifest = json.loads((out / latest.full.path).read_bytes())
    sums = dict(reversed(line.split("  ")) for line in (out / folder / "SHA256SUMS").read_text().splitlines())
    for resource in manifest["resources"]:
        path, sha256 = f"{folder}/{resource['path']}", resource["hash"].removeprefix("sha256:")
        if differs(out, path, resource["bytes"], sha256) or sums[resource["path"]] != sha256:
            yield path
    if set(sums) != {"datapackage.json", *(resource["path"] for resource in manifest["resources"])}:
        yield f"{folder}/SHA256SUMS"
    for path in latest.feeds:
        data = (out / path).read_bytes()
        json.loads(data) if path.endswith(".json") else ET.fromstring(data)  # noqa: S314 - our own output


@pytest.mark.proves(
    "F39",
    "in a thousand looks latest.json is whole, and each file that it leads to is there with its size and sum",
)
@pytest.mark.parametrize(("wanted", "dumps"), [(100, 5), pytest.param(1000, 12, marks=pytest.mark.slow)])
def test_a_follower_never_sees_half_a_dump(world: World, wanted: int, dumps: int) -> None:
    """Full dumps, changes, withdrawals and a portal whose last article goes are published meanwhile."""
    world.publish()
    world.writer.close()
    over = threading.Event()
    published: list[int] = []
    troubles: list[BaseException] = []

    def publish() -> None:
        try:
            with Writer(world.path, clock=world.clock) as world.writer:
                for number in range(6, 1000):
                    change(world, number)
                    world.publish(
                        formats=("jsonl", "csv", "sqlite"), changes_only=number % 3 == 0, force=True
                    )
                    published.append(number)
                    if over.is_set():
                        return
        except BaseException as error:  # noqa: BLE001 - shown by the test
            troubles.append(error)

    thread = threading.Thread(target=publish)
    thread.start()
    seen, looks = set(), 0
    try:
        while (looks < wanted or len(published) < dumps) and not troubles:
            looks += 1
            assert list(wrong_files(world.out)) == []
            seen.add((world.out / "latest.json").read_bytes())
    finally:
        over.set()
        thread.join()
    assert not troubles
    assert len(seen) >= dumps - 2
    world.writer = Writer(world.path, clock=world.clock)


def change(world: World, number: int) -> None:
    world.writer.write([fetched(number, headline=f"{number}", body=f"第{number}篇。" * 50)])
    match number % 6:
        case 0:
            for each in (1, 2, 3):
                world.writer.withdraw(f"m-{each}", Reason.PRIVACY)
        case 2:
            world.writer.write([media(number)])
        case 4:
            world.writer.withdraw(f"m-{number - 2}", Reason.DUPLICATE)


def test_the_look_notices_what_is_wrong(world: World) -> None:
    world.publish()
    assert list(wrong_files(world.out)) == []
    table = world.full / "articles.csv"
    table.write_bytes(table.read_bytes()[:-1])
    assert list(wrong_files(world.out)) == [str(table.relative_to(world.out))]
    (world.out / world.latest.feeds[0]).unlink()
    with pytest.raises(FileNotFoundError):
        list(wrong_files(world.out))
