"""A database made by a crawl of the replicas, and the site that shows it."""

from __future__ import annotations

import contextlib
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import uvicorn

from envnews.model import Topic
from envnews.store import Writer
from envnews.store.crawl.runs import Outcome, Verdict
from envnews.web.site import make_site
from tests.store.conftest import PORTAL, fetched, listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles, two of which speak of 水质, one edited, one withdrawn; a headline that is an attack."""
    path = tmp_path_factory.mktemp("web") / "news.db"
    with Writer(path) as writer:
        row = writer.open_portal_run(writer.open_run("crawl"), PORTAL)
        attack = "<script>document.title='hit'</script><img src=//evil.example/x onerror=alert(1)>"
        writer.write([listing(*range(1, 13))])
        writer.write(
            [fetched(n, body=f"第{n}号通报：全省大气环境质量稳定向好，{n}个城市达标。") for n in range(1, 10)]
        )
        writer.write([fetched(10, body="富春江水质提升，断面达到Ⅱ类。", headline=attack)])
        writer.write(
            [
                fetched(
                    11,
                    body="太湖水质好转，“双减”见效。",
                    regions=("320500",),
                    topics=(Topic("water", ("水质",)),),
                ),
                fetched(12, body="海洋垃圾清理行动启动。"),
            ]
        )
        writer.write([fetched(12, body="海洋垃圾清理行动今日启动，出动船只十艘。")])
        writer.withdraw("id-9", "rights")
        writer.close_portal_run(row, Verdict(Outcome.OK), {})
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[str]:
    """The address of the site, served as `envnews serve` does."""
    config = uvicorn.Config(make_site(database).app(), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    with closing(server.servers[0].sockets[0].dup()) as socket:
        port = socket.getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    with contextlib.suppress(RuntimeError):
        thread.join(10)
