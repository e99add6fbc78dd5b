"""The path of a new operator, and the files of deploy/, as they stand: with other directories, and a replica."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.demo import ReplicaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", OPERATIONS, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
SETUPTOOLS = int(version("setuptools").partition(".")[0]) if find_spec("setuptools") else 0
UNITS = sorted(path.name for path in DEPLOY.glob("envnews*"))


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Path]:
    """The host map of a replica of Zhejiang's department, served on loopback."""
    with ReplicaServer() as server:
        hosts = tmp_path / "hosts"
        hosts.write_text(server.hosts_map_text(), encoding="utf-8")
        yield hosts


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A directory in the place of /opt/envnews: envnews as a command of this source."""
    folder = tmp_path / "opt/bin"
    folder.mkdir(parents=True)
    command = folder / "envnews"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m envnews "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    return tmp_path / "opt"


def moved(text: str, tmp_path: Path, replica: Path) -> str:
    """Return commands with our directories, and crawls of the replica."""
    text = text.replace("/opt/envnews", f"{tmp_path}/opt").replace("/var/lib/envnews", f"{tmp_path}/state")
    return re.sub(r"\benvnews crawl\b", f"envnews crawl --hosts-map {replica}", text)


def test_every_command_of_the_operations_page_runs_in_its_order(
    tmp_path: Path, installed: Path, replica: Path
) -> None:
    """Installing takes minutes and the network, and is tried by a test of its own."""
    install = {line for line in COMMANDS if "venv" in line or "pip install" in line}
    assert len(install) == 2
    script = moved("\n".join(line for line in COMMANDS if line not in install), tmp_path, replica)
    ended = subprocess.run(  # noqa: S603 - the page's own commands
        ["/bin/sh", "-eux", "-c", script],
        capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    state = tmp_path / "state"
    assert {"envnews.toml", "envnews.db", "envnews.prom", "log", "backups", "dumps"} <= {
        path.name for path in state.iterdir()
    }
    with closing(sqlite3.connect(state / "envnews.db")) as connection:
        outcomes = connection.execute("SELECT outcome FROM portal_runs ORDER BY number").fetchall()
        assert connection.execute("SELECT count(*) > 10 FROM articles").fetchone() == (1,)
    assert outcomes[-1] in {("ok",), ("nothing_new",)}
    assert (state / "envnews.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.skipif(SETUPTOOLS < 77, reason="setuptools 77 is needed to build without the network")
def test_it_is_installed_as_the_page_says(tmp_path: Path) -> None:
    """With the packages of this environment, so that nothing is loaded from the network."""
    own = tmp_path / "opt"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(own)], check=True, timeout=120)  # noqa: S603 - our own interpreter
    site = next((own / "lib").glob("python*/site-packages"))
    (site / "ours.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", encoding="utf-8")
    source = tmp_path / "source"
    shutil.copytree(ROOT / "envnews", source / "envnews", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(  # noqa: S603 - our own interpreter
        [own / "bin/python", "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "."],
        check=True, timeout=300, cwd=source, capture_output=True,
    )  # fmt: skip
    ended = subprocess.run(  # noqa: S603 - what was installed
        [own / "bin/envnews", "demo"], capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path
    )
    assert ended.returncode == 0, ended.stderr
    assert "every field as published" in ended.stdout


@pytest.mark.proves(
    "O10", "each line of the crontab runs under env -i with LANG=C, quietly, and stores Chinese as Chinese"
)
@pytest.mark.proves("O1", "the crontab's crawl, backup and dump print nothing when all went well")
def test_the_crontab_runs_in_an_empty_environment(tmp_path: Path, installed: Path, replica: Path) -> None:
    lines = (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
    path = next(line for line in lines if line.startswith("PATH="))
    commands = [line.split(maxsplit=5)[5] for line in lines if re.match(r"[\d*]", line)]
    assert [command.split()[1] for command in commands] == ["crawl", "backup", "dump"]
    for line in commands:
        command = moved(line.replace("crawl", "crawl zj-sthjt", 1), tmp_path, replica)
        ended = subprocess.run(  # noqa: S603 - the crontab's own commands
            ["/usr/bin/env", "-i", moved(path, tmp_path, replica), "LANG=C", f"HOME={tmp_path}", "/bin/sh", "-c", command],
            capture_output=True, text=True, timeout=60, check=False, cwd="/",
        )  # fmt: skip
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", ""), command
    with closing(sqlite3.connect(tmp_path / "state/envnews.db")) as connection:
        [(headline,)] = connection.execute("SELECT headline FROM articles LIMIT 1").fetchall()
    assert re.search(r"[\u4e00-\u9fff]{4}", headline)
    [table] = (tmp_path / "state/dumps").rglob("articles.csv")
    assert headline in table.read_text(encoding="utf-8-sig")


@pytest.mark.proves("O10", "systemd-analyze verify finds nothing in the units")
@pytest.mark.proves("S23", "the units are accepted by systemd-analyze verify")
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_the_units_are_sound(tmp_path: Path) -> None:
    (tmp_path / "envnews").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "envnews").chmod(0o755)
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("/opt/envnews/bin/envnews", str(tmp_path / "envnews")), encoding="utf-8"
        )
    ended = subprocess.run(  # noqa: S603 - our own units
        [str(shutil.which("systemd-analyze")), "--man=no", "verify", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True, text=True, timeout=60, check=False, env=os.environ | {"LANG": "C"},
    )  # fmt: skip
    named = [line for line in ended.stderr.splitlines() if "envnews" in line]
    assert (ended.returncode, named) == (0, []), ended.stderr


@pytest.mark.proves(
    "S23", "they run as a user of their own, write to their directory only, and reach no private network"
)
def test_the_units_are_hardened() -> None:
    wanted = {
        "DynamicUser=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "NoNewPrivileges=yes",
        "StateDirectory=envnews", "CapabilityBoundingSet=", "SystemCallFilter=@system-service",
    }  # fmt: skip
    for name in ("envnews.service", "envnews-daily.service"):
        lines = set((DEPLOY / name).read_text(encoding="utf-8").splitlines())
        assert wanted <= lines, name
        assert {line.partition("=")[0] for line in lines} >= {
            "MemoryMax",
            "TasksMax",
            "TimeoutStartSec",
            "IPAddressDeny",
        }
    crawl = (DEPLOY / "envnews.service").read_text(encoding="utf-8")
    assert "RestrictAddressFamilies=AF_INET AF_INET6\n" in crawl
    [denied] = re.findall(r"^IPAddressDeny=(.*)$", crawl, re.MULTILINE)
    assert {"localhost", "link-local", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"} <= set(
        denied.split()
    )


@pytest.mark.proves("O8", "logrotate accepts the file for it")
@pytest.mark.skipif(not shutil.which("logrotate"), reason="logrotate is not installed")
def test_logrotate_accepts_its_file(tmp_path: Path) -> None:
    ended = subprocess.run(  # noqa: S603 - our own file
        [str(shutil.which("logrotate")), "--debug", "--state", str(tmp_path / "state"), str(DEPLOY / "logrotate")],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert (ended.returncode, "error" in ended.stderr) == (0, False), ended.stderr
