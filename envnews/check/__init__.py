"""Hold what portals declare against sample pages whose content is known.

A sample case is a folder with the raw bytes of one page and, in `expected.toml`, what the page states and
which witness must say so. The tests and `envnews check` replay the same cases with the same call.
"""

from envnews.check.cases import Case, read_cases
from envnews.check.replay import Finding, failures, replay

__all__ = ["Case", "Finding", "failures", "read_cases", "replay"]
