"""Whether this installation is compiled: `setup.py` says of what, and why."""

from __future__ import annotations

from envnews.extract.page import blocks


def is_compiled() -> bool:
    """Return whether the modules that read and compare texts are loaded as extension modules."""
    return not blocks.__file__.endswith(".py")
