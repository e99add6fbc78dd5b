"""What the documentation names exists, and both READMEs are in step."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from click import Group

from envnews import settings
from envnews.cli import COMMANDS
from envnews.errors import ExitCode
from envnews.run.portals import load_portals
from envnews.store.file.database import VERSION
from tests.docs.pages import (
    ADD_A_PORTAL,
    CODE,
    FENCED,
    HEADING,
    LINK,
    PAGES,
    README,
    README_ZH,
    ROOT,
    anchors,
    blocks,
    prose,
    table_rows,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_readme_names_every_command() -> None:
    assert set(COMMANDS) <= set(re.findall(r"\benvnews (\w+)", text(README)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_uses_commands_and_options_that_exist(page: Path) -> None:
    from envnews.cli import cli  # noqa: PLC0415 - commands import what they need when they are asked for

    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    spans = [span for span in CODE.findall(prose(page)) if span.startswith("envnews ")]
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
    stated = {kind: right.strip("`") for kinds, right, _ in rows for kind in CODE.findall(kinds)}
    for portal in load_portals().classes.values():
        assert stated[portal.kind] == portal.rights, portal.name


def test_every_family_is_in_the_table_of_families() -> None:
    rows = list(table_rows(ADD_A_PORTAL, "1. Find the family"))
    stated = {family.strip("`"): CODE.findall(imported) for _, family, imported, _ in rows}
    assert {portal.family for portal in load_portals().classes.values()} <= set(stated)
    for family, imports in stated.items():
        for line in imports:
            _, module, _, name = line.split()
            assert getattr(import_module(module), name).family == family


def test_every_setting_in_the_documentation_exists() -> None:
    for page in PAGES:
        for span in CODE.findall(text(page)):
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
        folders = [name for row in table_rows(page, heading) for name in CODE.findall(row[0])]
        assert all((ROOT / name).is_dir() for name in folders)
        packages = {f"envnews/{path.parent.name}/" for path in (ROOT / "envnews").glob("*/__init__.py")}
        assert packages <= set(folders), page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = {
        span
        for span in CODE.findall(prose(page))
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
    for link in LINK.findall(prose(page)):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_both_readmes_show_the_same_code_under_as_many_headings() -> None:
    assert FENCED.findall(text(README)) == FENCED.findall(text(README_ZH))
    levels, levels_zh = ([marks for marks, _ in HEADING.findall(prose(page))] for page in (README, README_ZH))
    assert levels == levels_zh
