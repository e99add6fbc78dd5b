"""Nurseries for the crawls of tests, forked from one process: to load Scrapy and the portals is most of a short crawl.

In a program with threads, as the tests are, a crawl starts its nursery as a program that loads them anew. Here that
program's `main` runs in processes forked from one that has them loaded, with the arguments, environment, directory and
streams that it would have. Tests of the command line start programs, and one in `tests/run/test_nursery.py` this one.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from envnews.config import UNCONFIGURED
from envnews.run import nursery
from envnews.run.plan import CrawlPlan, crawl_settings
from envnews.run.portals import load_portals
from envnews.run.worker import load_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
STREAMS = (0, 1, 2)
EXECUTE = nursery._execute
"""What starts a nursery as a program."""


@contextmanager
def forked_nurseries() -> Iterator[None]:
    """Let crawls in this process have forked nurseries in the block; on Linux, where sockets keep messages apart."""
    if sys.platform != "linux":
        yield
        return
    end, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.nurseries", str(theirs.fileno())]
    # Under PYTHONSAFEPATH the directory is not looked into; what the tests import from is.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with end, pytest.MonkeyPatch.context() as patch:
        with theirs:
            mother = subprocess.Popen(command, pass_fds=(theirs.fileno(),), cwd=ROOT, env=environment)  # noqa: S603 - ourselves
        patch.setattr(nursery, "_execute", lambda connection: _fork(end, connection))
        yield
        end.close()
        mother.wait()


def _fork(mother: socket.socket, connection: socket.socket) -> Callable[[], object]:
    """Have a nursery forked that gets its orders by a connection; return what waits for its end."""
    request = json.dumps({"directory": str(Path.cwd()), "environment": dict(os.environ)}).encode()
    socket.send_fds(mother, [request], [connection.fileno(), *STREAMS])
    _, [life], _, _ = socket.recv_fds(mother, 1, 1)

    def reap() -> None:
        os.read(life, 1)
        os.close(life)

    return reap


# In the process that is forked


def main(end: socket.socket) -> None:
    """Fork a nursery for each request, until the tests are over."""
    load_modules(crawl_settings(CrawlPlan()))
    load_portals((), UNCONFIGURED)
    while True:
        request, descriptors, _, _ = socket.recv_fds(end, 1 << 20, 1 + len(STREAMS))
        if not request:
            return
        while _reaped():
            pass
        life, death = os.pipe()  # closed by the kernel when the last process that has it has ended
        if not os.fork():
            end.close()
            os.close(life)
            _become_nursery(json.loads(request), descriptors)
        socket.send_fds(end, [b"!"], [life])
        for descriptor in (life, death, *descriptors):
            os.close(descriptor)


def _reaped() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _become_nursery(request: dict[str, object], descriptors: Sequence[int]) -> NoReturn:
    connection, *streams = descriptors
    for number, stream in zip(STREAMS, streams, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(str(request["directory"]))
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[arg-type]  # as it was sent
    time.tzset()
    sys.argv[1:] = [str(connection), str(os.getppid())]
    try:
        nursery.main()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
