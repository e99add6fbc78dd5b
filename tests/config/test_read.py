"""envnews.toml: where it is found, what it may say, and how mistakes are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews import settings
from envnews.config import UNCONFIGURED, PortalOverride, Tell, find_configuration, read_configuration
from envnews.config.keys import KEYS, PORTAL_KEYS
from envnews.errors import ConfigurationError
from envnews.run.due import Pace
from envnews.run.portals import load_portals

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "envnews.example.toml"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENVNEWS_CONFIG", "ENVNEWS_DB", "ENVNEWS_CONTACT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "envnews.toml") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_an_installation_without_file_is_unconfigured(tmp_path: Path) -> None:
    assert find_configuration(None, tmp_path / "news.db") is UNCONFIGURED


def test_the_file_is_found_by_option_then_environment_then_beside_the_database(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = write('contact = "beside"')
    named = write('contact = "named"', "other/named.toml")
    variable = write('contact = "variable"', "other/variable.toml")
    found = find_configuration(None, tmp_path / "news.db")
    assert (found.file, found.settings["ENVNEWS_CONTACT"]) == (beside, "beside")
    monkeypatch.setenv("ENVNEWS_DB", str(tmp_path / "news.db"))
    assert find_configuration().file == beside
    monkeypatch.setenv("ENVNEWS_CONFIG", str(variable))
    assert find_configuration(None, tmp_path / "news.db").file == variable
    assert find_configuration(named, tmp_path / "news.db").file == named


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.toml cannot be read"):
        find_configuration(tmp_path / "nowhere.toml")
    monkeypatch.setenv("ENVNEWS_CONFIG", str(tmp_path / "gone.toml"))
    with pytest.raises(ConfigurationError, match=r"gone\.toml cannot be read"):
        find_configuration()


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "envnews.toml").write_bytes(b'\xef\xbb\xbfcontact = "https://example.org/"\n')
    assert find_configuration(tmp_path / "envnews.toml").settings["ENVNEWS_CONTACT"] == "https://example.org/"


def test_unknown_keys_and_wrong_values_are_one_error_that_names_them_all(write: Callable[..., Path]) -> None:
    file = write(
        'contacts = "x"\n[politeness]\ndelay = 1\ntimeout = "1 hour"\n[budget]\npages = 3\nrequests = 0\n'
        '[nonsense]\n[tell]\nmail = "x"\n[portals.mee]\ncolumn = {}\nenabled = "no"\n'
        '[portals.mee.rules]\nheadlines = ["h1"]\nbody = "#zoom"\n[intervals]\nrecheck = ["1d", "2h"]\n'
    )
    with pytest.raises(ConfigurationError) as raised:
        read_configuration(file)
    message = str(raised.value)
    assert message.startswith(f"{file}: unknown keys contacts (perhaps contact?)")
    unknown, *wrong = message.split("; ")
    for key in ("budget.pages", "nonsense", "tell.mail", "portals.mee.column", "portals.mee.rules.headlines"):
        assert key in unknown
    for key in (
        *("politeness.delay", "politeness.timeout", "budget.requests", "portals.mee.enabled"),
        *("portals.mee.rules.body", "intervals.recheck"),
    ):
        assert any(part.startswith(f"{key}: expected ") for part in wrong), key
    assert "\n" not in message


@pytest.mark.parametrize(
    "text", ["contact = ", '[contact]\nx = "y"', 'portals = "mee"', "[portals]\nmee = 1"]
)
def test_what_is_not_of_the_right_shape_is_told(write: Callable[..., Path], text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"envnews\.toml"):
        read_configuration(write(text))


def test_what_documentation_shows_of_an_error_is_what_is_printed(write: Callable[..., Path]) -> None:
    shown = re.search(r"```text\n(.+)\n```", (DOCS / "configuration.md").read_text(encoding="utf-8"))
    assert shown
    with pytest.raises(ConfigurationError) as raised:
        read_configuration(write('contacts = "x"\n[politeness]\ndelay = 1\n[budget]\npages = 3\n'))
    assert str(raised.value).partition(": ")[2] == shown[1].partition(".toml: ")[2]


def test_paths_are_relative_to_the_file_and_packages_are_not(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    write("", "mine/one.py")
    file = write('database = "news.db"\nspiders = ["mine", "mine/one.py", "gone.py", "some.package"]')
    configuration = read_configuration(file)
    assert configuration.database_of() == tmp_path / "news.db"
    mine = tmp_path / "mine"
    assert configuration.spiders == (
        *(str(mine), str(mine / "one.py"), str(tmp_path / "gone.py")),
        "some.package",
    )


def test_command_line_and_environment_come_before_the_file(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write('database = "news.db"\ncontact = "https://example.org/"')
    agent = read_configuration(file).settings["USER_AGENT"]
    assert str(agent).endswith("(+https://example.org/)")
    monkeypatch.setenv("ENVNEWS_DB", "variable.db")
    monkeypatch.setenv("ENVNEWS_CONTACT", "mail@example.org")
    configuration = read_configuration(file)
    assert configuration.database_of() == Path("variable.db")
    assert configuration.database_of(Path("option.db")) == Path("option.db")
    assert not {"USER_AGENT", "ENVNEWS_CONTACT"} & set(configuration.settings)


def test_the_example_shows_every_key_with_its_default() -> None:
    configuration = read_configuration(EXAMPLE)
    expected = {key.setting for key in KEYS.values() if key.setting} | {"USER_AGENT"}
    assert set(configuration.settings) == expected
    for name in expected - {"ENVNEWS_CONTACT", "USER_AGENT"}:
        value = configuration.settings[name]
        assert (list(value) if isinstance(value, tuple) else value) == getattr(settings, name), name
    assert Pace(configuration.interval, configuration.longest_pause) == Pace()
    assert configuration.tell.remind == Tell().remind
    assert configuration.portals["hbzhan"] == PortalOverride(enabled=False)
    assert configuration.interval_of("mee") == 6 * 3600
    loaded = load_portals(configuration=configuration)
    assert not loaded.broken
    assert loaded.disabled == {"hbzhan"}
    text = EXAMPLE.read_text(encoding="utf-8")
    named = set(re.findall(r"^(\w+) =", text, re.MULTILINE))
    left_out = {
        "jobs",
        "webhook",
        "ping",
        "metrics",
        "log",
    }  # their defaults depend on the machine, or are none
    assert {"webhook", "ping", "metrics", "log"} <= set(re.findall(r"^# (\w+) =", text, re.MULTILINE))
    assert {key.rpartition(".")[2] for key in KEYS} - named == left_out


def test_the_tables_name_every_key_and_nothing_else() -> None:
    rows = re.findall(
        r"^\| `([\w.]+)` \|", (DOCS / "configuration.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(rows) == {*KEYS, *PORTAL_KEYS, "rules"}
    assert len(rows) == len(set(rows))
