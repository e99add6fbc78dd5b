from __future__ import annotations

import pytest

from envnews.extract.bylines import read_byline, read_dateline


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("□ 本报记者 周小禾 王大田", "周小禾、王大田"),
        ("临江日报记者周小禾", "周小禾"),
        ("临江日报全媒体记者 周小禾 通讯员 王大田", "周小禾、王大田"),
        ("【记者】周小禾", "周小禾"),
        ("记者：亓翔", "亓翔"),
        ("每经记者 周小禾 每经编辑 王大田", "周小禾"),
        ("文/图 临江晚报全媒体记者 周小禾 通讯员 王大田", "周小禾、王大田"),
        ("本报记者 周小禾 摄影报道", "周小禾"),
        ("本报记者 周小禾 王大田/文 冯涛/图", "周小禾、王大田"),
        ("记者 周小禾 摄影 王大田", "周小禾"),
        ("见习记者 周小禾 实习生 王大田", "周小禾、王大田"),
        ("新闻记者 周小禾 通讯员 王大田 长沙报道", "周小禾、王大田"),
        ("临江财经 周小禾 王大田 发自省城", "周小禾、王大田"),
        ("临江财经 整理 发自省城", None),
        ("会议 发自内心", None),
        ("记者手记", None),
        ("记者 王大田 摄", None),
        ("记者了解到，会议已经召开。", None),
        ("记者调查", None),
        ("中外记者见面会", None),
        ("记者站的同志参加了会议", None),
    ],
)
def test_people_of_a_byline(line: str, people: str | None) -> None:
    assert read_byline(line) == people


@pytest.mark.parametrize(
    ("paragraph", "people"),
    [
        ("临江日报7月21日讯（王大田 记者周小禾）会议召开。", "王大田、周小禾"),
        ("〔記者巫其倫／台中報導〕會議召開。", "巫其倫"),
        ("中国气象报记者周小禾 通讯员王大田报道 近日，会议召开。", "周小禾、王大田"),
        ("临江网讯 记者 周小禾 报道 近日，会议召开。", "周小禾"),
        ("临江晚报记者周小禾北京报道：会议召开。", "周小禾"),
        ("本报记者周小禾7月21日北京报道 会议召开。", "周小禾"),
        ("本报记者周小禾 通讯员王大田 21日河口报道 会议召开。", "周小禾、王大田"),
        ("本报讯（记者 周小禾 通讯员 王大田 实习生 冯涛）会议召开。", "周小禾、王大田、冯涛"),
        ("据媒体报道，记者在现场看到会议召开。", None),
        ("记者从会上获悉，会议召开，多家媒体报道了此事。", None),
        ("会议召开（多名记者在场），其余不详。", None),
    ],
)
def test_people_of_a_dateline(paragraph: str, people: str | None) -> None:
    found = read_dateline([paragraph])
    assert (found[0] if found else None) == people
