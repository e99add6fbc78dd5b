"""A disk that is really full, wherever publishing is when it fills up."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from envnews.dumps import ImportPlan, Scope, Text, import_dump
from envnews.errors import StorageError
from tests.store.conftest import fetched

from .test_import import rows
from .test_publish import digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .conftest import World

SIZE = 24 << 20
FORMATS = ("jsonl", "csv", "sqlite", "parquet")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 megabytes, in memory."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "disk"
    place.mkdir()
    made = mount and subprocess.run(  # noqa: S603 - util-linux
        [mount, "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not made or made.returncode or not unmount:
        pytest.skip(
            "no file system may be mounted here: run as root; the limit on the size of files is tested"
        )
    yield place
    subprocess.run([unmount, str(place)], check=True)  # noqa: S603 - util-linux


def fill(disk: Path, free: int) -> Path:
    """Write a file that leaves no more than `free` bytes of the disk."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    left = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, left.f_bavail * left.f_frsize - free))
    return ballast


def prepare(world: World) -> dict[str, str]:
    """Publish a dump, and write more; return the digests of what is published."""
    world.writer.write(
        [fetched(number, body=f"{number}{os.urandom(4000).hex()}") for number in range(10, 40)]
    )
    world.publish(scope=Scope(Text.FULL), formats=FORMATS)
    world.writer.write(
        [fetched(number, body=f"{number}{os.urandom(4000).hex()}") for number in range(30, 60)]
    )
    return digests(world.out)


def publishes(world: World) -> bool:
    """Return whether the disk is large enough; no other error will do."""
    try:
        world.publish(scope=Scope(Text.FULL), formats=FORMATS)
    except StorageError:
        return False
    return True


@pytest.mark.proves(
    "F7", "on a file system that is full at any point, latest.json names the previous, complete dump"
)
def test_a_full_disk_leaves_the_previous_dump(world: World, small_disk: Path, tmp_path: Path) -> None:
    world.out = small_disk / "dumps"
    before = prepare(world)
    failed, mirror = 0, tmp_path / "mirror.db"
    for free in (0, 4_096, *range(150_000, 15_000_000, 900_000)):
        ballast = fill(small_disk, free)
        if publishes(world):
            break
        failed += 1
        ballast.unlink()
        left = digests(world.out)
        assert {path: sha256 for path, sha256 in left.items() if path in before} == before, free
        if failed == 6:
            import_dump(ImportPlan(str(world.out), mirror))
            assert len(rows(mirror)) == 38
    assert failed >= 6
    ballast.unlink(missing_ok=True)
    world.publish(scope=Scope(Text.FULL), formats=FORMATS)
    import_dump(ImportPlan(str(world.out), mirror))
    assert rows(mirror) == rows(world.path)


def test_files_that_may_not_grow_leave_the_previous_dump(world: World, tmp_path: Path) -> None:
    """The same where nothing may be mounted: the system refuses to make a file larger than `most` bytes."""
    before = prepare(world)
    mirror = tmp_path / "mirror.db"
    for most in (0, 100, 5_000, 50_000, 300_000, 600_000):
        code = in_child(lambda: world.publish(scope=Scope(Text.FULL), formats=FORMATS), most)
        assert code == 74, most
        assert digests(world.out) == before, most
    import_dump(ImportPlan(str(world.out), mirror))
    assert len(rows(mirror)) == 38
    world.publish(scope=Scope(Text.FULL), formats=FORMATS)
    import_dump(ImportPlan(str(world.out), mirror))
    assert rows(mirror) == rows(world.path)


def in_child(work: Callable[[], object], most: int) -> int:
    """Return the exit code of `work` in a process whose files may have no more than `most` bytes."""
    child = os.fork()
    if child == 0:
        code = 0
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            work()
        except StorageError as error:
            code = error.exit_code
        except BaseException:  # noqa: BLE001 - told by the code
            code = 99
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
