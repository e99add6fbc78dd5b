"""Compile the modules in which a crawl spends most of its time, where that can be done.

    pip install .

mypyc makes C of them, for which it needs a C compiler and Python's headers. They read and compare texts and do no
I/O; compiled or not they do the same, but to read a page takes an eighth less CPU time. `ENVNEWS_COMPILE=1` makes a
failure an error, `ENVNEWS_COMPILE=0` leaves them as they are, and so does an editable installation: what is compiled
would come before a source that was edited since. All else stands in `pyproject.toml`.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from setuptools import setup
from setuptools.command.build_ext import build_ext

if TYPE_CHECKING:
    from setuptools import Extension

PACKAGES = ("extract", "normalize", "stories", "vocabulary")
# Has cached properties, which compiled classes cannot.
AS_SOURCE = frozenset({"envnews/extract/page/document.py"})
# All modules are one library, whose functions nothing outside replaces: they call each other without a table between them.
# The third level of optimisation would add nothing to that but size.
DIRECT_CALLS = ["-fvisibility=hidden", "-fno-semantic-interposition", "-fno-plt"]
WISH = os.environ.get("ENVNEWS_COMPILE", "")


class BuildAllOrNothing(build_ext):
    """Builds all extension modules, or none: they are one library, and of no use without each other."""

    def run(self) -> None:
        """Compile; where it fails, leave nothing behind and go on without."""
        try:
            super().run()
        except Exception as error:
            if WISH == "1":
                raise
            self.warn(f"envnews is installed without compiled modules: {error}")
            for file in self.get_outputs():
                Path(file).unlink(missing_ok=True)
            self.extensions = []


def compiled() -> list[str]:
    """Return the files that are compiled. A package's `__init__` has nothing that takes time."""
    files = sorted(str(file) for package in PACKAGES for file in Path("envnews", package).rglob("[!_]*.py"))
    return [file for file in files if file not in AS_SOURCE]


def extensions() -> list[Extension]:
    """Return the extension modules; none where there is no mypyc, or it will not have the sources."""
    try:
        from mypyc.build import mypycify  # noqa: PLC0415 - of no use where nothing is compiled

        # The linters' settings are of no use here, and what the package needs need not be installed to build it.
        found = mypycify(["--config-file=", "--ignore-missing-imports", *compiled()], opt_level="2")
    except (ImportError, SystemExit) as error:
        if WISH == "1":
            raise
        warnings.warn(f"envnews is installed without compiled modules: {error!r}", stacklevel=1)
        return []
    for extension in found if os.name == "posix" else []:
        extension.extra_compile_args += DIRECT_CALLS
    return found


WANTED = WISH != "0" and not {"editable_wheel", "develop", "egg_info", "dist_info", "sdist"} & set(sys.argv)
setup(ext_modules=extensions() if WANTED else [], cmdclass={"build_ext": BuildAllOrNothing})
