"""How fast dumps are made and imported, as ratios against what SQLite and the store themselves need.

    python benchmarks/dumps.py [--articles 100000] [--stored 5000]

Bars: JSON Lines before compression 1.5 × `sqlite3 DB '.dump articles'`, all formats that are always made,
compressed and hashed, 8 ×; memory 200 MB; import 0.8 × the rate at which the store writes the same articles.
The time of `.dump` is the best of three, measured before and after. Memory is that of both processes which look through
the lines; where there is one processor there is one of them, and JSON Lines take 1.9 ×.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from envnews.dumps import ImportPlan, PublishPlan, Scope, Text, import_dump, publish
from envnews.dumps.formats.jsonlines import record_lines
from envnews.dumps.records.state import open_state
from envnews.model import CHINA_TIME, Article, Origin, PortalInfo, Precision, Timestamp, Witness
from envnews.normalize import article_id, content_hash
from envnews.store import ArticleFetched, Writer
from envnews.store.articles.rows import RECORD, record_values
from envnews.store.file.database import connect
from envnews.store.file.dataset import Dataset, new_name

PORTAL = PortalInfo(
    key="zj-sthjt", title="浙江省生态环境厅", kind="department", region="CN-ZJ", region_code="330000",
    home="http://sthjt.zj.gov.cn/", hosts=("sthjt.zj.gov.cn",), rights="official_document", family="hanweb",
)  # fmt: skip
START = datetime(2022, 7, 22, 9, 0, tzinfo=UTC)


def make(number: int, chance: random.Random) -> Article:
    """Return an article of about 1,800 characters, the mean of the portals."""
    paragraphs = [
        "，".join(
            "".join(chr(chance.randrange(0x4E00, 0x8000)) for _ in range(chance.randrange(6, 20)))
            for _ in range(12)
        )
        + f"{chance.randrange(1, 2000)}个、{chance.randrange(1, 100)}%。"
        for _ in range(chance.randrange(6, 15))
    ]
    body, url = (
        "\n".join(paragraphs),
        f"http://sthjt.zj.gov.cn/art/2022/7/22/art_1229588087_{58930000 + number}.html",
    )
    published = Timestamp(START.astimezone(CHINA_TIME) - timedelta(minutes=number), Precision.SECOND)
    headline = paragraphs[0][:24]
    raw = "发布时间：2022-07-22 07:10:17 来源：浙江省生态环境厅 浏览次数：10"
    return Article(
        id=article_id("zj-sthjt", str(number)), portal="zj-sthjt", columns=("环保要闻",), url=url, canonical_url=url,
        document_id=str(58930000 + number), headline=headline, subtitle=None, original_title=None,
        published=published, published_origin=Origin.META_LINE, source="浙江省生态环境厅", author=None, editor="陈妍凌",
        keywords=("水环境", "海洋污染"), lead=None, body=body,
        body_html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs), views=10, index_number=None,
        document_number=None, issuing_agency=None, issued_on=None, valid=None, images=(), attachments=(), tables=(),
        previous=None, next=None, related=(), region="CN-ZJ", rights="official_document",
        content_hash=content_hash(headline, published, "浙江省生态环境厅", body, ()), fetched_at=START,
        witnesses=tuple(
            Witness(field, Origin.META_LINE, value, raw, "above the text", chosen=True)
            for field, value in (("headline", headline), ("published_at", published.isoformat()), ("source", "浙江省生态环境厅"))
        ),
        problems=(),
    )  # fmt: skip


def fill(path: Path, count: int) -> None:
    """Write articles straight into the table: how long the store needs is not the question here."""
    with Writer(path) as writer:
        writer.open_portal_run(writer.open_run("benchmark"), PORTAL)
        writer.change_dataset(Dataset(new_name(), new_name()))
    names = (*RECORD, "first_seen_at", "last_seen_at", "updated_at", "seq")
    marks = ", ".join(f":{name}" for name in names)
    insert = f"INSERT INTO articles ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of ours
    chance = random.Random(1)  # noqa: S311 - a benchmark
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        for number in range(1, count + 1):
            values = record_values(make(number, chance), ("环保要闻",))
            own = dict.fromkeys(("first_seen_at", "last_seen_at", "updated_at"), "2022-07-22T09:00:00Z")
            connection.execute(insert, values | own | {"seq": number})
        connection.execute("UPDATE counters SET value = ? WHERE name = 'seq'", (count,))
        connection.execute("DELETE FROM search_queue")
        connection.execute("COMMIT")


def floor(path: Path) -> float:
    """Return the seconds of `.dump`, the best of three."""
    sqlite = shutil.which("sqlite3") or sys.exit("sqlite3 is not installed: apt-get install sqlite3")
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sqlite, path, ".dump articles"], stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - sqlite's shell
        times.append(time.perf_counter() - start)
    return min(times)


def lines_only(path: Path) -> float:
    """Return the seconds of JSON Lines before compression, the search for numbers of persons included."""
    start = time.perf_counter()
    with open_state(path, Scope()) as state, Path("/dev/null").open("wb") as sink:
        sink.writelines(record_lines(state))
    return time.perf_counter() - start


def whole(path: Path, out: Path) -> float:
    """Return the seconds of a publication."""
    start = time.perf_counter()
    publish(
        PublishPlan(path, out), lambda stage: print(f"    {stage:8} {time.perf_counter() - start:6.1f} s")
    )
    return time.perf_counter() - start


def second_process() -> float:
    """Return the megabytes of the process that looks through lines; `getrusage` counts this one's before its start."""
    program = (
        "import envnews.dumps.privacy.scan, pathlib; print(pathlib.Path('/proc/self/status').read_text())"
    )
    status = subprocess.run(  # noqa: S603 - this program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def rates(folder: Path, count: int) -> tuple[float, float]:
    """Return articles a second: stored from memory, and imported into a mirror."""
    chance = random.Random(2)  # noqa: S311 - a benchmark
    fetched = [
        ArticleFetched(replace(make(n, chance), views=None), 200, None, None, "0" * 64) for n in range(count)
    ]
    with Writer(folder / "stored.db") as writer:
        writer.open_portal_run(writer.open_run("benchmark"), PORTAL)
        start = time.perf_counter()
        for first in range(0, count, 50):
            writer.write(fetched[first : first + 50])
        stored = count / (time.perf_counter() - start)
    publish(PublishPlan(folder / "stored.db", folder / "stored", Scope(Text.FULL)))
    start = time.perf_counter()
    import_dump(ImportPlan(str(folder / "stored"), folder / "mirror.db"))
    return stored, count / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--stored", type=int, default=5_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "envnews.db"
        fill(database, options.articles)
        before = floor(database)
        alone = min(lines_only(database) for _ in range(3))
        busy = time.process_time()
        published = whole(database, folder / "dumps")
        busy = time.process_time() - busy
        base = min(before, floor(database))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + second_process()
        stored, imported = rates(folder, options.stored)
        print(
            f"{options.articles} articles, {database.stat().st_size / 1e6:.0f} MB; .dump articles {base:.2f} s"
        )
        print(f"JSON Lines before compression   {alone / base:5.2f} ×  (bar 1.5)")
        print(f"all formats always made         {published / base:5.2f} ×  (bar 8)")
        print(f"  their processor time          {busy / base:5.2f} ×, on {os.cpu_count()} processors")
        print(f"memory                          {memory:5.0f} MB (bar 200)")
        print(
            f"import, of the store's rate     {imported / stored:5.2f} ×  (bar 0.8; {imported:.0f} and {stored:.0f} a second)"
        )


if __name__ == "__main__":
    main()
