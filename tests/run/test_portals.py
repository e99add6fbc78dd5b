from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.errors import ConfigurationError, UsageError
from envnews.run.portals import find_portal, load_portals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_portals_are_chosen_by_name_kind_and_region() -> None:
    portals = load_portals()
    assert [portal.name for portal in portals.choose(["zj-sthjt"])] == ["zj-sthjt"]
    assert {portal.kind for portal in portals.choose(kind="media")} == {"media"}
    for region in ("CN-ZJ", "ZJ", "330000"):
        assert [portal.name for portal in portals.choose(region=region)] == ["zj-sthjt"]
    with pytest.raises(UsageError, match="no portal is of kind media and region ZJ"):
        portals.choose(kind="media", region="ZJ")


def test_a_users_file_adds_a_portal_and_replaces_one_of_the_same_name(
    write_portal: Callable[..., Path],
) -> None:
    file = write_portal("zj-sthjt")
    assert find_portal("zj-sthjt", [str(file)]).home == "http://www.example.gov.cn/"
    assert find_portal("zj-sthjt").home == "https://sthjt.zj.gov.cn/"


def test_a_directory_of_portal_files_is_loaded(write_portal: Callable[..., Path], tmp_path: Path) -> None:
    write_portal("one")
    write_portal("two")
    assert {"one", "two"} <= set(load_portals([str(tmp_path)]).classes)


def test_hidden_folders_beside_portal_files_are_left_alone(
    write_portal: Callable[..., Path], tmp_path: Path
) -> None:
    write_portal("one")
    library = tmp_path / ".venv" / "lib"
    library.mkdir(parents=True)
    (library / "any.py").write_text("raise RuntimeError('loaded')\n", encoding="utf-8")
    found = load_portals([str(tmp_path)])
    assert ("one" in found.classes, found.broken) == (True, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("class Example(:\n", "line 1: invalid syntax"),
        ("import envnews\n\nenvnews.nothing_of_the_kind\n", "line 3: AttributeError"),
        (
            "from envnews.spiders.families.trs import TrsSpider\n\n\nclass A(TrsSpider):\n    name = 'a'\n",
            "line 4: portal a: `title`",
        ),
        ("x = 1\n", "no portal in it"),
        ("import sys\n\nsys.exit('usage: …')\n", "line 3: SystemExit"),
    ],
)
def test_a_broken_file_is_told_with_its_line_and_takes_no_other_along(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "my_portal.py"
    file.write_text(text, encoding="utf-8")
    portals = load_portals([str(file)])
    assert "mee" in portals.classes
    [error] = portals.broken
    assert str(error).startswith(str(file))
    assert message in str(error)


def test_a_source_that_does_not_exist_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError, match="neither a file"):
        load_portals(["no_such_portal_package"])


def test_a_portal_that_a_broken_file_may_have_held_is_no_usage_error(tmp_path: Path) -> None:
    file = tmp_path / "my_portal.py"
    file.write_text("1/0\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="ZeroDivisionError"):
        find_portal("my-portal", [str(file)])
