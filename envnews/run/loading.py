"""Loading what a crawl consists of, in two thirds of the time that it takes as it comes.

Start-up is most of a crawl that finds little, and there is one every two hours. This is for programs that do
nothing but crawl: a host program keeps its own ways with the collector.
"""

from __future__ import annotations

import gc

_YOUNG = 20_000
"""Objects after which the collector looks at young ones. A page makes a few thousand, loading makes hundreds of
thousands that stay; with the default of 700 it would look at most of them in vain."""


def collect_rarely() -> None:
    """Let the collector look at objects less often in this process."""
    gc.set_threshold(_YOUNG, 20, 20)


def load_crawl() -> None:
    """Load the modules of a crawl, and leave them to the collector no more: neither here nor in forked processes."""
    collect_rarely()
    gc.disable()  # hardly anything of it is ever thrown away
    from envnews.pipelines import store  # noqa: F401 - as it is needed
    from envnews.run import crawl, foreman, nursery  # noqa: F401 - likewise

    gc.freeze()
    gc.enable()
