"""The path of a new operator, and the files of deploy/, as they stand: with other directories, and a replica."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews.demo import ReplicaServer
from tests.loopback import Handler, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
SECTIONS = {
    title: re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for title, text in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", OPERATIONS, re.MULTILINE | re.DOTALL)
}
"""The blocks of commands of the page by section, in its order."""
SETUPTOOLS = int(version("setuptools").partition(".")[0]) if find_spec("setuptools") else 0
UNITS = sorted(path.name for path in DEPLOY.glob("envnews*"))


OLD_HOST, NEW_HOST = "sthjt.zj.gov.cn", "www.zjsthjt.example.cn"


@dataclass
class MovingSite:
    """Zhejiang's department on loopback: at its host, then at another one, then with another look there."""

    moved: bool = False
    redesigned: bool = False
    hosts_map: str = ""
    _replica: ReplicaServer = field(default_factory=ReplicaServer)

    def answer(self, host: str, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        if host == OLD_HOST and self.moved and path != "/robots.txt":
            return 301, {"Location": f"https://{NEW_HOST}{path}"}, b""
        page = self._replica.answer(OLD_HOST, path)
        body = page.body
        if host == NEW_HOST:
            body = body.replace(OLD_HOST.encode(), NEW_HOST.encode())
        if self.redesigned:
            body = body.replace(b'id="zoom"', b'id="newscontent"').replace(b"article_content", b"new-look")
        return page.status, {"Content-Type": page.content_type}, body


@contextmanager
def served() -> Iterator[MovingSite]:
    """Serve the site; its host map is known from then on."""
    site = MovingSite()

    class MovingHandler(Handler):
        def answer(self) -> None:
            host = (self.headers["Host"] or "").partition(":")[0]
            status, headers, body = site.answer(host, self.path)
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with serving(MovingHandler) as port:
        site.hosts_map = "".join(f"{host} 127.0.0.1:{port}\n" for host in (OLD_HOST, NEW_HOST))
        yield site


@pytest.fixture
def server() -> Iterator[MovingSite]:
    with served() as site:
        yield site


@pytest.fixture
def replica(tmp_path: Path, server: MovingSite) -> Path:
    """The host map of Zhejiang's department."""
    hosts = tmp_path / "hosts"
    hosts.write_text(server.hosts_map, encoding="utf-8")
    return hosts


def install(folder: Path) -> Path:
    """Make a directory in the place of /opt/envnews, with envnews as a command of this source."""
    command = folder / "opt/bin/envnews"
    command.parent.mkdir(parents=True)
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m envnews "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    return folder / "opt"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    return install(tmp_path)


def moved(text: str, tmp_path: Path, replica: Path, state: str = "state") -> str:
    """Return commands with our directories, and requests that go to the replica."""
    text = text.replace("/opt/envnews", f"{tmp_path}/opt").replace("/var/lib/envnews", f"{tmp_path}/{state}")
    text = re.sub(r"\benvnews doctor\b", "envnews doctor --look-up localhost", text)
    return re.sub(r"\benvnews (crawl|check)\b", rf"envnews \1 --hosts-map {replica}", text)


class Operator:
    """Who works through the page: each block of commands in a shell that stops at the first failure."""

    def __init__(self, tmp_path: Path, replica: Path) -> None:
        self.state = tmp_path / "state"
        self._folder, self._replica = tmp_path, replica

    def run(self, commands: str, state: str = "state") -> subprocess.CompletedProcess[str]:
        """Return how commands ended."""
        path = f"export PATH={self._folder}/opt/bin:$PATH\n"
        return subprocess.run(  # noqa: S603 - the page's own commands
            ["/bin/sh", "-eux", "-c", path + moved(commands, self._folder, self._replica, state)],
            capture_output=True, text=True, timeout=120, check=False, cwd=self._folder,
        )  # fmt: skip

    def follow(self, title: str, *blocks: int, state: str = "state") -> str:
        """Run the blocks of a section, all where none is named, and return what they print."""
        said = ""
        for block in blocks or range(len(SECTIONS[title])):
            ended = self.run(SECTIONS[title][block], state)
            assert ended.returncode == 0, ended.stdout + ended.stderr
            said += ended.stdout + ended.stderr
        return said

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Return the rows of a question to the database."""
        with closing(sqlite3.connect(self.state / "envnews.db")) as connection:
            return connection.execute(question).fetchall()


CRAWL = "envnews crawl zj-sthjt --db /var/lib/envnews/envnews.db"
ARTICLES = "SELECT id, headline, body FROM articles ORDER BY id"


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an operator has who has installed, crawled, and made a backup and a dump."""
    folder = tmp_path_factory.mktemp("first-day")
    install(folder)
    start, *others = SECTIONS["Install"]
    assert ("venv" in start, "pip install" in start) == (True, True), "tried by a test of its own"
    with served() as site:
        (folder / "hosts").write_text(site.hosts_map, encoding="utf-8")
        at_work = Operator(folder, folder / "hosts")
        for block in others:
            ended = at_work.run(block)
            assert ended.returncode == 0, ended.stdout + ended.stderr
        at_work.follow("Backup and restore", 0)
        return at_work.state


@pytest.fixture
def operator(tmp_path: Path, installed: Path, replica: Path, first_day: Path) -> Operator:
    """The operator after the first day, each test's own."""
    at_work = Operator(tmp_path, replica)
    shutil.copytree(first_day, at_work.state)
    return at_work


def test_the_page_has_the_sections_that_are_tried() -> None:
    assert list(SECTIONS) == [
        *("Install", "Schedule", "Being told", "The first failure", "Backup and restore", "A full disk"),
        *("Another machine", "A portal that has moved", "Upgrade", "Back to the version before"),
    ]
    assert SECTIONS["Schedule"] == SECTIONS["Being told"] == []


def test_a_new_operator_installs_looks_backs_up_and_restores(operator: Operator) -> None:
    operator.follow("The first failure")
    dumped = operator.ask(ARTICLES)
    operator.follow("Backup and restore", 1)
    assert operator.ask(ARTICLES) == dumped
    dump = "envnews dump --db /var/lib/envnews/envnews.db --out /var/lib/envnews/dumps"
    refused = operator.run(dump)
    assert (refused.returncode, "--new-epoch" in refused.stderr) == (65, True), "as the page says"
    assert operator.run(f"{dump} --new-epoch").returncode == 0
    assert {"envnews.toml", "envnews.db", "envnews.prom", "log", "backups", "dumps"} <= {
        path.name for path in operator.state.iterdir()
    }
    outcomes = operator.ask("SELECT outcome FROM portal_runs ORDER BY number")
    assert operator.ask("SELECT count(*) > 10 FROM articles") == [(1,)]
    assert outcomes[-1] in {("ok",), ("nothing_new",)}
    assert (operator.state / "envnews.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.proves(
    "F6", "without enough room no crawl begins: 74, and the remedy of docs/operations.md works"
)
def test_a_full_disk_is_cleared_as_the_page_says(operator: Operator) -> None:
    """Free space is asked of the real disk: no disk has as much as is wanted here."""
    configuration = operator.state / "envnews.toml"
    before = configuration.read_text(encoding="utf-8")
    configuration.write_text(f"{before}[disk]\nfree_megabytes = 1000000000\n", encoding="utf-8")
    ended = operator.run(CRAWL)
    assert (ended.returncode, str(operator.state) in ended.stderr) == (74, True), ended.stderr
    configuration.write_text(before, encoding="utf-8")
    for day in range(1, 5):
        (operator.state / "backups" / f"envnews-2022070{day}T000000Z.db").touch()
    (operator.state / "log" / "envnews.jsonl.3.gz").touch()
    newest = max((operator.state / "backups").iterdir())
    operator.follow("A full disk")
    kept = sorted((operator.state / "backups").iterdir())
    assert (len(kept), kept[-1]) == (2, newest)
    assert not list(operator.state.glob("log/*.gz"))


@pytest.mark.slow
def test_an_installation_moves_to_another_machine(operator: Operator, tmp_path: Path) -> None:
    stored = operator.ask(ARTICLES)
    epoch = operator.ask("SELECT name, epoch FROM dataset")
    operator.follow("Another machine", 0)
    (tmp_path / "new").mkdir()
    (operator.state / "moving").rename(tmp_path / "new/moving")  # in the place of scp
    operator.state = tmp_path / "new"
    operator.follow("Another machine", 1, state="new")
    assert operator.ask(ARTICLES) == stored
    assert operator.ask("SELECT name, epoch FROM dataset") == epoch
    assert operator.ask("SELECT outcome FROM portal_runs ORDER BY number DESC LIMIT 1") in (
        [("ok",)],
        [("nothing_new",)],
    )
    assert (tmp_path / "new/envnews.toml").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "new/moving").exists()


@pytest.mark.slow
def test_a_portal_that_moves_and_is_redesigned_is_followed(operator: Operator, server: MovingSite) -> None:
    ids = {article for (article,) in operator.ask("SELECT id FROM articles")}
    server.moved = True
    lost = operator.run(CRAWL)
    assert lost.returncode == 1
    assert f"{NEW_HOST} is no host of this portal; if the site has moved, add it to `hosts`" in lost.stderr
    operator.follow("A portal that has moved", 0)
    last = "SELECT outcome FROM portal_runs ORDER BY number DESC LIMIT 1"
    assert operator.ask(last)[0][0] in {"ok", "nothing_new"}
    assert {article for (article,) in operator.ask("SELECT id FROM articles")} == ids
    server.redesigned = True
    said = operator.follow("A portal that has moved", 1)
    before, _, after = said.partition("newscontent")
    assert "rule" in after
    assert ("#newscontent" in before, "#newscontent" in after) == (False, True), said
    bodies = operator.ask("SELECT id, body FROM articles ORDER BY 1")
    operator.follow("A portal that has moved", 2)
    assert operator.ask("SELECT id, body FROM articles ORDER BY 1") == bodies
    assert operator.ask(last)[0][0] in {"ok", "nothing_new"}


@pytest.mark.slow
@pytest.mark.proves("F15", "an older version ends with 65, and going back works as docs/operations.md says")
def test_an_upgrade_can_be_taken_back(operator: Operator) -> None:
    """The version after this one is played by a database that says so of itself."""
    stored = operator.ask(ARTICLES)
    [(version,)] = operator.ask("PRAGMA user_version")
    operator.ask(f"PRAGMA user_version = {version - 1}")
    operator.follow("Upgrade")
    assert operator.ask("PRAGMA user_version") == [(version,)]
    [copy] = operator.state.glob("envnews.db.v*.backup")
    shutil.copy(operator.state / "envnews.db", operator.state / f"envnews.db.v{version}.backup")
    copy.unlink()
    operator.ask("DELETE FROM keywords")
    operator.ask(f"PRAGMA user_version = {version + 1}")
    newer = (operator.state / "envnews.db").read_bytes()
    for command in (CRAWL, "envnews status --db /var/lib/envnews/envnews.db"):
        refused = operator.run(command)
        assert (refused.returncode, f"schema version {version + 1}" in refused.stderr) == (65, True)
    assert (operator.state / "envnews.db").read_bytes() == newer
    operator.follow("Back to the version before")
    assert operator.ask("PRAGMA user_version") == [(version,)]
    assert operator.ask(ARTICLES) == stored


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
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(  # noqa: S603 - our own interpreter
        [own / "bin/python", "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "."],
        check=True, timeout=300, cwd=source, capture_output=True, env=os.environ | {"CC": "false"},
    )  # fmt: skip
    assert not list(site.glob("envnews/**/*.so")), "a compiler that fails leaves what is not compiled"
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
        "StateDirectory=envnews", "User=envnews", "CapabilityBoundingSet=", "SystemCallFilter=@system-service",
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


@pytest.mark.proves("S23", "systemd-analyze security rates their exposure below 2 of 10")
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", ["envnews.service", "envnews-daily.service"])
def test_the_units_are_little_exposed(unit: str) -> None:
    command = [
        str(shutil.which("systemd-analyze")),
        "security",
        "--offline=true",
        "--threshold=20",
        "--no-pager",
    ]
    ended = subprocess.run(  # noqa: S603 - our own unit
        [*command, str(DEPLOY / unit)], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stdout[-200:] + ended.stderr


@pytest.mark.proves(
    "O8", "logrotate itself rotates the log between two crawls; the next one writes a new file"
)
@pytest.mark.skipif(not shutil.which("logrotate"), reason="logrotate is not installed")
def test_logrotate_rotates_the_log(operator: Operator, tmp_path: Path) -> None:
    log = operator.state / "log/envnews.jsonl"
    written = log.read_bytes()
    assert written
    rules = tmp_path / "logrotate"
    text = (DEPLOY / "logrotate").read_text(encoding="utf-8")
    rules.write_text(moved(text, tmp_path, tmp_path), encoding="utf-8")
    ended = subprocess.run(  # noqa: S603 - our own file
        [str(shutil.which("logrotate")), "--force", "--state", str(tmp_path / "rotated"), str(rules)],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert (log.exists(), (log.parent / "envnews.jsonl.1").read_bytes()) == (False, written)
    assert operator.run(CRAWL).returncode == 0
    assert log.read_bytes()
