"""What the documentation shows can be run, and comes out as shown."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from envnews.demo import ReplicaServer
from envnews.run.portals import load_portals
from tests.docs.pages import (
    ADD_A_PORTAL,
    NAMED_FILE,
    README,
    blocks,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands import Ended
    from tests.conftest import Site
    from tests.demonstration import Demo


def envnews(*arguments: str, folder: Path, columns: int = 100) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "envnews", *arguments]
    environment = os.environ | {"COLUMNS": str(columns)}
    return subprocess.run(  # noqa: S603 - our own interpreter
        command, capture_output=True, text=True, timeout=60, check=False, cwd=folder, env=environment
    )


def test_the_sql_of_the_readme_runs_on_the_demo_database(demonstrated: Demo) -> None:
    [sql] = blocks(README, "sql")
    statements = [statement for statement in sql.split(";") if statement.strip()]
    with closing(sqlite3.connect(demonstrated.database)) as connection:
        answers = [connection.execute(statement).fetchall() for statement in statements]
    # The last one asks for quarantined pages; the demo has none.
    assert all(answers[:-1])


def test_the_commands_of_the_readme_run_on_the_demo_database(
    demonstrated: Demo, run_here: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    shutil.copy(demonstrated.database, "data/demo.db")
    lines = [line for block in blocks(README, "sh") for line in block.splitlines()]
    commands = [
        line for line in lines if re.search(r"^envnews (?!serve).* (?:data/demo|data/mirror)\.db$", line)
    ]
    assert len(commands) == 5
    for line in commands:
        assert run_here(*line.split()[1:]).code == 0, line


def test_the_output_in_the_readme_is_what_the_demo_prints(demonstrated: Demo) -> None:
    def form(line: str) -> str:
        # How many replicas and articles there are changes often; what is printed about them does not.
        return " ".join(re.sub(r"\d+|(?<=crawls of )\w+", "#", line).split())

    printed = {form(line) for line in demonstrated.output.splitlines()}
    excerpt = blocks(README, "text")[0].splitlines()
    assert [line for line in excerpt if form(line) not in printed | {"…"}] == []


def test_the_explanation_in_the_readme_is_what_extract_prints(tmp_path: Path) -> None:
    replica = ReplicaServer().answer("www.hbzhan.com", "/news/detail/151511.html")
    (tmp_path / "page.html").write_bytes(replica.body)
    lines = [line for block in blocks(README, "sh") for line in block.splitlines()]
    command = next(line for line in lines if line.endswith("--explain"))
    printed = envnews(*command.split()[1:], folder=tmp_path, columns=110).stdout
    assert [line for line in blocks(README, "text")[1].splitlines() if line not in printed] == []


@pytest.mark.parametrize("page", [README, ADD_A_PORTAL], ids=lambda page: page.name)
def test_every_portal_in_the_documentation_can_be_loaded(page: Path, tmp_path: Path) -> None:
    for number, code in enumerate(blocks(page, "python")):
        file = tmp_path / f"portal_{number}.py"
        file.write_text(code, encoding="utf-8")
        portals = load_portals([str(file)])
        assert not portals.broken
        assert any(portal.__module__.endswith(file.stem) for portal in portals.classes.values())


def test_the_tutorial_leads_to_a_stored_article(site: Site, tmp_path: Path) -> None:
    files = dict(NAMED_FILE.findall(text(ADD_A_PORTAL)))
    for name, content in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        if name.startswith("site/"):
            site.put(f"/{name.removeprefix('site/').removesuffix('index.html')}", content)
    site.hosts_map(tmp_path)
    lines = [line for block in blocks(ADD_A_PORTAL, "sh") for line in block.splitlines()]
    listed, explained, crawled = (
        envnews(*next(line for line in lines if line.startswith(start)).split()[1:], folder=tmp_path)
        for start in ("envnews extract --list", "envnews extract site/", "envnews crawl example-sthjj")
    )
    assert [listed.stdout] == blocks(ADD_A_PORTAL, "json")
    _, printed, stored = blocks(ADD_A_PORTAL, "text")
    assert set(printed.splitlines()) <= set(explained.stdout.splitlines())
    assert crawled.returncode == 0, crawled.stderr
    select = re.search(r'sqlite3 trial.db "(SELECT document_id[^"]+)"', text(ADD_A_PORTAL))
    assert select
    with closing(sqlite3.connect(tmp_path / "trial.db")) as connection:
        [row] = connection.execute(select[1]).fetchall()
    assert "|".join(row) + "\n" == stored


def test_a_mistake_in_a_portal_is_told_as_the_tutorial_shows(tmp_path: Path) -> None:
    code = dict(NAMED_FILE.findall(text(ADD_A_PORTAL)))["my_portal.py"]
    broken = code.replace('"department"', '"dept"').replace("(?P<document_id>", "(?:")
    file = tmp_path / "my_portal.py"
    file.write_text(broken, encoding="utf-8")
    [mistake] = load_portals([str(file)]).broken
    shown = blocks(ADD_A_PORTAL, "text")[0].strip().removeprefix("envnews: not loaded: …/")
    assert str(mistake).endswith(shown)
