from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from envnews import __version__
from envnews.run.lock import database_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands import Ended
    from tests.conftest import Answer, Site


COLUMN = "/dtyw/hbyw/"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def arguments(site: Site, write_portal: Callable[..., Path], tmp_path: Path) -> list[str]:
    """The arguments of a crawl of one portal of the user's own."""
    site.put_column(COLUMN, [[2, 1]])
    return [
        *("crawl", "example", "--spiders", str(write_portal()), "--db", str(tmp_path / "news.db")),
        *("--hosts-map", str(site.hosts_map(tmp_path))),
    ]


def envnews(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "envnews", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)  # noqa: S603 - our own interpreter


@pytest.mark.proves("O1", "with --quiet a good run prints nothing and ends with 0")
def test_a_users_own_portal_is_crawled_and_summed_up(arguments: list[str], tmp_path: Path) -> None:
    first = envnews(*arguments, "--json")
    assert first.returncode == 0, first.stderr
    summary = json.loads(first.stdout)
    assert summary["exit_code"] == 0
    [portal] = summary["portals"]
    assert (portal["portal"], portal["outcome"], portal["counters"]["new"]) == ("example", "ok", 2)
    assert "1 portal in" in first.stderr
    assert "\x1b" not in first.stderr
    connection = sqlite3.connect(tmp_path / "news.db")
    stored = connection.execute(
        "SELECT headline, published_at, source FROM articles ORDER BY document_id"
    ).fetchall()
    runs = connection.execute("SELECT exit_code FROM runs").fetchall()
    connection.close()
    assert stored[0] == (
        "示例省召开第1次水和海洋生态环境保护工作会议",
        "2022-07-22T07:10:17+08:00",
        "示例省生态环境厅",
    )
    assert runs == [(0,)]

    quiet = envnews(*arguments, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


@pytest.mark.proves("O3", "2 and 78, in one line with what to do")
@pytest.mark.parametrize(
    ("changed", "code", "message"),
    [
        (["crawl", "nowhere"], 2, "no portal is called nowhere"),
        (["crawl", "--kind", "dept"], 2, "--kind"),
        (["crawl", "mee", "--since", "22.7.2022"], 2, "--since"),
        (["crawl", "mee", "--since", "2022-07-23", "--until", "2022-07-22"], 2, "nothing would be left"),
        (["crawl", "mee", "--jobs", "0"], 2, "--jobs"),
        (["crawl", "mee", "--max-runtime", "100"], 2, "write 90s, 100m or 2h"),
        (["crawl", "mee", "--allow-private", "intranet"], 78, "--allow-private intranet"),
        (["crawl", "mee", "--hosts-map", "nowhere.txt"], 78, "host map nowhere.txt cannot be read"),
        (["crawl", "mee", "--spiders", "nowhere.py"], 78, "nowhere.py: neither a file, nor"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(
    changed: list[str], code: int, message: str, run_here: Callable[..., Ended], tmp_path: Path
) -> None:
    ended = run_here(*changed, "--db", str(tmp_path / "news.db"))
    assert ended.code == code
    assert message in ended.err
    assert ended.out == ""


def test_an_installation_is_configured_beside_its_database(
    arguments: list[str], site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "envnews.toml"
    file.write_text('contact = "https://example.org/crawler"\n[budget]\nlist_page = 1\n', encoding="utf-8")
    wrong = envnews(*arguments)
    assert (wrong.returncode, site.requests) == (78, [])
    assert wrong.stderr.startswith(
        f"envnews: {file}: unknown key budget.list_page (perhaps budget.list_pages?)"
    )
    file.write_text('contact = "https://example.org/crawler"\n[budget]\nlist_pages = 1\n', encoding="utf-8")
    site.put_column(COLUMN, [[4, 3], [2, 1]])
    assert envnews(*arguments).returncode == 0
    assert site.agents == {f"envnews/{__version__} (+https://example.org/crawler)"}
    connection = sqlite3.connect(tmp_path / "news.db")
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    connection.close()


def test_a_locked_database_is_told_with_the_holder(
    arguments: list[str], run_here: Callable[..., Ended], site: Site, tmp_path: Path
) -> None:
    with database_lock(tmp_path / "news.db"):
        ended = run_here(*arguments)
    assert ended.code == 75
    assert "is being written by process" in ended.err
    assert site.requests == []


@pytest.mark.proves(
    "F4", "the second crawl ends with 75, sends nothing, and names process and start of the first"
)
@pytest.mark.proves("O4", "of two starts one ends with 75")
def test_of_two_crawls_at_once_the_second_ends_without_a_request(
    arguments: list[str], site: Site, tmp_path: Path
) -> None:
    prompt = site.answers["www.example.gov.cn", COLUMN]

    second_ended = threading.Event()

    def answer_late() -> Answer:
        second_ended.wait(50)
        return prompt

    site.answers["www.example.gov.cn", COLUMN] = answer_late
    command = [sys.executable, "-m", "envnews", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as first:  # noqa: S603 - our own interpreter
        deadline = time.monotonic() + 20
        while not any(path == COLUMN for _, path in list(site.requests)) and time.monotonic() < deadline:
            time.sleep(0.02)
        asked = len(site.requests)
        second = envnews(*arguments)
        second_ended.set()
        assert (second.returncode, len(site.requests)) == (75, asked)
        assert f"is being written by process {first.pid} since" in second.stderr
        _, errors = first.communicate(timeout=30)
    assert first.returncode == 0, errors
    connection = sqlite3.connect(tmp_path / "news.db")
    assert connection.execute("SELECT count(*) FROM runs").fetchone() == (1,)
    connection.close()


@pytest.mark.proves("O3", "69 where no portal can be reached")
def test_a_crawl_that_reaches_no_portal_says_so(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "hosts").write_text("www.example.gov.cn 127.0.0.1:1\n", encoding="utf-8")
    ended = envnews(*arguments)
    assert ended.returncode == 69
    told = r"example http_error since 20\S+Z: 环保要闻, http://www.example.gov.cn/dtyw/hbyw/"
    assert re.search(told, ended.stderr)


@pytest.mark.proves("F8", "exit 74 with the path, and no request")
def test_a_database_that_cannot_be_made_is_no_reason_to_send_anything(
    arguments: list[str], run_here: Callable[..., Ended], site: Site, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no directory", encoding="utf-8")
    ended = run_here(*arguments, "--db", str(tmp_path / "file" / "news.db"))
    assert (ended.code, site.requests) == (74, [])
    assert "file/news.db" in ended.err


@pytest.mark.proves("F11", "a file that is no database ends the crawl with 65 before any request")
def test_a_foreign_file_is_no_database(
    arguments: list[str], run_here: Callable[..., Ended], site: Site, tmp_path: Path
) -> None:
    (tmp_path / "news.db").write_text(
        "This is a letter to my grandmother, not a database.\n" * 200, encoding="utf-8"
    )
    ended = run_here(*arguments)
    assert ended.code == 65
    assert "news.db" in ended.err
    assert site.requests == []


@pytest.mark.proves("O3", "130 and 143 after signals, and the same in the row of the run")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_crawl_in_good_order(
    arguments: list[str], site: Site, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """What was stored stays, the rest stays pending, and the rows of the run say what happened."""
    slow = site.answers["www.example.gov.cn", f"{COLUMN}202207/t20220722_1.html"]

    def answer_late() -> Answer:
        time.sleep(1)
        return slow

    site.answers["www.example.gov.cn", f"{COLUMN}202207/t20220722_1.html"] = answer_late
    site.put_list(COLUMN, [2, 1], total=2)
    command = [sys.executable, "-m", "envnews", *arguments]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        deadline = time.monotonic() + 20
        while (
            not any(path.endswith("_1.html") for _, path in list(site.requests))
            and time.monotonic() < deadline
        ):
            time.sleep(0.02)
        process.send_signal(number)
        _, errors = process.communicate(timeout=15)
    assert process.returncode == code, errors
    connection = sqlite3.connect(tmp_path / "news.db")
    outcomes = connection.execute("SELECT outcome FROM portal_runs").fetchall()
    exit_codes = connection.execute("SELECT exit_code FROM runs").fetchall()
    states = dict(connection.execute("SELECT state, count(*) FROM pages GROUP BY state").fetchall())
    connection.close()
    assert (outcomes, exit_codes) == ([("killed",)], [(code,)])
    assert sum(states.values()) == 2


@pytest.mark.proves("S1", "a declared host that resolves to loopback is refused")
def test_an_address_of_this_machine_is_refused_unless_it_is_named(site: Site, tmp_path: Path) -> None:
    """No host map here: the portal's host resolves to loopback, as a hostile name server could arrange."""
    portal = tmp_path / "local.py"
    portal.write_text(
        "from envnews.spiders.families.trs import TrsSpider\n\n\nclass LocalSpider(TrsSpider):\n"
        '    name = "local"\n    title = "本机"\n    kind = "media"\n    rights = "media"\n'
        f'    home = "http://localhost:{site.port}/"\n    hosts = ("localhost",)\n'
        f'    columns = {{"要闻": "http://localhost:{site.port}{COLUMN}"}}\n'
        '    article_url = r"/t\\d+_(?P<document_id>\\d+)\\.html$"\n',
        encoding="utf-8",
    )
    site.put_list(COLUMN, [1], host="localhost")
    site.put_article(f"{COLUMN}202207/t20220722_1.html", 1, host="localhost")
    arguments = ["crawl", "local", "--spiders", str(portal), "--db", str(tmp_path / "news.db")]
    refused = envnews(*arguments)
    assert refused.returncode == 1
    assert "localhost resolves to 127.0.0.1, which is not public" in refused.stderr
    assert site.requests == []
    opened = envnews(*arguments, "--allow-private", "127.0.0.0/8", "--max-pages", "1")
    assert opened.returncode == 0, opened.stderr
    assert "1 new article," in opened.stderr


def test_help_names_the_commands_without_loading_scrapy() -> None:
    code = (
        "import sys\nfrom envnews.cli import main\nsys.argv = ['envnews', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'scrapy', 'lxml', 'sqlite_utils', 'dateparser', 'twisted', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.returncode == 0, ended.stderr
    for command in ("crawl", "demo", "extract", "portals"):
        assert command in ended.stdout


def test_portals_are_listed_for_people_and_programs() -> None:
    table = envnews("portals")
    assert table.returncode == 0
    assert "zj-sthjt" in table.stdout
    records = [json.loads(line) for line in envnews("portals", "--json").stdout.splitlines()]
    assert {"portal": "hbzhan", "hosts": ["www.hbzhan.com", "m.hbzhan.com"]}.items() <= {
        key: value for record in records if record["portal"] == "hbzhan" for key, value in record.items()
    }.items()
    assert all({"weekly", "enabled"} <= set(record) for record in records)


def test_a_disabled_portal_is_listed_as_such_and_not_crawled(
    run_here: Callable[..., Ended], tmp_path: Path
) -> None:
    config = tmp_path / "other.toml"
    config.write_text("[portals.mee]\nenabled = false\n", encoding="utf-8")
    listed = run_here("portals", "--json", "--config", str(config))
    enabled = {record["portal"]: record["enabled"] for record in map(json.loads, listed.out.splitlines())}
    assert [portal for portal, crawled in enabled.items() if not crawled] == ["mee"]
    refused = run_here("crawl", "mee", "--config", str(config), "--db", str(tmp_path / "news.db"))
    assert (refused.code, "mee: disabled in envnews.toml" in refused.err) == (2, True)
