"""What a crawl consists of is loaded at once, and the process can be forked after it."""

from __future__ import annotations

import subprocess
import sys

AFTER = """
import gc, sys, threading
from envnews.run.loading import load_crawl
load_crawl()
assert "envnews.run.worker" in sys.modules and "envnews.store.writing.writer" in sys.modules
assert "twisted.internet.reactor" not in sys.modules, "a reactor belongs to one process"
assert threading.active_count() == 1
assert gc.get_freeze_count() > 10_000 and gc.isenabled()
"""


def test_a_loaded_crawl_has_neither_reactor_nor_thread_and_is_left_to_the_collector_no_more() -> None:
    subprocess.run([sys.executable, "-c", AFTER], check=True)  # noqa: S603 - our own program
