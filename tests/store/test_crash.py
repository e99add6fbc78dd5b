"""A writer that is killed at any moment leaves whole batches and a sound file."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from envnews.store import Writer, open_database

BATCH = 20
WRITE = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import PORTAL, fetched
from envnews.store import Writer
writer = Writer(sys.argv[2])
writer.open_portal_run(writer.open_run("crawl"), PORTAL)
first = writer._connection.execute("SELECT count(*) FROM articles").fetchone()[0]
for start in range(first, 10**6, 20):
    writer.write([fetched(number) for number in range(start, start + 20)])
    print(start + 20, flush=True)
"""


@pytest.mark.proves(
    "F1", "what the writer has promised is there after kill -9, batches are whole, integrity_check is ok"
)
@pytest.mark.parametrize("seed", range(3))
def test_kill_9_leaves_whole_batches(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret, a moment to kill at
    promised = 0
    for _ in range(2):
        arguments = [sys.executable, "-c", WRITE, str(Path(__file__).parent), str(path)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 - this file's program
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0.02, 0.2))
            child.send_signal(signal.SIGKILL)
            promised = max(map(int, child.stdout.read().split()), default=promised)
    with Writer(path), closing(open_database(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        count = db["articles"].count
        assert count >= promised >= BATCH
        assert count % BATCH == 0
        for table in ("pages", "aliases", "changes"):
            assert db[table].count == count
        assert db.execute("SELECT max(seq) FROM articles").fetchone()[0] == count
        assert next(db.query("SELECT value FROM counters"))["value"] == count
        assert [row["killed"] for row in db["runs"].rows] == [1, 1]
