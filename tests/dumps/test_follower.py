"""Somebody follows a dump while it is published."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

import pytest

from envnews.dumps.layout import parse_latest
from tests.store.conftest import fetched

if TYPE_CHECKING:
    from pathlib import Path

    from tests.dumps.conftest import World


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.proves(
    "F39", "in a thousand looks latest.json is whole, and the newest files it names are there with their sums"
)
def test_a_follower_never_sees_half_a_dump(world: World) -> None:
    world.publish()
    done = threading.Event()
    wrong: list[str] = []
    looks, number = 0, 10

    def follow() -> None:
        nonlocal looks
        try:
            while (looks < 1000 or number < 16) and not wrong:
                latest = parse_latest((world.out / "latest.json").read_bytes(), "latest.json")
                named = (latest.full, *latest.changes[-1:])
                wrong.extend(file.path for file in named if sum_of(world.out / file.path) != file.sha256)
                looks += 1
        except Exception as error:  # noqa: BLE001 - told by the assertion below
            wrong.append(repr(error))
        finally:
            done.set()

    thread = threading.Thread(target=follow)
    thread.start()
    while not done.is_set() and number < 200:
        world.writer.write([fetched(number)])
        world.publish(changes_only=number % 8 != 0)
        number += 1
    thread.join()
    assert (wrong, looks >= 1000) == ([], True)
    assert number >= 16
