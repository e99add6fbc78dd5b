"""The recipes of docs/dump-format.md, run as they stand there: a full load, then an edit and a withdrawal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from envnews.store.articles.takedown import Reason
from tests.store.conftest import fetched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import World

PAGE = Path(__file__).parents[2] / "docs/dump-format.md"
EDITED = "改过的标题"


def blocks(heading: str) -> list[str]:
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```\w+\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world whose dumps stand where the recipes look for them."""
    (tmp_path / "data").mkdir()
    world.out = tmp_path / "data/dumps"
    monkeypatch.chdir(tmp_path)
    world.publish()
    return world


def edit(world: World) -> None:
    world.writer.write([fetched(1, headline=EDITED), fetched(6, headline="新的")])
    world.writer.withdraw("id-2", Reason.PRIVACY)
    world.publish()


def run(heading: str, world: World) -> tuple[dict[str, Any], dict[str, str]]:
    """Run both blocks of a recipe; return its names and the headlines that it should have in the end."""
    first, second = blocks(heading)
    names: dict[str, Any] = {}
    exec(first, names)  # noqa: S102 - our own documentation
    edit(world)
    exec(second, names)  # noqa: S102 - as above
    expected = {key: record["headline"] for key, record in world.records().items()}
    assert expected["id-1"] == EDITED
    assert "id-2" not in expected
    assert names["seq"] == world.latest.head_seq
    return names, expected


def test_pandas(site: World) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'envnews[dev]'")
    names, expected = run("pandas", site)
    assert names["articles"]["headline"].to_dict() == expected


def test_duckdb(site: World) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed: pip install 'envnews[dev]'")
    names, expected = run("DuckDB", site)
    assert dict(names["db"].execute("SELECT id, headline FROM articles").fetchall()) == expected
    names["db"].close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_static_site(site: World) -> None:
    _, expected = run("A static site", site)
    titles = {
        page.stem: re.findall("<title>(.*)</title>", page.read_text(encoding="utf-8"))[0]
        for page in Path("site").iterdir()
    }
    assert titles == expected


@pytest.mark.parametrize("heading", ["pandas", "DuckDB", "A static site"])
@pytest.mark.parametrize("loss", [{"epoch": "another"}, {"changes": []}], ids=["new epoch", "long pause"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_who_has_missed_changes_is_told_to_load_everything_again(
    site: World, heading: str, loss: dict[str, object]
) -> None:
    needed = {"pandas": "pandas", "DuckDB": "duckdb"}.get(heading)
    if needed:
        pytest.importorskip(needed, reason=f"{needed} is not installed: pip install 'envnews[dev]'")
    first, second = blocks(heading)
    names: dict[str, Any] = {}
    exec(first, names)  # noqa: S102 - our own documentation
    edit(site)
    latest = site.out / "latest.json"
    latest.write_text(json.dumps(json.loads(latest.read_text("utf-8")) | loss), "utf-8")
    with pytest.raises(SystemExit, match="begin anew with the full dump"):
        exec(second, names)  # noqa: S102 - as above
    if "db" in names:
        names["db"].close()


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(installed[-1]) if installed else None


@pytest.fixture
def postgres() -> Iterator[list[str]]:
    """The command `psql` for a PostgreSQL server of its own, on a socket in a temporary directory."""
    initdb, server, psql = (_program(name) for name in ("initdb", "postgres", "psql"))
    if not (initdb and server and psql):
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # The server refuses to run as root.
    user = {"user": "nobody"} if os.getuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody")
    try:
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [initdb, "-D", folder / "data", "-A", "trust", "-U", "envnews", "-E", "UTF8", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **user,
        )  # fmt: skip
        options = [
            "-D",
            str(folder / "data"),
            "-k",
            str(folder),
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",
        ]
        running = subprocess.Popen(  # noqa: S603 - as above
            [server, *options], cwd=folder, stderr=subprocess.PIPE, text=True, **user
        )
        try:
            assert running.stderr
            for line in running.stderr:
                if "ready to accept connections" in line:
                    break
            yield [
                psql,
                "-h",
                str(folder),
                "-U",
                "envnews",
                "-d",
                "postgres",
                "-qAt",
                "-v",
                "ON_ERROR_STOP=1",
            ]
        finally:
            running.terminate()
            running.communicate(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_postgresql(site: World, postgres: list[str]) -> None:
    def psql(sql: str) -> str:
        done = subprocess.run(postgres, input=sql, capture_output=True, text=True, check=False)  # noqa: S603 - psql
        assert done.returncode == 0, done.stderr
        return done.stdout

    tables, load = blocks("PostgreSQL")
    psql(tables)
    psql(load.replace("FILE", str(site.full / "articles-00000.jsonl.gz")))
    edit(site)
    for file in site.latest.changes:
        psql(load.replace("FILE", str(site.out / file.path)))
    found = dict(
        line.split("|") for line in psql("SELECT id, record ->> 'headline' FROM articles").splitlines()
    )
    assert found == {key: record["headline"] for key, record in site.records().items()}
