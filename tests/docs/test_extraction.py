"""The page about extraction says what the code does."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime

import pytest

from envnews.extract import Rules, choose
from envnews.extract.metaline.parsing import parse_meta_line
from envnews.model import CHINA_TIME, Origin
from tests.docs.pages import (
    ADD_A_PORTAL,
    CODE,
    EXTRACTION,
    ROOT,
    table_rows,
    text,
)


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
    files = [*(ROOT / "envnews/extract").rglob("*.py"), ROOT / "envnews/normalize/article.py"]
    code = "".join(map(text, files))
    named = [name for row in table_rows(EXTRACTION, "Problems") for name in CODE.findall(row[0])]
    assert named
    missing = [name for name in named if f'"{re.sub("[A-Z]+$", "{", name)}' not in code]
    assert not missing


def test_documented_fields_are_those_of_the_record() -> None:
    from envnews.extract import Page, extract  # noqa: PLC0415 - beside the other half of the comparison
    from envnews.normalize import extraction_record  # noqa: PLC0415

    named = [name for row in table_rows(EXTRACTION, "The record") for name in CODE.findall(row[0])]
    assert set(named) == set(extraction_record(extract(Page("http://www.example.gov.cn/", b""))))


def test_documented_rules_exist() -> None:
    rules = table_rows(ADD_A_PORTAL, "4. Try it against saved pages")
    named = {name for row in rules for name in CODE.findall(row[0])}
    assert named
    assert named <= {field.name for field in fields(Rules)}
