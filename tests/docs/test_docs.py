"""The documentation is held against the code: what it names exists, what it shows can be run."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import fields
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click import Group

from envnews import settings
from envnews.cli import COMMANDS
from envnews.demo import ReplicaServer
from envnews.errors import ExitCode
from envnews.extract import Rules, choose
from envnews.extract.metaline import parse_meta_line
from envnews.model import CHINA_TIME, Origin
from envnews.run.portals import load_portals
from envnews.store.database import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.commands import Ended
    from tests.conftest import Site
    from tests.demonstration import Demo

ROOT = Path(__file__).parents[2]
README, README_ZH = ROOT / "README.md", ROOT / "README.zh-CN.md"
EXTRACTION, ADD_A_PORTAL = ROOT / "docs/extraction.md", ROOT / "docs/add-a-portal.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data/README.md"])

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return [code for name, code in _FENCED.findall(text(page)) if name == language]


def prose(page: Path) -> str:
    return _FENCED.sub("", text(page))


def table_rows(page: Path, heading: str) -> Iterator[list[str]]:
    """Yield the rows of the first table below a heading, without its head."""
    below = text(page).partition(f" {heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, f"{page.name} has no table below {heading}"
    for line in table[0].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def anchors(page: Path) -> set[str]:
    """The anchors that a Markdown viewer gives to a page's headings."""
    names = (re.sub(r"[^\w\- ]", "", heading.lower()) for _, heading in _HEADING.findall(prose(page)))
    return {name.replace(" ", "-") for name in names}


def envnews(*arguments: str, folder: Path, columns: int = 100) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "envnews", *arguments]
    environment = os.environ | {"COLUMNS": str(columns)}
    return subprocess.run(  # noqa: S603 - our own interpreter
        command, capture_output=True, text=True, timeout=60, check=False, cwd=folder, env=environment
    )


# Names


def test_the_readme_names_every_command() -> None:
    assert set(COMMANDS) <= set(re.findall(r"\benvnews (\w+)", text(README)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_uses_commands_and_options_that_exist(page: Path) -> None:
    from envnews.cli import cli  # noqa: PLC0415 - commands import what they need when they are asked for

    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    spans = [span for span in _CODE.findall(prose(page)) if span.startswith("envnews ")]
    for line in (line for line in [*lines, *spans] if line.startswith("envnews ")):
        name, *words = line.split()[1:]
        if name.startswith("-"):
            continue
        command = cli.get_command(None, name)  # type: ignore[arg-type]  # the group needs no context
        assert command, line
        if isinstance(command, Group) and words and words[0] in command.commands:
            command = command.commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_every_portal_key_in_the_documentation_exists() -> None:
    keys = set(load_portals().classes)
    own = {"example-sthjj"}
    mentioned = {
        word for page in PAGES for word in re.findall(r"\b[a-z]{2,7}-sthj(?:j|t)?(?![\w.])", text(page))
    }
    assert mentioned - own <= keys


def test_the_rights_table_is_what_the_portals_declare() -> None:
    rows = table_rows(ROOT / "docs/politeness-and-rights.md", "Rights")
    stated = {kind: right.strip("`") for kinds, right, _ in rows for kind in _CODE.findall(kinds)}
    for portal in load_portals().classes.values():
        assert stated[portal.kind] == portal.rights, portal.name


def test_every_family_is_in_the_table_of_families() -> None:
    rows = list(table_rows(ADD_A_PORTAL, "1. Find the family"))
    stated = {family.strip("`"): _CODE.findall(imported) for _, family, imported, _ in rows}
    assert {portal.family for portal in load_portals().classes.values()} <= set(stated)
    for family, imports in stated.items():
        for line in imports:
            _, module, _, name = line.split()
            assert getattr(import_module(module), name).family == family


def test_every_setting_in_the_documentation_exists() -> None:
    for page in PAGES:
        for span in _CODE.findall(text(page)):
            if (
                re.fullmatch(r"[A-Z]+(?:_[A-Z]+)+", span) and span != "ENVNEWS_CONFIG"
            ):  # no setting of Scrapy's
                assert hasattr(settings, span), f"{page.name}: {span}"


def test_the_exit_codes_are_all_explained() -> None:
    for page, heading in ((README, "Exit codes"), (README_ZH, "退出码")):
        named = {int(code) for row in table_rows(page, heading) for code in re.findall(r"\d+", row[0])}
        assert named == {int(code) for code in ExitCode}


def test_the_readme_names_every_folder_and_no_other() -> None:
    for page, heading in ((README, "Where things are"), (README_ZH, "代码在哪里")):
        folders = [name for row in table_rows(page, heading) for name in _CODE.findall(row[0])]
        assert all((ROOT / name).is_dir() for name in folders)
        packages = {f"envnews/{path.parent.name}/" for path in (ROOT / "envnews").glob("*/__init__.py")}
        assert packages <= set(folders), page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = {
        span
        for span in _CODE.findall(prose(page))
        if re.match(r"(?:envnews|docs|tests|deploy|benchmarks)/[a-z]", span)
    }
    assert not [path for path in named if "<" not in path and not any(ROOT.glob(path.rstrip("/")))]


def test_every_version_of_the_schema_is_in_the_changelog() -> None:
    told = [
        int(number) for number in re.findall(r"^- Version (\d+):", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    ]
    assert told == list(range(2, VERSION + 1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in _LINK.findall(prose(page)):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_both_readmes_show_the_same_code_under_as_many_headings() -> None:
    assert _FENCED.findall(text(README)) == _FENCED.findall(text(README_ZH))
    levels, levels_zh = (
        [marks for marks, _ in _HEADING.findall(prose(page))] for page in (README, README_ZH)
    )
    assert levels == levels_zh


# Extraction


def test_the_order_of_trust_is_that_of_the_code() -> None:
    written = {
        row[0].strip("`"): tuple(Origin(word.strip()) for word in row[1].split(","))
        for row in table_rows(EXTRACTION, "The order of trust")
    }
    assert written.pop("every other field") == choose._DEFAULT
    assert written == dict(choose.TRUST)


def test_every_origin_is_explained() -> None:
    assert [row[0].strip("`") for row in table_rows(EXTRACTION, "Witnesses")] == [o.value for o in Origin]


@pytest.mark.parametrize("row", list(table_rows(EXTRACTION, "The meta line")), ids=lambda row: row[0])
def test_a_meta_line_is_read_as_documented(row: list[str]) -> None:
    _, printed, stated = (cell.strip("`") for cell in row)
    line = parse_meta_line(printed, datetime(2022, 7, 25, 12, tzinfo=CHINA_TIME))
    values = {
        "published_at": line.published and line.published.isoformat(),
        "source": line.source,
        "author": line.author,
        "editor": line.editor,
        "views": line.views,
    }
    assert " ".join(f"{name}={value}" for name, value in values.items() if value is not None) == stated


def test_documented_problems_occur_in_the_code() -> None:
    files = [*(ROOT / "envnews/extract").glob("*.py"), ROOT / "envnews/normalize/article.py"]
    code = "".join(map(text, files))
    named = [name for row in table_rows(EXTRACTION, "Problems") for name in _CODE.findall(row[0])]
    assert named
    missing = [name for name in named if f'"{re.sub("[A-Z]+$", "{", name)}' not in code]
    assert not missing


def test_documented_fields_are_those_of_the_record() -> None:
    from envnews.extract import Page, extract  # noqa: PLC0415 - beside the other half of the comparison
    from envnews.normalize import extraction_record  # noqa: PLC0415

    named = [name for row in table_rows(EXTRACTION, "The record") for name in _CODE.findall(row[0])]
    assert set(named) == set(extraction_record(extract(Page("http://www.example.gov.cn/", b""))))


def test_documented_rules_exist() -> None:
    rules = table_rows(ADD_A_PORTAL, "4. Try it against saved pages")
    named = {name for row in rules for name in _CODE.findall(row[0])}
    assert named
    assert named <= {field.name for field in fields(Rules)}


# What is shown


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
    files = dict(_NAMED_FILE.findall(text(ADD_A_PORTAL)))
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
    code = dict(_NAMED_FILE.findall(text(ADD_A_PORTAL)))["my_portal.py"]
    broken = code.replace('"department"', '"dept"').replace("(?P<document_id>", "(?:")
    file = tmp_path / "my_portal.py"
    file.write_text(broken, encoding="utf-8")
    [mistake] = load_portals([str(file)]).broken
    shown = blocks(ADD_A_PORTAL, "text")[0].strip().removeprefix("envnews: not loaded: …/")
    assert str(mistake).endswith(shown)
